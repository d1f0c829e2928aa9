package io.evenkeel.evidence;

import java.util.Arrays;
import java.util.List;

/**
 * The components of a detector: one accumulated log e-process each, mixed with fixed weights that
 * sum to 1.
 *
 * <p>A component whose prediction lies inside the tolerance has an e-value of exactly 1; its
 * evidence is then lowered by a tenth, which is always valid and keeps an old peak from freezing.
 */
final class Mixture {
  /**
   * What remains of a component's evidence in a pane for which it predicts nothing outside the
   * tolerance.
   */
  static final double DECAY_INSIDE = 0.9;

  /** Evidence below this is quiet; the decay above never reaches 0. */
  static final double QUIET = 0.01;

  /**
   * The log evidence reported in place of the log of 0 (Shiryaev-Roberts before it has seen
   * anything).
   */
  private static final double LOG_OF_NOTHING = -700.0;

  private final List<Component> components;
  private final Accumulation accumulation;
  private final double[] logs;

  /** One component: its name in error messages and its weight. */
  record Component(String name, double weight) {}

  Mixture(List<Component> components, Accumulation accumulation) {
    this.components = List.copyOf(components);
    this.accumulation = accumulation;
    this.logs = new double[components.size()];
    reset();
  }

  /** Accounts one pane's log e-value of a component whose prediction lies outside the tolerance. */
  void add(int component, double logValue) {
    double before = logs[component];
    double start = accumulation == Accumulation.CUSUM ? Math.max(before, 0.0) : logOnePlus(before);
    double after = start + logValue;
    if (!Double.isFinite(after)) {
      throw new IllegalStateException(
          "evidence is not finite: component "
              + components.get(component).name()
              + ", log e-value "
              + logValue
              + " after "
              + before);
    }
    logs[component] = after;
  }

  /** Accounts one pane for a component whose prediction lies inside the tolerance. */
  void addInside(int component) {
    if (accumulation == Accumulation.CUSUM) {
      double before = logs[component];
      logs[component] = before > 0 ? DECAY_INSIDE * before : 0.0;
    }
  }

  double logEvidence() {
    double top = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      top = Math.max(top, log);
    }
    if (top == Double.NEGATIVE_INFINITY) {
      return LOG_OF_NOTHING;
    }
    double sum = 0.0;
    for (int i = 0; i < logs.length; i++) {
      sum += components.get(i).weight() * Math.exp(logs[i] - top);
    }
    return Math.max(top + Math.log(sum), LOG_OF_NOTHING);
  }

  /** Whether no component holds evidence worth speaking of. */
  boolean quiet() {
    for (double log : logs) {
      if (log > QUIET) {
        return false;
      }
    }
    return true;
  }

  void reset() {
    Arrays.fill(logs, accumulation == Accumulation.CUSUM ? 0.0 : Double.NEGATIVE_INFINITY);
  }

  void visitState(StateFields fields) {
    fields.reals(logs);
  }

  private static double logOnePlus(double log) {
    return log > 0 ? log + Math.log1p(Math.exp(-log)) : Math.log1p(Math.exp(log));
  }
}
