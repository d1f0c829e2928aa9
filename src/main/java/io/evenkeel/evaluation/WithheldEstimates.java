package io.evenkeel.evaluation;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * A report whose estimates made without labels are known to be wrong: they are left out, what
 * labels say of them stays.
 */
public final class WithheldEstimates {
  private static final Set<String> WITHOUT_LABELS =
      EstimateMeasures.METRICS.stream()
          .map(Metric::name)
          .filter(name -> name.startsWith("estimated_"))
          .collect(Collectors.toUnmodifiableSet());

  private WithheldEstimates() {}

  /** The same report with those estimates null, for this reason. */
  public static WindowReport of(WindowReport report, String reason) {
    return report.measuring(
        report.measurements().stream()
            .map(m -> WITHOUT_LABELS.contains(m.metric()) ? HiddenReport.hide(m, reason) : m)
            .toList());
  }
}
