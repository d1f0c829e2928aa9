package io.evenkeel.evaluation;

import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.statistics.FourierMmd;
import io.evenkeel.statistics.FourierSums;
import io.evenkeel.statistics.MeanEstimate;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.JointSums;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How numeric features lie together, beside the profile: what no feature shows on its own. */
final class MultivariateMeasures {
  private static final String NO_RECORDS = "fewer than two records in the window or in the profile";

  static final Metric MMD =
      metric(
              "maximum_mean_discrepancy",
              Scale.SQUARED_DISTANCE,
              "squared maximum mean discrepancy of a Gaussian kernel between the profile's slice"
                  + " and this window, over all numeric features (standardised, missing = mean), by"
                  + " the random Fourier features that the profile holds; unbiased, so it scatters"
                  + " around 0 when nothing moved")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen(NO_RECORDS)
          .from("Gretton et al. 2012; Rahimi and Recht 2007; Zhao and Meng 2015");

  static final Metric RECONSTRUCTION_ERROR =
      metric(
              "pca_reconstruction_error",
              Scale.SQUARED_DEVIATIONS,
              "mean squared distance of a standardised record from its projection on the profile's"
                  + " principal components, which explain 65 % of its variance; interval: normal")
          .undefinedWhen("fewer than two records")
          .from("as NannyML's, with the square of the distance and not the distance");

  static final Metric RECONSTRUCTION_ERROR_CHANGE =
      metric(
              "pca_reconstruction_error_change",
              Scale.SQUARED_DEVIATIONS_CHANGE,
              "pca_reconstruction_error less that of the profile's slice; interval: Welch's")
          .best(Metric.Direction.ZERO_IS_BEST)
          .undefinedWhen(NO_RECORDS);

  static final Metric INCOMPLETE =
      metric(
              "multivariate_incomplete_rate",
              Scale.SHARE,
              "share of records in which a numeric feature was missing and counted as its mean")
          .best(Metric.Direction.LOWER_IS_BETTER);

  static final List<Metric> METRICS =
      List.of(MMD, RECONSTRUCTION_ERROR, RECONSTRUCTION_ERROR_CHANGE, INCOMPLETE);

  private MultivariateMeasures() {}

  private static Metric metric(String name, Scale scale, String formula) {
    return Metric.of(Family.MULTIVARIATE_DRIFT, name, scale, formula);
  }

  /**
   * Measures a slice.
   *
   * @param profile null when there is none
   * @param reference the slice in the profile, null when the profile does not have it
   */
  static void add(
      SliceSummary summary,
      @Nullable ReferenceProfile profile,
      @Nullable SliceSummary reference,
      Measurements to) {
    if (summary.layout().shape().waves() == 0) {
      String reason =
          profile == null
              ? "no profile"
              : "the profile was built without 'multivariate: true', or has less than two numeric"
                  + " features that vary";
      METRICS.forEach(metric -> to.undefined(metric, summary.n(), reason));
      return;
    }
    long n = summary.n();
    JointSums now = JointSums.of(summary);
    Optional<MeanEstimate> error = error(now);
    if (reference == null) {
      String reason = "the profile does not have this slice";
      to.undefined(MMD, n, reason);
      addError(error, n, to);
      to.undefined(RECONSTRUCTION_ERROR_CHANGE, n, reason);
    } else {
      JointSums then = JointSums.of(reference);
      to.value(MMD, FourierMmd.unbiased(fourier(then), fourier(now)), n);
      addError(error, n, to);
      Optional<MeanEstimate> change = error(then).flatMap(old -> error.map(e -> e.minus(old)));
      add(RECONSTRUCTION_ERROR_CHANGE, change, n, to);
    }
    to.rate(INCOMPLETE, new Proportion(now.incomplete(), n), weight(now));
  }

  private static void addError(Optional<MeanEstimate> error, long n, Measurements to) {
    add(RECONSTRUCTION_ERROR, error, n, to);
  }

  private static void add(Metric metric, Optional<MeanEstimate> mean, long n, Measurements to) {
    to.value(
        metric,
        mean.map(m -> OptionalDouble.of(m.mean())).orElse(OptionalDouble.empty()),
        mean.map(m -> m.interval(Measurements.ALPHA)),
        n);
  }

  private static FourierSums fourier(JointSums sums) {
    return new FourierSums(
        sums.n(), sums.squaredWeights(), sums.features(), sums.squaredFeatures());
  }

  private static Optional<MeanEstimate> error(JointSums sums) {
    return MeanEstimate.of(sums.n(), sums.error(), sums.errorSquares(), weight(sums));
  }

  /** Records that tell as much as one. */
  private static double weight(JointSums sums) {
    return sums.n() == 0 ? 1 : sums.squaredWeights() / sums.n();
  }
}
