package io.evenkeel.statistics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Expected calibration error over bins of equal mass: records sorted by probability and cut into
 * runs of equal length. It needs all records, so it is for files; over a stream use {@link
 * ReliabilityBins} with edges at the quantiles of the reference.
 */
public final class EqualMassCalibration {

  private EqualMassCalibration() {}

  /**
   * The error over {@code bins} runs, 0 to 1; undefined without records.
   *
   * @param positive the true class of each record
   * @param probability the predicted probability of the positive class
   */
  public static OptionalDouble of(boolean[] positive, double[] probability, int bins) {
    int n = positive.length;
    if (n != probability.length || bins < 1) {
      throw new IllegalArgumentException(
          n + " labels, " + probability.length + " probabilities, " + bins + " bins");
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probability[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] counts = new long[bins];
    double[] sums = new double[bins];
    long[] positives = new long[bins];
    for (int rank = 0; rank < n; rank++) {
      int bin = (int) ((long) rank * bins / n);
      counts[bin]++;
      sums[bin] += probability[order[rank]];
      positives[bin] += positive[order[rank]] ? 1 : 0;
    }
    return ReliabilityBins.of(counts, sums, positives).expectedCalibrationError();
  }
}
