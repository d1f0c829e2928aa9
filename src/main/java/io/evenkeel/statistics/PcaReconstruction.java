package io.evenkeel.statistics;

import java.util.OptionalDouble;

/**
 * How badly the main directions of the reference describe a record: rows are standardised by the
 * reference mean and population deviation, projected on the first k principal components of the
 * reference and back, and the squared distance is averaged. It equals tr((I - V V^T)(S + d d^T)), S
 * = covariance and d = mean shift of the window, so it needs sums only. (NannyML averages the norm
 * and not its square: neither mergeable nor equal.)
 */
public final class PcaReconstruction {

  private final double[] mean;
  private final double[] deviation;
  private final double[][] residual;

  private PcaReconstruction(double[] mean, double[] deviation, double[][] residual) {
    this.mean = mean;
    this.deviation = deviation;
    this.residual = residual;
  }

  /**
   * Learns the directions.
   *
   * @param reference moments of the reference rows, at least one
   * @param components k, 0 to the number of variables
   */
  public static PcaReconstruction fit(SecondMoments reference, int components) {
    int d = reference.dimensions();
    if (reference.n() == 0 || components < 0 || components > d) {
      throw new IllegalArgumentException(
          components + " components of " + d + " variables, " + reference.n() + " rows");
    }
    double[] mean = new double[d];
    double[] deviation = new double[d];
    for (int i = 0; i < d; i++) {
      mean[i] = reference.mean(i);
      double variance = reference.covariance(i, i);
      deviation[i] = variance > 0 ? Math.sqrt(variance) : 1;
    }
    double[][] correlation = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        correlation[i][j] = reference.covariance(i, j) / deviation[i] / deviation[j];
      }
    }
    return new PcaReconstruction(mean, deviation, residual(correlation, components));
  }

  /** I - V V^T for the first {@code components} eigenvectors V. */
  private static double[][] residual(double[][] correlation, int components) {
    int d = correlation.length;
    SymmetricEigen eigen = SymmetricEigen.of(correlation);
    int[] order = eigen.order();
    double[][] residual = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double kept = 0;
        for (int rank = 0; rank < components; rank++) {
          kept += eigen.component(i, order[rank]) * eigen.component(j, order[rank]);
        }
        residual[i][j] = (i == j ? 1 : 0) - kept;
      }
    }
    return residual;
  }

  /**
   * The squared error summed over variables and averaged over records, at least 0; undefined
   * without records.
   */
  public OptionalDouble meanSquaredError(SecondMoments window) {
    int d = mean.length;
    if (window.dimensions() != d) {
      throw new IllegalArgumentException(window.dimensions() + " variables, not " + d);
    }
    if (window.n() == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double shift = (window.mean(i) - mean[i]) / deviation[i];
      for (int j = 0; j < d; j++) {
        double otherShift = (window.mean(j) - mean[j]) / deviation[j];
        double moment = window.covariance(i, j) / deviation[i] / deviation[j] + shift * otherShift;
        sum += residual[i][j] * moment;
      }
    }
    return OptionalDouble.of(Math.max(0, sum));
  }
}
