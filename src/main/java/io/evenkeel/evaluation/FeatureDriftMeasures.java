package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;

import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.ChiSquareTest;
import io.evenkeel.statistics.GTest;
import io.evenkeel.statistics.Hellinger;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.JensenShannon;
import io.evenkeel.statistics.KolmogorovSmirnov;
import io.evenkeel.statistics.KullbackLeibler;
import io.evenkeel.statistics.LInfinity;
import io.evenkeel.statistics.PopulationStabilityIndex;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.TotalVariation;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether each feature moved away from the same slice of the profile, over the profile's own cells:
 * missing values and new categories have cells of their own.
 */
final class FeatureDriftMeasures {
  static final String NOT_IN_PROFILE = "slice not in the profile";

  static final Metric PSI =
      drift(
              "population_stability_index",
              Scale.INDEX,
              "sum (p-q) ln(p/q) over the cells, shares raised to at least 1e-4")
          .tolerating(0.2)
          .from("Evidently 0.7.21");
  static final Metric PSI_NULL =
      drift(
              "population_stability_index_null",
              Scale.INDEX,
              "its mean without any drift: (cells - 1)(1/n + 1/m)")
          .best(Metric.Direction.NEITHER)
          .from("Yurdakul 2018");
  static final Metric JS =
      drift(
              "jensen_shannon_distance",
              Scale.DISTANCE,
              "square root of the Jensen-Shannon divergence in bits")
          .tolerating(0.1)
          .from("Endres and Schindelin 2003; NannyML 0.13.1");
  static final Metric TV =
      drift("total_variation_distance", Scale.DISTANCE, "1/2 sum |p - q| over the cells")
          .tolerating(0.1)
          .from("Evidently 0.7.21");
  static final Metric TV_CORRECTED =
      drift(
              "total_variation_distance_corrected",
              Scale.DISTANCE,
              "total_variation_distance less what sampling alone gives, at least 0")
          .tolerating(0.1)
          .from("mean absolute deviation of normal noise");
  static final Metric CHI_SQUARE =
      drift(
              "chi_square",
              Scale.INDEX,
              "two-sample Pearson statistic, cells expecting fewer than 5 pooled")
          .undefinedWhen("fewer than two occupied cells, or no records")
          .from("SciPy 1.10.1 chi2_contingency; Cochran 1954");
  static final Metric CHI_SQUARE_P =
      drift("chi_square_p_value", Scale.P_VALUE, "chance of such a statistic without any drift")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("fewer than two occupied cells, or no records")
          .from("SciPy 1.10.1 chi2_contingency");
  static final Metric KS =
      drift(
              "kolmogorov_smirnov",
              Scale.DISTANCE,
              "max |F - G| at the cell edges; the interval holds the distance of the raw values")
          .undefinedWhen("no values")
          .tolerating(0.1)
          .from("SciPy 1.10.1 ks_2samp");
  static final Metric KS_P =
      drift("kolmogorov_smirnov_p_value", Scale.P_VALUE, "Kolmogorov's limit, conservative")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("no values")
          .full();
  static final Metric HELLINGER =
      drift("hellinger_distance", Scale.DISTANCE, "sqrt(1/2 sum (sqrt p - sqrt q)^2)")
          .full()
          .from("NannyML 0.13.1");
  static final Metric KL =
      drift("kullback_leibler_divergence", Scale.NATS, "sum p ln(p/q); null when it is infinite")
          .full()
          .from("SciPy 1.10.1");
  static final Metric L_INFINITY =
      drift("l_infinity_distance", Scale.DISTANCE, "max |p - q| over the cells")
          .full()
          .from("NannyML 0.13.1");
  static final Metric G_TEST =
      drift("g_test", Scale.INDEX, "2 sum observed ln(observed / expected), two samples")
          .undefinedWhen("fewer than two occupied cells, or no records")
          .full()
          .from("SciPy 1.10.1");
  static final Metric G_TEST_P =
      drift("g_test_p_value", Scale.P_VALUE, "chance of such a statistic without any drift")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("fewer than two occupied cells, or no records")
          .full()
          .from("SciPy 1.10.1");
  static final Metric JS_DIVERGENCE =
      drift(
              "jensen_shannon_divergence",
              Scale.NATS,
              "(KL(p || a) + KL(q || a)) / 2 with a = (p + q) / 2, at most ln 2")
          .full()
          .from("Lin 1991; SciPy 1.10.1");
  static final Metric WASSERSTEIN =
      drift(
              "wasserstein_distance",
              Scale.FEATURE_SIZE,
              "integral of |F - G|, every cell at its mean on either side; the interval holds the"
                  + " distance of the raw values")
          .undefinedWhen("no values, or values too far out to be summed")
          .full()
          .from("SciPy 1.10.1 on the cells' means");
  static final Metric MEAN =
      drift("feature_mean", Scale.FEATURE_VALUE, "mean of the values present")
          .best(Metric.Direction.NEITHER)
          .undefinedWhen("no values, or values too far out to be summed")
          .full();
  static final Metric MISSING_RATE =
      drift("missing_rate", Scale.SHARE, "missing values / n").tolerating(0.05);
  static final Metric NEW_CATEGORY_RATE =
      drift(
              "new_category_rate",
              Scale.SHARE,
              "values that the reference never saw / values present")
          .undefinedWhen("no values")
          .tolerating(0.05);
  static final Metric OUT_OF_RANGE_RATE =
      drift(
              "out_of_range_rate",
              Scale.SHARE,
              "values below the reference's smallest or above its largest / values present")
          .undefinedWhen("no values")
          .tolerating(0.05);

  static final List<Metric> METRICS =
      List.of(
          PSI,
          PSI_NULL,
          JS,
          TV,
          TV_CORRECTED,
          CHI_SQUARE,
          CHI_SQUARE_P,
          KS,
          KS_P,
          HELLINGER,
          KL,
          L_INFINITY,
          G_TEST,
          G_TEST_P,
          JS_DIVERGENCE,
          WASSERSTEIN,
          MEAN,
          MISSING_RATE,
          NEW_CATEGORY_RATE,
          OUT_OF_RANGE_RATE);

  private FeatureDriftMeasures() {}

  private static Metric drift(String name, Scale scale, String formula) {
    return Metric.of(Family.FEATURE_DRIFT, name, scale, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("no records in the window or in the profile");
  }

  /**
   * Adds every feature, in the profile's order.
   *
   * @param reference the slice in the profile, or null when it is not there
   */
  static void add(
      SliceSummary now,
      @Nullable SliceSummary reference,
      List<FeatureBins> features,
      Measurements to) {
    double weight = Weights.mean(now);
    for (int f = 0; f < features.size(); f++) {
      FeatureBins bins = features.get(f);
      to.about(bins.feature());
      long[] cells = now.featureCells(f);
      if (reference == null) {
        DISTANCES.forEach(
            metric -> to.undefined(metric, Arrays.stream(cells).sum(), NOT_IN_PROFILE));
      } else {
        distances(reference.featureCells(f), cells, bins, weight, Weights.mean(reference), to);
      }
      if (bins instanceof NumericBins numeric && to.wantsAny(NumericValues.METRICS)) {
        NumericValues.add(now, reference, f, numeric, to);
      }
      rates(now, f, bins, cells, weight, to);
    }
    to.about(null);
  }

  private static final List<Metric> DISTANCES =
      List.of(PSI, PSI_NULL, JS, TV, TV_CORRECTED, CHI_SQUARE, CHI_SQUARE_P);

  private static final List<Metric> MORE =
      List.of(KS_P, HELLINGER, JS_DIVERGENCE, KL, L_INFINITY, G_TEST, G_TEST_P);

  private static void distances(
      long[] reference,
      long[] cells,
      FeatureBins bins,
      double weight,
      double referenceWeight,
      Measurements to) {
    long n = Arrays.stream(cells).sum();
    long[] q = Weights.effective(reference, referenceWeight);
    long[] p = Weights.effective(cells, weight);
    to.value(PSI, PopulationStabilityIndex.of(reference, cells), n);
    to.value(PSI_NULL, expected(q, p), n);
    to.value(JS, JensenShannon.distanceBase2(reference, cells), n);
    to.value(TV, TotalVariation.of(reference, cells), n);
    to.value(TV_CORRECTED, TotalVariation.biasCorrected(q, p), n);
    Optional<ChiSquareTest> test = ChiSquareTest.twoSamplePooled(q, p);
    to.value(CHI_SQUARE, number(test.map(ChiSquareTest::statistic)), n);
    to.value(CHI_SQUARE_P, number(test.map(ChiSquareTest::pValue)), n);
    boolean numeric = bins instanceof NumericBins;
    if (numeric) {
      kolmogorovSmirnov(q, p, n - cells[bins.missingCell()], bins.missingCell(), to);
    }
    if (to.wantsAny(MORE)) {
      to.value(HELLINGER, Hellinger.of(reference, cells), n);
      to.value(JS_DIVERGENCE, JensenShannon.divergence(reference, cells), n);
      to.value(KL, KullbackLeibler.of(reference, cells), n);
      to.value(L_INFINITY, LInfinity.of(reference, cells), n);
      Optional<GTest> likelihood = GTest.twoSample(q, p);
      to.value(G_TEST, number(likelihood.map(GTest::statistic)), n);
      to.value(G_TEST_P, number(likelihood.map(GTest::pValue)), n);
    }
  }

  /** What the index is on average without drift. */
  static OptionalDouble expected(long[] reference, long[] cells) {
    int occupied = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      occupied += cells[cell] > 0 || reference[cell] > 0 ? 1 : 0;
    }
    return PopulationStabilityIndex.expectedWithoutDrift(
        occupied, Arrays.stream(cells).sum(), Arrays.stream(reference).sum());
  }

  private static void kolmogorovSmirnov(
      long[] reference, long[] cells, long n, int values, Measurements to) {
    Optional<KolmogorovSmirnov> distance =
        KolmogorovSmirnov.ofBins(Arrays.copyOf(reference, values), Arrays.copyOf(cells, values));
    to.value(
        KS,
        number(distance.map(KolmogorovSmirnov::lower)),
        distance.map(bounds -> new Interval(bounds.lower(), bounds.upper())),
        n);
    to.value(KS_P, number(distance.map(KolmogorovSmirnov::pValue)), n);
  }

  private static void rates(
      SliceSummary now, int f, FeatureBins bins, long[] cells, double weight, Measurements to) {
    long n = Arrays.stream(cells).sum();
    long missing = cells[bins.missingCell()];
    to.rate(MISSING_RATE, new Proportion(missing, n), weight);
    if (bins instanceof CategoryCells categories) {
      to.rate(NEW_CATEGORY_RATE, new Proportion(cells[categories.newCell()], n - missing), weight);
    } else {
      long outside = now.below(f) + now.above(f);
      to.rate(OUT_OF_RANGE_RATE, new Proportion(outside, n - missing), weight);
    }
  }

  static OptionalDouble number(Optional<Double> value) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.get());
  }
}
