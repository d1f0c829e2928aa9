package io.evenkeel.cli;

import io.evenkeel.avro.AlertEvent;
import io.evenkeel.avro.WindowReport;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.replay.OutputReader;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.ReportRecords;
import io.evenkeel.topology.Topics;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Readers that know the registry. */
final class Clusters {
  private Clusters() {}

  /** Reads the metrics and alerts topics. */
  static OutputReader reader(Map<String, String> kafka, Topics topics, SchemaRegistry registry) {
    AvroRecords records = new AvroRecords(registry, false);
    return new OutputReader(
        kafka,
        topics,
        bytes ->
            ReportRecords.report(records.decode(WindowReport.class, new RecordHeaders(), bytes)),
        bytes -> ReportRecords.alert(records.decode(AlertEvent.class, new RecordHeaders(), bytes)));
  }
}
