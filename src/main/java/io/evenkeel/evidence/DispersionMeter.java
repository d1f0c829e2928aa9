package io.evenkeel.evidence;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Measures the variance that whole panes add to a difference of means, beyond the sampling of their
 * records.
 *
 * <p>For panes, and for sums of 4 and of 24 panes: the variance of the difference around its own
 * mean, minus its expected sampling variance, times the number of panes summed; the largest counts.
 * One that chance alone would reach in independent panes once in 100 times does not: most streams
 * scatter as their records do, and would be slower for nothing. Centring matters: without it a gap
 * that is there from the first pane would look like noise and hide itself.
 */
public final class DispersionMeter {
  private static final int[] LENGTHS = {1, 4, 24};

  /** By length; two sums of 24 panes are few, and a mistake about them costs the most. */
  private static final double[] CHANCE = {0.01, 0.01, 0.001};

  private final Group group = new Group();
  private final Group reference = new Group();
  private final Scale[] scales = new Scale[LENGTHS.length];

  /** A meter that has seen nothing. */
  public DispersionMeter() {
    for (int i = 0; i < scales.length; i++) {
      scales[i] = new Scale(LENGTHS[i], CHANCE[i]);
    }
  }

  /** Adds the pane of a rate compared with a known one. */
  public void observe(RateCounts pane) {
    observe(pane.sum(), pane.sum(), pane.records(), 0, 0, 0);
  }

  /** Adds the pane of two groups. */
  public void observe(RateCounts pane, RateCounts referencePane) {
    observe(
        pane.sum(),
        pane.sum(),
        pane.records(),
        referencePane.sum(),
        referencePane.sum(),
        referencePane.records());
  }

  /**
   * Adds sums, sums of squares and counts of both sides; a reference count of 0 means there is no
   * second side.
   */
  void observe(
      double sum,
      double squares,
      double n,
      double referenceSum,
      double referenceSquares,
      double referenceN) {
    group.add(sum, squares, n);
    reference.add(referenceSum, referenceSquares, referenceN);
    for (Scale scale : scales) {
      scale.add(sum, n, referenceSum, referenceN);
    }
  }

  /**
   * The variance of the pane effect, 0 if the panes scatter as independent records would or there
   * are fewer than two.
   */
  public double variance() {
    double largest = 0.0;
    for (Scale scale : scales) {
      largest = Math.max(largest, scale.implied(group.variance(), reference.variance(), largest));
    }
    return largest;
  }

  void visitState(StateFields fields) {
    group.visitState(fields);
    reference.visitState(fields);
    for (Scale scale : scales) {
      scale.visitState(fields);
    }
  }

  /** Moments of the single values of one side, over all panes. */
  private static final class Group {
    private double sum;
    private double squares;
    private double n;

    void add(double paneSum, double paneSquares, double paneN) {
      sum += paneSum;
      squares += paneSquares;
      n += paneN;
    }

    double variance() {
      return n == 0 ? 0.0 : Math.max(0.0, squares / n - (sum / n) * (sum / n));
    }

    void visitState(StateFields fields) {
      sum = fields.real(sum);
      squares = fields.real(squares);
      n = fields.real(n);
    }
  }

  /** Disjoint sums of a number of panes. */
  private static final class Scale {
    private final int length;
    private final double chance;
    private long filled;
    private double sum;
    private double n;
    private double referenceSum;
    private double referenceN;
    private long blocks;
    private double mean;
    private double squares;
    private double inverse;
    private double referenceInverse;

    Scale(int length, double chance) {
      this.length = length;
      this.chance = chance;
    }

    void add(double paneSum, double paneN, double paneReferenceSum, double paneReferenceN) {
      sum += paneSum;
      n += paneN;
      referenceSum += paneReferenceSum;
      referenceN += paneReferenceN;
      filled++;
      if (filled == length) {
        close();
      }
    }

    private void close() {
      double difference = sum / n - (referenceN == 0 ? 0.0 : referenceSum / referenceN);
      blocks++;
      double step = difference - mean;
      mean += step / blocks;
      squares += step * (difference - mean);
      inverse += 1 / n;
      referenceInverse += referenceN == 0 ? 0.0 : 1 / referenceN;
      filled = 0;
      sum = 0;
      n = 0;
      referenceSum = 0;
      referenceN = 0;
    }

    /**
     * The pane variance implied by sums of this length; 0 when sampling and shorter sums, which
     * imply {@code known}, already explain them.
     */
    double implied(double variance, double referenceVariance, double known) {
      if (blocks < 2) {
        return 0.0;
      }
      double observed = squares / (blocks - 1);
      double sampling = (variance * inverse + referenceVariance * referenceInverse) / blocks;
      if (observed <= (sampling + known / length) * byChance(blocks - 1)) {
        return 0.0;
      }
      return length * Math.max(0.0, observed - sampling);
    }

    /** How much larger than expected a variance of so many degrees of freedom is by chance. */
    private double byChance(long freedom) {
      return ChiSquaredDistribution.of((double) freedom).inverseSurvivalProbability(chance)
          / freedom;
    }

    void visitState(StateFields fields) {
      filled = fields.whole(filled);
      sum = fields.real(sum);
      n = fields.real(n);
      referenceSum = fields.real(referenceSum);
      referenceN = fields.real(referenceN);
      blocks = fields.whole(blocks);
      mean = fields.real(mean);
      squares = fields.real(squares);
      inverse = fields.real(inverse);
      referenceInverse = fields.real(referenceInverse);
    }
  }
}
