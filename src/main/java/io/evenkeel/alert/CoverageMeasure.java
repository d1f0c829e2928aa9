package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import org.jspecify.annotations.Nullable;

/**
 * Labels that came in time: sums {labelled, predictions}. The effect is the share that is missing
 * of what is expected, as a negative number: -0.5 when half of the expected labels are there.
 *
 * @param expected share of predictions that get a label when all is well, in (0, 1]
 */
record CoverageMeasure(double expected) implements Measure {
  @Override
  public boolean labels() {
    return true;
  }

  @Override
  public Bad bad() {
    return Bad.LOWER;
  }

  @Override
  public double[] sums(SliceSummary summary, int block) {
    return new double[] {summary.labelled(block), summary.n()};
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    RateMeasure rate =
        new RateMeasure(true, Bad.LOWER, false, (summary, block) -> sums(summary, block));
    return relative(rate.effect(sums, null));
  }

  /** The effect of a coverage. */
  Effect relative(Effect coverage) {
    return new Effect(
        relative(coverage.value()),
        relative(coverage.lower()),
        relative(coverage.upper()),
        coverage.n(),
        coverage.own(),
        expected,
        null);
  }

  private @Nullable Double relative(@Nullable Double share) {
    return share == null ? null : Double.valueOf(share / expected - 1);
  }
}
