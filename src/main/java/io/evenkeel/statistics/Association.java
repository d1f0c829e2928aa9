package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How strongly a categorical (or binned) feature and a sensitive attribute go together, from their
 * contingency table.
 *
 * @param chiSquare Pearson's statistic without correction
 * @param degreesOfFreedom (r - 1)(c - 1) of the kept rows and columns
 * @param pValue of independence
 * @param cramersV sqrt(chi2 / n / min(r - 1, c - 1)), 0 to 1; biased upward (0.28 for an
 *     independent 40 x 3 table of 500 records)
 * @param correctedCramersV Bergsma's (2013) version without that bias, the one to rank by; null
 *     when the table has too few records for it
 * @param tschuprowsT sqrt(chi2 / n / sqrt((r - 1)(c - 1))), 0 to 1
 * @param mutualInformation in nats
 * @param theilsUOfMeta mutual information / entropy of the columns, 0 to 1: how well the feature
 *     reveals the attribute
 * @param theilsUOfFeature mutual information / entropy of the rows, 0 to 1
 */
public record Association(
    double chiSquare,
    int degreesOfFreedom,
    double pValue,
    double cramersV,
    @Nullable Double correctedCramersV,
    double tschuprowsT,
    double mutualInformation,
    double theilsUOfMeta,
    double theilsUOfFeature) {

  /**
   * The association in {@code table[feature][meta]}; all-zero rows and columns are dropped first.
   * Undefined when fewer than two rows or two columns remain.
   */
  public static Optional<Association> of(long[][] table) {
    double[] rows = Arrays.stream(table).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double[] columns = columnSums(table);
    int r = positive(rows);
    int c = positive(columns);
    if (r < 2 || c < 2) {
      return Optional.empty();
    }
    double n = Arrays.stream(rows).sum();
    double chiSquare = 0;
    double information = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double expected = rows[i] * (columns[j] / n);
        if (expected > 0) {
          chiSquare += (table[i][j] - expected) * ((table[i][j] - expected) / expected);
          information += KullbackLeibler.term(table[i][j] / n, expected / n);
        }
      }
    }
    information = Math.max(0, information);
    int degreesOfFreedom = (r - 1) * (c - 1);
    return Optional.of(
        new Association(
            chiSquare,
            degreesOfFreedom,
            ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(chiSquare),
            Math.sqrt(chiSquare / n / Math.min(r - 1, c - 1)),
            corrected(chiSquare / n, n, r, c),
            Math.sqrt(chiSquare / n / Math.sqrt(degreesOfFreedom)),
            information,
            Math.min(1, information / entropy(columns, n)),
            Math.min(1, information / entropy(rows, n))));
  }

  /** Mutual information over the mean of both entropies, 0 to 1 (scikit-learn's default NMI). */
  public double normalisedByArithmeticMean() {
    // I / ((I/u + I/v) / 2) = 2 u v / (u + v); independent variables give 0.
    double sum = theilsUOfMeta + theilsUOfFeature;
    return sum == 0 ? 0 : 2 * theilsUOfMeta * (theilsUOfFeature / sum);
  }

  /** Mutual information over the smaller entropy, 0 to 1. */
  public double normalisedByMinimum() {
    return Math.max(theilsUOfMeta, theilsUOfFeature);
  }

  /** Mutual information over the larger entropy, 0 to 1. */
  public double normalisedByMaximum() {
    return Math.min(theilsUOfMeta, theilsUOfFeature);
  }

  /** Mutual information over the geometric mean of both entropies, 0 to 1. */
  public double normalisedByGeometricMean() {
    return Math.sqrt(theilsUOfMeta * theilsUOfFeature);
  }

  private static @Nullable Double corrected(double phi2, double n, int r, int c) {
    if (n < 2) {
      return null;
    }
    double rows = r - (r - 1.0) * (r - 1.0) / (n - 1);
    double columns = c - (c - 1.0) * (c - 1.0) / (n - 1);
    double smaller = Math.min(rows - 1, columns - 1);
    double debiased = Math.max(0, phi2 - (r - 1.0) * (c - 1.0) / (n - 1));
    return smaller > 0 ? (Double) Math.min(1, Math.sqrt(debiased / smaller)) : null;
  }

  private static double[] columnSums(long[][] table) {
    double[] sums = new double[table.length == 0 ? 0 : table[0].length];
    for (long[] row : table) {
      if (row.length != sums.length || Arrays.stream(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("row " + Arrays.toString(row));
      }
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  private static int positive(double[] sums) {
    return (int) Arrays.stream(sums).filter(sum -> sum > 0).count();
  }

  private static double entropy(double[] sums, double n) {
    return -Arrays.stream(sums).map(sum -> KullbackLeibler.term(sum / n, 1)).sum();
  }
}
