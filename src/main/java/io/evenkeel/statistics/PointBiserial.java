package io.evenkeel.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Point-biserial correlation: Pearson's correlation of a yes/no attribute with a numeric feature.
 *
 * @param r -1 to 1, above 0 = larger values where the attribute is yes
 * @param pValue two-sided, Student's t with n - 2 degrees of freedom
 */
public record PointBiserial(double r, double pValue) {

  /**
   * From the moments of the feature where the attribute is no and where it is yes; undefined when
   * either side is empty, the feature is constant or there are fewer than three values.
   */
  public static Optional<PointBiserial> of(Moments no, Moments yes) {
    double n = (double) no.n() + yes.n();
    double within = no.squaredDeviations() + yes.squaredDeviations();
    double difference = yes.mean() - no.mean();
    if (no.n() == 0 || yes.n() == 0 || n < 3 || (within == 0 && difference == 0)) {
      return Optional.empty();
    }
    double between = difference * difference * no.n() * (yes.n() / n);
    double r = Math.copySign(Math.sqrt(between / (between + within)), difference);
    // t = r sqrt((n - 2) / (1 - r^2)) without the cancellation near r = 1.
    double t = Math.sqrt(between * (n - 2) / within);
    double pValue = within == 0 ? 0 : 2 * TDistribution.of(n - 2).survivalProbability(t);
    return Optional.of(new PointBiserial(r, Math.min(1, pValue)));
  }
}
