package io.evenkeel.serde;

import io.evenkeel.alert.Alert;
import io.evenkeel.avro.AlertEvent;
import io.evenkeel.avro.AlertKind;
import io.evenkeel.avro.AlertSeverity;
import io.evenkeel.avro.AlertState;
import io.evenkeel.avro.Measurement;
import io.evenkeel.avro.Stage;
import io.evenkeel.avro.Verdict;
import io.evenkeel.avro.WindowState;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.monitor.Spans;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Window reports and alerts as Avro records and back. */
public final class ReportRecords {
  private ReportRecords() {}

  /** The record of a report. */
  public static io.evenkeel.avro.WindowReport report(WindowReport report) {
    Series series = report.series();
    io.evenkeel.avro.WindowReport record = new io.evenkeel.avro.WindowReport();
    record.setModel(series.model());
    record.setVersion(series.version());
    record.setStage(Stage.valueOf(series.stage().name()));
    record.setSlice(report.slice());
    record.setWindowLength(report.window());
    record.setWindowStart(Instant.ofEpochMilli(report.start()));
    record.setWindowEnd(Instant.ofEpochMilli(report.end()));
    record.setState(WindowState.valueOf(report.state().name()));
    record.setRevision(report.revision());
    record.setAsOf(instant(report.asOf()));
    record.setN(report.n());
    record.setLabelled(report.labelled());
    record.setLate(report.late());
    record.setLabelCoverage(report.coverage());
    record.setLabelLagMedianMs(number(report.lagMedian()));
    record.setLabelLagP95Ms(number(report.lag95()));
    record.setMeasurements(report.measurements().stream().map(ReportRecords::measurement).toList());
    record.setProfileHash(text(report.profileHash()));
    record.setHistograms(PictureRecords.histograms(report.histograms()));
    record.setReliability(PictureRecords.reliability(report.reliability()));
    return record;
  }

  private static Measurement measurement(io.evenkeel.evaluation.Measurement measurement) {
    Measurement record = new Measurement();
    record.setMetric(measurement.metric());
    record.setFeature(measurement.feature());
    record.setValue(measurement.value());
    record.setLower(measurement.lower());
    record.setUpper(measurement.upper());
    record.setN(measurement.n());
    record.setVerdict(
        measurement.verdict() == null ? null : Verdict.valueOf(measurement.verdict().name()));
    record.setReason(measurement.reason());
    record.setReference(measurement.reference());
    record.setTolerance(measurement.tolerance());
    return record;
  }

  /** The report of a record. */
  public static WindowReport report(io.evenkeel.avro.WindowReport record) {
    return new WindowReport(
        series(record.getModel(), record.getVersion(), record.getStage()),
        record.getSlice(),
        record.getWindowLength(),
        record.getWindowStart().toEpochMilli(),
        record.getWindowEnd().toEpochMilli(),
        WindowReport.State.valueOf(record.getState().name()),
        record.getRevision(),
        record.getN(),
        record.getLabelled(),
        record.getLabelCoverage(),
        whole(record.getLabelLagMedianMs()),
        whole(record.getLabelLagP95Ms()),
        record.getLate(),
        record.getAsOf() == null ? null : record.getAsOf().toEpochMilli(),
        record.getMeasurements().stream().map(ReportRecords::measurement).toList(),
        record.getProfileHash() == null ? "" : record.getProfileHash(),
        PictureRecords.domain(record.getHistograms()),
        PictureRecords.bins(record.getReliability()));
  }

  private static io.evenkeel.evaluation.Measurement measurement(Measurement record) {
    return new io.evenkeel.evaluation.Measurement(
        record.getMetric(),
        record.getFeature(),
        record.getValue(),
        record.getLower(),
        record.getUpper(),
        record.getN(),
        record.getVerdict() == null || record.getVerdict() == Verdict.OTHER
            ? null
            : io.evenkeel.evaluation.Verdict.valueOf(record.getVerdict().name()),
        record.getReason(),
        record.getReference(),
        record.getTolerance());
  }

  /** The record of an alert. */
  public static AlertEvent alert(Alert alert) {
    AlertEvent record = new AlertEvent();
    record.setAlertId(alert.id());
    record.setIncidentId(alert.incident());
    record.setState(AlertState.valueOf(alert.state().name()));
    record.setSeverity(AlertSeverity.valueOf(alert.severity().name()));
    record.setKind(AlertKind.valueOf(alert.kind().name()));
    record.setModel(alert.series().model());
    record.setVersion(alert.series().version());
    record.setStage(Stage.valueOf(alert.series().stage().name()));
    record.setCheck(alert.check());
    record.setMetric(alert.metric());
    record.setSlice(alert.slice());
    record.setReference(alert.referenceSlice());
    record.setFeature(alert.feature());
    record.setEstimate(alert.estimate());
    record.setLower(alert.lower());
    record.setUpper(alert.upper());
    record.setTolerance(alert.tolerance());
    record.setEvidence(alert.evidence());
    record.setThreshold(alert.threshold());
    record.setN(alert.n());
    record.setStartedAt(Instant.ofEpochMilli(alert.startedAt()));
    record.setDecidedAt(Instant.ofEpochMilli(alert.windowEnd()));
    record.setWindowLength(
        Spans.format(Duration.ofMillis(alert.windowEnd() - alert.windowStart())));
    record.setWindowStart(Instant.ofEpochMilli(alert.windowStart()));
    record.setWindowEnd(Instant.ofEpochMilli(alert.windowEnd()));
    record.setMessage(alert.message());
    record.setProfileHash(text(alert.profileHash()));
    record.setSupersedes(alert.supersedes());
    record.setCourse(PictureRecords.course(alert.course()));
    return record;
  }

  /** The alert of a record. */
  public static Alert alert(AlertEvent record) {
    return new Alert(
        record.getAlertId(),
        record.getIncidentId(),
        Alert.State.valueOf(record.getState().name()),
        Alert.Severity.valueOf(record.getSeverity().name()),
        io.evenkeel.monitor.AlertKind.valueOf(record.getKind().name()),
        series(record.getModel(), record.getVersion(), record.getStage()),
        record.getCheck(),
        record.getMetric(),
        record.getSlice(),
        record.getReference(),
        record.getFeature(),
        record.getEstimate(),
        record.getLower(),
        record.getUpper(),
        record.getTolerance() == null ? 0 : record.getTolerance(),
        record.getEvidence(),
        record.getThreshold(),
        record.getN(),
        record.getStartedAt().toEpochMilli(),
        record.getWindowStart().toEpochMilli(),
        record.getWindowEnd().toEpochMilli(),
        record.getMessage(),
        record.getProfileHash() == null ? "" : record.getProfileHash(),
        record.getSupersedes(),
        PictureRecords.points(record.getCourse()));
  }

  private static Series series(String model, String version, Stage stage) {
    return new Series(model, version, io.evenkeel.event.Stage.valueOf(stage.name()));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Double number(@Nullable Long whole) {
    return whole == null ? null : (double) whole;
  }

  private static @Nullable Long whole(@Nullable Double number) {
    return number == null ? null : Math.round(number);
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }
}
