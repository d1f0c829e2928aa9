package io.evenkeel.evidence;

/**
 * By what the counts of a pane are divided before they enter the evidence: {@code L^(1/deff)} of an
 * e-value is an e-value, and with {@code deff = 1 + 1.3 sigma^2 / v} a pane effect of variance
 * sigma^2 does not pass for a change.
 */
final class DesignEffect {
  /** Panes that are watched before the measured variance is used. */
  static final int PANES = 50;

  private static final double FACTOR = 1.3;

  private final Overdispersion rule;
  private final DispersionMeter[] meters;
  private long panes;
  private double variance;

  /**
   * {@code statistics}: along how many statistics the panes are measured; the largest variance
   * counts.
   */
  DesignEffect(Overdispersion rule, int statistics) {
    this.rule = rule;
    this.variance = rule.variance();
    this.meters =
        new DispersionMeter[rule.source() == Overdispersion.Source.FIRST_PANES ? statistics : 0];
    for (int i = 0; i < meters.length; i++) {
      meters[i] = new DispersionMeter();
    }
  }

  /**
   * The design effect of a pane whose statistic has this sampling variance; at least the pane's
   * own.
   */
  double of(Pane pane, double samplingVariance) {
    return variance == 0
        ? pane.designEffect()
        : Math.max(pane.designEffect(), 1 + FACTOR * variance / samplingVariance);
  }

  /** Whether panes are still being measured. */
  boolean measuring() {
    return rule.source() == Overdispersion.Source.FIRST_PANES && panes < PANES;
  }

  DispersionMeter meter(int statistic) {
    return meters[statistic];
  }

  /** Ends the pane that was given to the meters. */
  void closePane() {
    panes++;
    if (panes == PANES) {
      for (DispersionMeter meter : meters) {
        variance = Math.max(variance, meter.variance());
      }
    }
  }

  void visitState(StateFields fields) {
    panes = fields.whole(panes);
    variance = fields.real(variance);
    for (DispersionMeter meter : meters) {
      meter.visitState(fields);
    }
  }
}
