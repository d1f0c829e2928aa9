package io.evenkeel.evidence;

import java.util.OptionalDouble;

/**
 * By what the counts of a pane are divided before they enter the evidence: {@code L^(1/deff)} of an
 * e-value is an e-value, and with {@code deff = 1 + 1.3 sigma^2 / v} a pane effect of variance
 * sigma^2 does not pass for a change.
 *
 * <p>A change within the panes that are measured scatters, too, and would blind the stream for
 * ever. So when evidence was told or lay open in them, the measure holds until the next {@value
 * #PANES} panes are measured; while there was evidence in those as well, the smaller one counts.
 */
final class DesignEffect {
  /** Panes that are watched before the measured variance is used. */
  static final int PANES = 50;

  /** Where the count of panes begins that are measured again. */
  private static final int AGAIN = 2 * PANES;

  private static final double FACTOR = 1.3;

  private final Overdispersion rule;
  private final DispersionMeter[] meters;
  private long panes;
  private boolean disturbed;
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
    return rule.source() == Overdispersion.Source.FIRST_PANES && panes != PANES;
  }

  /** The variance of the pane effect in use, empty while it is measured for the first time. */
  OptionalDouble known() {
    boolean first = rule.source() == Overdispersion.Source.FIRST_PANES && panes < PANES;
    return first ? OptionalDouble.empty() : OptionalDouble.of(variance);
  }

  DispersionMeter meter(int statistic) {
    return meters[statistic];
  }

  /** The evidence was told of and emptied: there may be a change in the panes being measured. */
  void disturb() {
    disturbed |= measuring();
  }

  /**
   * Ends the pane that was given to the meters.
   *
   * @param quiet whether it left no evidence
   */
  void closePane(boolean quiet) {
    panes++;
    if (panes == PANES || panes == AGAIN + PANES) {
      double measured = 0;
      for (int i = 0; i < meters.length; i++) {
        measured = Math.max(measured, meters[i].variance());
        meters[i] = new DispersionMeter();
      }
      boolean sound = quiet && !disturbed;
      variance = sound || panes == PANES ? measured : Math.min(variance, measured);
      panes = sound ? PANES : AGAIN;
      disturbed = false;
    }
  }

  /** A negative count of panes is one of disturbed panes. */
  void visitState(StateFields fields) {
    long stored = fields.whole(disturbed ? -1 - panes : panes);
    disturbed = stored < 0;
    panes = disturbed ? -1 - stored : stored;
    variance = fields.real(variance);
    for (DispersionMeter meter : meters) {
      meter.visitState(fields);
    }
  }
}
