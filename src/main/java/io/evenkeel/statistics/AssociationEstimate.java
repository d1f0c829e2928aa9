package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * How strongly a feature and an attribute go together, corrected for what chance alone shows, with
 * intervals.
 *
 * <p>Both intervals are the delta method's for a multinomial table: of Pearson's phi squared
 * (Bishop, Fienberg and Holland 1975, section 11.3; Bergsma's correction, then the root) and of the
 * uncertainty coefficient (Goodman and Kruskal 1979), around the value less its bias (r-1)(c-1)/2n
 * in the mutual information (Miller 1955). The variance that independence itself has, 2 (r-1)(c-1)
 * of the chi square, is added, so that they are right, if wide, near zero too.
 *
 * @param correctedCramersV see {@link Association#correctedCramersV}
 * @param cramersV where the corrected V lies, in [0, 1]
 * @param correctedUncertainty Theil's U of the attribute given the feature less its bias, in [0, 1]
 * @param uncertainty where the corrected U lies, in [0, 1]
 */
public record AssociationEstimate(
    double correctedCramersV,
    Interval cramersV,
    double correctedUncertainty,
    Interval uncertainty) {

  /**
   * The estimate of {@code table[feature][attribute]}; undefined when fewer than two rows or
   * columns have records, or the table has too few records for the correction.
   *
   * @param alpha intervals are at level 1 - alpha
   */
  public static Optional<AssociationEstimate> of(long[][] table, double alpha) {
    Association plain = Association.of(table).orElse(null);
    if (plain == null || plain.correctedCramersV() == null) {
      return Optional.empty();
    }
    double[][] p = occupied(table);
    double n = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
    double z = StandardNormal.twoSidedCritical(alpha);
    double freedom = plain.degreesOfFreedom();
    return Optional.of(
        new AssociationEstimate(
            plain.correctedCramersV(),
            cramersV(p, n, plain.chiSquare() / n, freedom, z),
            Math.max(0, plain.mutualInformation() - freedom / (2 * n)) / entropyOfColumns(p),
            uncertainty(p, n, plain.mutualInformation(), freedom, z)));
  }

  private static Interval cramersV(double[][] p, double n, double phi2, double freedom, double z) {
    double[] rows = rows(p);
    double[] columns = columns(p);
    double[] ofRow = new double[rows.length];
    double[] ofColumn = new double[columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double share = p[i][j] * p[i][j] / (rows[i] * columns[j]);
        ofRow[i] += share / rows[i];
        ofColumn[j] += share / columns[j];
      }
    }
    double mean = 0;
    double square = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double slope = 2 * p[i][j] / (rows[i] * columns[j]) - ofRow[i] - ofColumn[j];
        mean += p[i][j] * slope;
        square += p[i][j] * slope * slope;
      }
    }
    double variance = Math.max(0, square - mean * mean) / n + 2 * freedom / (n * n);
    double r = shrunk(rows.length, n);
    double c = shrunk(columns.length, n);
    double smaller = Math.min(r - 1, c - 1);
    double middle = phi2 - freedom / (n - 1);
    double margin = z * Math.sqrt(variance);
    return new Interval(
        root((middle - margin) / smaller), root(Math.max(middle + margin, 0) / smaller));
  }

  private static double shrunk(int count, double n) {
    return count - (count - 1.0) * (count - 1.0) / (n - 1);
  }

  private static double root(double square) {
    return Math.min(1, Math.sqrt(Math.max(0, square)));
  }

  private static Interval uncertainty(
      double[][] p, double n, double information, double freedom, double z) {
    double[] rows = rows(p);
    double[] columns = columns(p);
    double entropy = entropyOfColumns(p);
    double u = information / entropy;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        if (p[i][j] > 0) {
          // dI / dp_ij = ln(p_ij / p_i p_j) - 1, dH / dp_ij = -ln p_j - 1.
          double slope =
              Math.log(p[i][j] / (rows[i] * columns[j])) - 1 + u * (Math.log(columns[j]) + 1);
          mean += p[i][j] * slope;
          square += p[i][j] * slope * slope;
        }
      }
    }
    double variance = Math.max(0, square - mean * mean) / n + freedom / (2 * n * n);
    double middle = information - freedom / (2 * n);
    double margin = z * Math.sqrt(variance);
    return new Interval(
        Math.min(1, Math.max(0, middle - margin) / entropy),
        Math.min(1, Math.max(0, middle + margin) / entropy));
  }

  /** Shares of the cells of the rows and columns that have records. */
  private static double[][] occupied(long[][] table) {
    int[] columns =
        java.util.stream.IntStream.range(0, table[0].length)
            .filter(j -> Arrays.stream(table).anyMatch(row -> row[j] > 0))
            .toArray();
    double n = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
    return Arrays.stream(table)
        .filter(row -> Arrays.stream(row).anyMatch(count -> count > 0))
        .map(row -> Arrays.stream(columns).mapToDouble(j -> row[j] / n).toArray())
        .toArray(double[][]::new);
  }

  private static double[] rows(double[][] p) {
    return Arrays.stream(p).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  private static double[] columns(double[][] p) {
    double[] sums = new double[p[0].length];
    for (double[] row : p) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  private static double entropyOfColumns(double[][] p) {
    return -Arrays.stream(columns(p)).map(share -> share * Math.log(share)).sum();
  }
}
