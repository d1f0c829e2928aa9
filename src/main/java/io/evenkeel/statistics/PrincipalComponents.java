package io.evenkeel.statistics;

import java.util.Arrays;

/** The directions in which standardised variables vary most. */
public final class PrincipalComponents {

  private PrincipalComponents() {}

  /**
   * The fewest leading eigenvectors of a correlation matrix that explain a share of the variance,
   * at least one and always fewer than there are variables: what is left is what a change of
   * correlation shows up in.
   *
   * @param correlation d x d, d at least 2
   * @param share in [0, 1]
   * @return rows of length 1, by decreasing variance
   */
  public static double[][] explaining(double[][] correlation, double share) {
    int d = correlation.length;
    if (d < 2 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a share of the variance of at least 2 variables is needed, got "
              + share
              + " of "
              + d
              + " variables");
    }
    SymmetricEigen eigen = SymmetricEigen.of(correlation);
    int[] order = eigen.order();
    double total = Arrays.stream(order).mapToDouble(eigen::value).sum();
    double explained = eigen.value(order[0]);
    int count = 1;
    while (count < d - 1 && explained < share * total) {
      explained += eigen.value(order[count++]);
    }
    double[][] rows = new double[count][d];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < d; i++) {
        rows[row][i] = eigen.component(i, order[row]);
      }
    }
    return rows;
  }
}
