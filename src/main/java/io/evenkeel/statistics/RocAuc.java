package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Area under the ROC curve: the chance that a random positive scores above a random negative, ties
 * counted one half. 0.5 = no ranking, 1 = perfect, 0 = perfectly wrong.
 *
 * @param auc the area, records of one bin counted as ties
 * @param lower the area if in each bin every negative scored above every positive
 * @param upper the area if in each bin every positive scored above every negative
 * @param variance sampling variance (DeLong, DeLong and Clarke-Pearson 1988); null with fewer than
 *     two records of a class
 */
public record RocAuc(double auc, double lower, double upper, @Nullable Double variance) {

  /**
   * From counts per score bin in increasing order of the score, in O(bins). The exact area of the
   * scores lies between {@code lower} and {@code upper}, which are 1/2 sum pos neg / (P N) away.
   * Undefined when a class is absent.
   */
  public static Optional<RocAuc> ofHistogram(long[] positives, long[] negatives) {
    HistogramPair pair = HistogramPair.of(negatives, positives);
    if (pair.oneSideIsEmpty()) {
      return Optional.empty();
    }
    double p = pair.currentTotal();
    double n = pair.referenceTotal();
    double area = 0;
    double ties = 0;
    long negativesBelow = 0;
    for (int bin = 0; bin < positives.length; bin++) {
      double share = positives[bin] / p;
      area += share * ((negativesBelow + negatives[bin] / 2.0) / n);
      ties += share * (negatives[bin] / n);
      negativesBelow += negatives[bin];
    }
    // A sum of shares can miss 1 by a rounding error.
    area = Math.min(1, area);
    return Optional.of(
        new RocAuc(
            area,
            Math.max(0, area - ties / 2),
            Math.min(1, area + ties / 2),
            variance(positives, negatives, p, n, area)));
  }

  /** From one score per record, exactly, in O(n log n). Undefined when a class is absent. */
  public static Optional<RocAuc> ofScores(boolean[] positive, double[] score) {
    if (positive.length != score.length || Arrays.stream(score).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          positive.length + " labels, " + score.length + " scores, or a score is NaN");
    }
    double[] distinct = Arrays.stream(score).map(s -> s + 0.0).sorted().distinct().toArray();
    long[] positives = new long[distinct.length];
    long[] negatives = new long[distinct.length];
    for (int i = 0; i < score.length; i++) {
      int bin = Arrays.binarySearch(distinct, score[i] + 0.0);
      (positive[i] ? positives : negatives)[bin]++;
    }
    return ofHistogram(positives, negatives)
        .map(tied -> new RocAuc(tied.auc, tied.auc, tied.auc, tied.variance));
  }

  /** The square root of the variance. */
  public @Nullable Double standardError() {
    return variance == null ? null : Math.sqrt(variance);
  }

  private static @Nullable Double variance(
      long[] positives, long[] negatives, double p, double n, double area) {
    if (p < 2 || n < 2) {
      return null;
    }
    double ofPositives = 0;
    double ofNegatives = 0;
    long negativesBelow = 0;
    long positivesBelow = 0;
    for (int bin = 0; bin < positives.length; bin++) {
      double v10 = (negativesBelow + negatives[bin] / 2.0) / n - area;
      double v01 = (p - positivesBelow - positives[bin] / 2.0) / p - area;
      ofPositives += positives[bin] * v10 * v10;
      ofNegatives += negatives[bin] * v01 * v01;
      negativesBelow += negatives[bin];
      positivesBelow += positives[bin];
    }
    return ofPositives / (p - 1) / p + ofNegatives / (n - 1) / n;
  }
}
