package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results that are at hand as objects, as a read model: its values are numbers of objects. */
public final class RecordedResults implements ReportReader {
  private final List<WindowReport> reports = new ArrayList<>();
  private final @Nullable ReferenceProfile profile;

  private RecordedResults(@Nullable ReferenceProfile profile) {
    this.profile = profile;
  }

  /** A read model that knows one model and everything about it, however much that is. */
  public static ReadModel model(
      Monitor monitor,
      @Nullable ReferenceProfile profile,
      List<WindowReport> reports,
      List<Alert> alerts) {
    RecordedResults results = new RecordedResults(profile);
    int most = Math.max(1, reports.size());
    ReadModel model =
        new ReadModel(
            new Bounds(
                most, Long.MAX_VALUE, Math.max(1, alerts.size()), Math.max(2, alerts.size())),
            results);
    model.monitor(monitor.model(), StoredMonitor.first(monitor));
    if (profile != null) {
      model.profile(profile.name(), new byte[0]);
    }
    for (WindowReport report : reports) {
      long start = report.window().equals("all") ? 0 : report.start();
      ReportKey key = new ReportKey(report.series(), report.slice(), report.window(), start);
      byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(results.reports.size()).array();
      results.reports.add(report);
      model.report(key, report, report.end(), number);
    }
    alerts.forEach(model::alert);
    model.progress(new Progress(true, 0, true, 0));
    return model;
  }

  @Override
  public WindowReport report(byte[] value) {
    return reports.get(ByteBuffer.wrap(value).getInt());
  }

  @Override
  public Alert alert(byte[] value) {
    throw new IllegalStateException("recorded alerts are not read from bytes");
  }

  @Override
  public ReferenceProfile profile(byte[] value) {
    if (profile == null) {
      throw new IllegalStateException("there is no profile");
    }
    return profile;
  }
}
