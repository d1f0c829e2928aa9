package io.evenkeel.summary;

import java.util.Arrays;

/**
 * What the numeric features of a slice were together, as a {@link JointBasis} saw it.
 *
 * <p>Sums are kept in units of 2^-20, which is far below the noise of any sample: a sum of cosines
 * holds for more than 10^12 weighted records.
 */
public final class JointSums {
  private static final double SCALE = 0x1p20;

  private final SliceSummary summary;

  private JointSums(SliceSummary summary) {
    this.summary = summary;
  }

  /** A view of a summary, which must keep such sums; see {@link SummaryShape#waves}. */
  public static JointSums of(SliceSummary summary) {
    if (summary.layout().shape().waves() == 0) {
      throw new IllegalArgumentException("this summary has no sums over features together");
    }
    return new JointSums(summary);
  }

  /** Nearest number of units. */
  static long units(double value) {
    return (long) Math.rint(value * SCALE);
  }

  /** Events, weighted. */
  public long n() {
    return summary.n();
  }

  /** Weighted events with a missing value, which counted as the reference's mean. */
  public long incomplete() {
    return summary.sums()[summary.layout().jointIncomplete];
  }

  /** Sum of squared weights; {@link #n} when all weights are 1. */
  public double squaredWeights() {
    return wide(summary.layout().jointWeightSquares);
  }

  /** Sum of the Fourier features sqrt(2/D) cos, one number per wave. */
  public double[] features() {
    SummaryLayout layout = summary.layout();
    int waves = layout.shape().waves();
    double scale = Math.sqrt(2.0 / waves) / SCALE;
    return Arrays.stream(summary.sums(), layout.joint, layout.joint + waves)
        .mapToDouble(sum -> scale * sum)
        .toArray();
  }

  /** Sum over records of w^2 times the squared length of their Fourier features. */
  public double squaredFeatures() {
    return 2 * wide(summary.layout().jointSquares) / SCALE;
  }

  /** Sum of squared reconstruction errors, in squared standard deviations. */
  public double error() {
    return wide(summary.layout().jointError) / SCALE;
  }

  /** Sum of the squares of what {@link #error} sums. */
  public double errorSquares() {
    return wide(summary.layout().jointErrorSquares) / SCALE / SCALE;
  }

  private double wide(int at) {
    return Wide.integer(summary.sums()[at], summary.sums()[at + 1]);
  }
}
