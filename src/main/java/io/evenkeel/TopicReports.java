package io.evenkeel;

import io.evenkeel.alert.Alert;
import io.evenkeel.avro.AlertEvent;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.readmodel.ReportReader;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.ReportRecords;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads results by their Avro schemas. Thread-safe. */
final class TopicReports implements ReportReader {
  private final ThreadLocal<AvroRecords> records;

  TopicReports(SchemaRegistry registry) {
    this.records = ThreadLocal.withInitial(() -> new AvroRecords(registry, false));
  }

  @Override
  public WindowReport report(byte[] value) {
    return ReportRecords.report(
        records.get().decode(io.evenkeel.avro.WindowReport.class, new RecordHeaders(), value));
  }

  @Override
  public Alert alert(byte[] value) {
    return ReportRecords.alert(records.get().decode(AlertEvent.class, new RecordHeaders(), value));
  }

  @Override
  public ReferenceProfile profile(byte[] value) {
    return ProfileFile.decode(value);
  }
}
