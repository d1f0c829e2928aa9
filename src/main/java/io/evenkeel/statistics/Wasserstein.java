package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Wasserstein-1 (earth mover's) distance, the integral of |F - G|, in the unit of the feature: how
 * far a record has to move on average. At least 0; undefined when either side is empty.
 */
public final class Wasserstein {

  private static final double SMALLEST_DEVIATION = 0.001;

  private Wasserstein() {}

  /**
   * From counts at common bin representatives.
   *
   * @param representatives one increasing value per bin
   */
  public static OptionalDouble ofBins(double[] representatives, long[] reference, long[] current) {
    return ofAtoms(representatives, reference, representatives, current);
  }

  /**
   * From counts at the bin means of either side, which is nearer to the raw values than common
   * representatives are.
   */
  public static OptionalDouble ofAtoms(
      double[] referenceMeans, long[] reference, double[] currentMeans, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    int cells = pair.cells();
    if (referenceMeans.length != cells || currentMeans.length != cells) {
      throw new IllegalArgumentException(
          referenceMeans.length + " and " + currentMeans.length + " means, " + cells + " cells");
    }
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    // Atoms 0 to cells - 1 are the reference's, the others the current ones; empty ones have no
    // place, and often no mean.
    int[] order =
        IntStream.range(0, 2 * cells)
            .filter(i -> i < cells ? reference[i] > 0 : current[i - cells] > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> i < cells ? referenceMeans[i] : currentMeans[i - cells]))
            .mapToInt(Integer::intValue)
            .toArray();
    long referenceBelow = 0;
    long currentBelow = 0;
    double previous = Double.NaN;
    double sum = 0;
    for (int atom : order) {
      boolean ofReference = atom < cells;
      double x = ofReference ? referenceMeans[atom] : currentMeans[atom - cells];
      if (referenceBelow + currentBelow > 0) {
        double gap =
            (double) currentBelow / pair.currentTotal()
                - (double) referenceBelow / pair.referenceTotal();
        sum += gap == 0 ? 0 : Math.abs(gap) * (x - previous);
      }
      previous = x;
      if (ofReference) {
        referenceBelow += reference[atom];
      } else {
        currentBelow += current[atom - cells];
      }
    }
    return OptionalDouble.of(sum);
  }

  /**
   * How far the binned distance can be from that of the raw values: sum (p + q) width / 2.
   *
   * @param edges bin edges, one more than bins, the outer ones at the smallest and largest value
   */
  public static OptionalDouble errorBound(double[] edges, long[] reference, long[] current) {
    HistogramPair pair = HistogramPair.of(reference, current);
    if (edges.length != pair.cells() + 1) {
      throw new IllegalArgumentException(edges.length + " edges for " + pair.cells() + " cells");
    }
    if (pair.oneSideIsEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < pair.cells(); cell++) {
      double share = pair.currentShare(cell) + pair.referenceShare(cell);
      sum += share == 0 ? 0 : share * (edges[cell + 1] - edges[cell]) / 2;
    }
    return OptionalDouble.of(sum);
  }

  /** From raw values. */
  public static OptionalDouble ofValues(double[] reference, double[] current) {
    double[] values = new double[reference.length + current.length];
    System.arraycopy(reference, 0, values, 0, reference.length);
    System.arraycopy(current, 0, values, reference.length, current.length);
    double[] distinct = Arrays.stream(values).map(v -> v + 0.0).sorted().distinct().toArray();
    return ofBins(distinct, counts(distinct, reference), counts(distinct, current));
  }

  /** A distance in reference standard deviations, floored at 0.001 (Evidently). */
  public static double normed(double distance, double referenceStandardDeviation) {
    return distance / Math.max(referenceStandardDeviation, SMALLEST_DEVIATION);
  }

  private static long[] counts(double[] distinct, double[] values) {
    long[] counts = new long[distinct.length];
    for (double value : values) {
      counts[Arrays.binarySearch(distinct, value + 0.0)]++;
    }
    return counts;
  }
}
