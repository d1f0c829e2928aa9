package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Turns the summaries of one window into one report per slice: overall first, then the others by
 * name, measurements in the order of {@link SliceMeasures}. Pure.
 *
 * <p>Labels of any age count. Verdicts are left open.
 */
public final class Evaluator {
  private Evaluator() {}

  /** The reports with what the monitor asks for. */
  public static List<WindowReport> evaluate(
      Plan plan, Series series, WindowSpan window, SortedMap<String, SliceSummary> slices) {
    boolean every = plan.monitor().limits().everyMetric();
    MeasurementSet set = every ? MeasurementSet.FULL : MeasurementSet.CORE;
    return evaluate(plan, series, window, slices, set);
  }

  /**
   * The reports of a window.
   *
   * @param slices summaries by slice name; without one for everybody, that is taken as empty
   * @param set how much is measured; what a check of the monitor names is measured anyhow
   */
  public static List<WindowReport> evaluate(
      Plan plan,
      Series series,
      WindowSpan window,
      SortedMap<String, SliceSummary> slices,
      MeasurementSet set) {
    List<String> reported = reported(plan, window, slices);
    // Of all slices, reported in this window or not: alerts rest on them, too.
    Set<String> hidden = Suppression.hidden(plan, slices);
    Set<String> named =
        plan.monitor().checks().stream().map(Check::metric).collect(Collectors.toSet());
    if (plan.looksForProxies()) {
      AssociationMetrics.LIVE.forEach(metric -> named.add(metric.name()));
      HiddenGroupMeasures.METRICS.forEach(metric -> named.add(metric.name()));
    }
    SliceMeasures measures = new SliceMeasures(plan, slices, hidden);
    List<WindowReport> reports = new ArrayList<>(reported.size());
    for (String slice : reported) {
      SliceSummary summary = measures.summary(slice);
      Measurements measurements = new Measurements(set, named);
      measures.add(slice, summary, measurements);
      WindowReport report = report(plan, series, window, slice, summary, measurements.list());
      reports.add(hidden.contains(slice) ? HiddenReport.of(report, plan, summary) : report);
    }
    return reports;
  }

  private static List<String> reported(
      Plan plan, WindowSpan window, SortedMap<String, SliceSummary> slices) {
    List<String> names = new ArrayList<>(slices.size() + 1);
    names.add(Slicer.OVERALL);
    for (String slice : slices.keySet()) {
      if (!slice.equals(Slicer.OVERALL)) {
        SliceSpec spec = plan.slicer().specOf(slice);
        if (spec != null && !plan.isUnreported(spec) && reportedIn(spec, window)) {
          names.add(slice);
        }
      }
    }
    return names;
  }

  private static boolean reportedIn(SliceSpec spec, WindowSpan window) {
    return spec.windows().isEmpty()
        || spec.windows().stream().map(ReportWindow::toString).anyMatch(window.name()::equals);
  }

  private static WindowReport report(
      Plan plan,
      Series series,
      WindowSpan window,
      String slice,
      SliceSummary summary,
      List<Measurement> measurements) {
    long n = summary.n();
    long labelled = summary.labelled(SummaryLayout.ALL);
    OptionalLong asOf = summary.asOf();
    return new WindowReport(
        series,
        slice,
        window.name(),
        window.start(),
        window.end(),
        state(window, summary.revision()),
        summary.revision(),
        n,
        labelled,
        n == 0 ? null : (Double) ((double) labelled / n),
        LabelDelay.quantile(summary, 0.5),
        LabelDelay.quantile(summary, 0.95),
        summary.lateRows(),
        asOf.isEmpty() ? null : (Long) asOf.getAsLong(),
        measurements,
        plan.profileHash(),
        Pictures.histograms(plan, summary),
        Pictures.reliability(summary));
  }

  private static WindowReport.State state(WindowSpan window, long revision) {
    if (!window.closed()) {
      return WindowReport.State.OPEN;
    }
    return revision > 0 ? WindowReport.State.REVISED : WindowReport.State.CLOSED;
  }
}
