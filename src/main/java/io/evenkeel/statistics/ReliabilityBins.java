package io.evenkeel.statistics;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * A reliability diagram: per probability bin the number of labelled records, the sum of their
 * probabilities and how many were positive, and the calibration errors read from it. Every error is
 * undefined without records.
 *
 * <p>The sums are doubles because a statistic only reads them; windows add theirs in fixed point
 * before they get here.
 */
public final class ReliabilityBins {

  private final long[] n;
  private final double[] sumProbability;
  private final long[] positives;

  private ReliabilityBins(long[] n, double[] sumProbability, long[] positives) {
    this.n = n;
    this.sumProbability = sumProbability;
    this.positives = positives;
  }

  /**
   * A diagram from its sums, all of one length.
   *
   * @param n labelled records per bin
   * @param sumProbability sum of the predicted probability per bin
   * @param positives positive records per bin, at most {@code n}
   */
  public static ReliabilityBins of(long[] n, double[] sumProbability, long[] positives) {
    if (n.length == 0 || n.length != sumProbability.length || n.length != positives.length) {
      throw new IllegalArgumentException(
          n.length + " counts, " + sumProbability.length + " sums, " + positives.length);
    }
    for (int bin = 0; bin < n.length; bin++) {
      if (positives[bin] < 0 || positives[bin] > n[bin] || Double.isNaN(sumProbability[bin])) {
        throw new IllegalArgumentException(
            "bin " + bin + " has " + positives[bin] + " of " + n[bin] + ", " + sumProbability[bin]);
      }
    }
    return new ReliabilityBins(n.clone(), sumProbability.clone(), positives.clone());
  }

  /** Both sets of records together; the number of bins must agree. Counts add exactly. */
  public ReliabilityBins plus(ReliabilityBins other) {
    if (other.bins() != bins()) {
      throw new IllegalArgumentException(bins() + " bins plus " + other.bins());
    }
    ReliabilityBins sum = of(n, sumProbability, positives);
    for (int bin = 0; bin < n.length; bin++) {
      sum.n[bin] = Math.addExact(n[bin], other.n[bin]);
      sum.sumProbability[bin] += other.sumProbability[bin];
      sum.positives[bin] += other.positives[bin];
    }
    return sum;
  }

  /**
   * The diagram over fewer bins, each made of equally many neighbours.
   *
   * @param bins a divisor of {@link #bins}
   */
  public ReliabilityBins coarser(int bins) {
    if (bins < 1 || n.length % bins != 0) {
      throw new IllegalArgumentException(n.length + " bins do not merge to " + bins);
    }
    int factor = n.length / bins;
    ReliabilityBins merged = new ReliabilityBins(new long[bins], new double[bins], new long[bins]);
    for (int bin = 0; bin < n.length; bin++) {
      merged.n[bin / factor] += n[bin];
      merged.sumProbability[bin / factor] += sumProbability[bin];
      merged.positives[bin / factor] += positives[bin];
    }
    return merged;
  }

  /** Number of bins. */
  public int bins() {
    return n.length;
  }

  /** Labelled records in {@code bin}. */
  public long n(int bin) {
    return n[bin];
  }

  /** Positive records in {@code bin}. */
  public long positives(int bin) {
    return positives[bin];
  }

  /** Sum of the predicted probabilities in {@code bin}. */
  public double sumProbability(int bin) {
    return sumProbability[bin];
  }

  /** Labelled records in all bins. */
  public long total() {
    long sum = 0;
    for (long count : n) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }

  /** Mean prediction minus share of positives in {@code bin}; undefined for an empty bin. */
  public OptionalDouble error(int bin) {
    return n[bin] == 0 ? OptionalDouble.empty() : OptionalDouble.of(gap(bin));
  }

  /** Expected calibration error: sum n_b/n |share of positives - mean prediction|, 0 to 1. */
  public OptionalDouble expectedCalibrationError() {
    return weightedMean(bin -> Math.abs(gap(bin)));
  }

  /**
   * About what the expected calibration error of a perfectly calibrated model would be: sum n_b/n
   * sqrt(2 a (1 - a) / (pi n_b)), a = share of positives. The error means nothing without it.
   */
  public OptionalDouble expectedCalibrationErrorIfCalibrated() {
    return weightedMean(bin -> Math.sqrt(2 * rate(bin) * (1 - rate(bin)) / (Math.PI * n[bin])));
  }

  /**
   * Maximum calibration error: the largest |share of positives - mean prediction|, 0 to 1.
   *
   * @param minimum bins with fewer records are left out; undefined if none is left
   */
  public OptionalDouble maximumCalibrationError(long minimum) {
    double largest = -1;
    for (int bin = 0; bin < n.length; bin++) {
      if (n[bin] > 0 && n[bin] >= minimum) {
        largest = Math.max(largest, Math.abs(gap(bin)));
      }
    }
    return largest < 0 ? OptionalDouble.empty() : OptionalDouble.of(largest);
  }

  /**
   * The squared calibration error with its sampling bias taken off: sum n_b/n [(a - c)^2 - a (1 -
   * a) / (n_b - 1)] over bins with two records or more (Kumar, Liang and Ma 2019). May be negative;
   * comparable between groups of different size, which the plain error is not.
   */
  public OptionalDouble debiasedSquaredError() {
    double sum = 0;
    double records = 0;
    for (int bin = 0; bin < n.length; bin++) {
      if (n[bin] >= 2) {
        double bias = rate(bin) * (1 - rate(bin)) / (n[bin] - 1.0);
        sum += n[bin] * (gap(bin) * gap(bin) - bias);
        records += n[bin];
      }
    }
    return records == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / total());
  }

  /** The square root of {@link #debiasedSquaredError}, 0 when that is negative. */
  public OptionalDouble debiasedRootMeanSquaredError() {
    OptionalDouble squared = debiasedSquaredError();
    return squared.isEmpty()
        ? squared
        : OptionalDouble.of(Math.sqrt(Math.max(0, squared.getAsDouble())));
  }

  /** Mean prediction minus share of positives over all records: above 0 = predicts too much. */
  public OptionalDouble signedError() {
    return weightedMean(this::gap);
  }

  private double gap(int bin) {
    return (sumProbability[bin] - positives[bin]) / n[bin];
  }

  private double rate(int bin) {
    return (double) positives[bin] / n[bin];
  }

  private OptionalDouble weightedMean(IntToDoubleFunction ofBin) {
    double records = total();
    if (records == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int bin = 0; bin < n.length; bin++) {
      if (n[bin] > 0) {
        sum += n[bin] / records * ofBin.applyAsDouble(bin);
      }
    }
    return OptionalDouble.of(sum);
  }
}
