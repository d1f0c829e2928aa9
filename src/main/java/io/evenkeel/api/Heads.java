package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.digest.Series;
import io.evenkeel.readmodel.StoredReport;
import io.evenkeel.readmodel.StoredReport.Verdicts;

/** Parts that several answers share. */
final class Heads {
  private Heads() {}

  static ObjectNode put(ObjectNode to, Series series) {
    to.put("model", series.model());
    to.put("version", series.version());
    return to.put("stage", series.stage().name());
  }

  /** Version, stage and length that an answer is about. */
  static ObjectNode put(ObjectNode to, Selection selection) {
    return put(to, selection.series()).put("window", selection.window());
  }

  /** Where a window stands, and its counts. */
  static ObjectNode put(ObjectNode to, StoredReport report) {
    to.put("start", Answers.time(report.start()));
    to.put("end", Answers.time(report.end()));
    to.put("state", report.state().name());
    to.put("revision", report.revision());
    to.put("n", report.n());
    to.put("labelled", report.labelled());
    to.put("labelCoverage", report.coverage());
    to.put("labelLagMedian", Answers.seconds(report.lagMedian()));
    return to.put("updated", Answers.time(report.updated()));
  }

  static ObjectNode put(ObjectNode to, Verdicts verdicts) {
    to.put("verdict", verdicts.worst().name());
    to.putObject("checks")
        .put("ok", verdicts.ok())
        .put("breach", verdicts.breach())
        .put("insufficient", verdicts.insufficient());
    return to;
  }

  static Verdicts verdicts(Iterable<StoredReport> reports) {
    Verdicts all = Verdicts.NONE;
    for (StoredReport report : reports) {
      all = all.plus(report.verdicts());
    }
    return all;
  }
}
