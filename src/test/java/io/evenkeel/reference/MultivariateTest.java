package io.evenkeel.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.config.ProfileFile;
import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.Evaluator;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.event.PredictionWalk;
import io.evenkeel.event.Stage;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.statistics.FourierMmd;
import io.evenkeel.statistics.FourierSums;
import io.evenkeel.summary.JointBasis;
import io.evenkeel.summary.JointSums;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Features looked at together, from the records of a reference to the report of a window. */
class MultivariateTest {
  private static final List<String> METRICS =
      List.of(
          "maximum_mean_discrepancy",
          "pca_reconstruction_error",
          "pca_reconstruction_error_change",
          "multivariate_incomplete_rate");
  private static final Monitor APART = Reference.binary(Map.of());
  private static final Monitor TOGETHER = APART.withMultivariate(true);

  /** Three normal features, of which the first two are correlated. */
  private static List<LabelledPrediction> records(long seed, int n, double correlation) {
    Random random = new Random(seed);
    List<LabelledPrediction> records = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      records.add(record(50 + 10 * x, 3000 - 700 * y, random.nextGaussian()));
    }
    return records;
  }

  private static LabelledPrediction record(double a, double b, double c) {
    return Reference.record(
        Map.of(
            "a", new FeatureValue.Numeric(a),
            "b", new FeatureValue.Numeric(b),
            "c", new FeatureValue.Numeric(c),
            "d", new FeatureValue.Categorical("x")),
        "1",
        Map.of(),
        null);
  }

  private static ReferenceProfile profile(Monitor monitor, List<LabelledPrediction> records) {
    return new ReferenceProfileBuilder(monitor, "model@1", "a test").build(records);
  }

  private static List<Measurement> measured(
      Monitor monitor, ReferenceProfile profile, List<LabelledPrediction> records) {
    Plan plan = Plan.compile(monitor, profile, "");
    return Evaluator.evaluate(
            plan,
            new Series("model", "", Stage.PRODUCTION),
            new WindowSpan("1h", 0, 1000, true),
            new TreeMap<>(Map.of("*", summary(plan, records))))
        .get(0)
        .measurements();
  }

  private static SliceSummary summary(Plan plan, List<LabelledPrediction> records) {
    SliceAccumulator sums = plan.accumulator();
    Digester digester = new Digester((model, time) -> plan);
    for (LabelledPrediction row : records) {
      PredictionWalk.visit(row.prediction(), digester);
      sums.prediction(digester.observation(), 1);
    }
    return sums.summary();
  }

  private static Measurement of(List<Measurement> measurements, String metric) {
    return measurements.stream()
        .filter(m -> m.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + metric));
  }

  private static double value(List<Measurement> measurements, String metric) {
    Double value = of(measurements, metric).value();
    if (value == null) {
      throw new AssertionError(metric + ": " + of(measurements, metric).reason());
    }
    return value;
  }

  private static double largestShift(List<Measurement> measurements) {
    return measurements.stream()
        .filter(m -> m.metric().equals("total_variation_distance"))
        .map(Measurement::value)
        .mapToDouble(value -> value == null ? Double.NaN : value)
        .max()
        .orElseThrow();
  }

  @Test
  void aChangeOfCorrelationIsSeenThoughEveryFeatureKeepsItsDistribution() {
    ReferenceProfile profile = profile(TOGETHER, records(1, 10_000, 0.8));
    List<Measurement> same = measured(TOGETHER, profile, records(2, 4000, 0.8));
    List<Measurement> turned = measured(TOGETHER, profile, records(3, 4000, -0.8));

    assertThat(largestShift(turned)).isLessThan(0.03);
    double noise = Math.abs(value(same, "maximum_mean_discrepancy"));
    assertThat(noise).isLessThan(0.001);
    assertThat(value(turned, "maximum_mean_discrepancy")).isGreaterThan(0.02);

    Measurement unchanged = of(same, "pca_reconstruction_error_change");
    assertThat(unchanged.lower()).isNegative();
    assertThat(unchanged.upper()).isPositive();
    assertThat(of(turned, "pca_reconstruction_error_change").lower()).isGreaterThan(0.5);
    assertThat(value(turned, "pca_reconstruction_error"))
        .isGreaterThan(3 * value(same, "pca_reconstruction_error"));
    assertThat(of(turned, "maximum_mean_discrepancy").n()).isEqualTo(4000);
    assertThat(of(turned, "maximum_mean_discrepancy").reference()).isEqualTo("model@1");
  }

  @Test
  void theDiscrepancyIsCloseToThatOfTheExactKernel() {
    List<LabelledPrediction> before = records(4, 600, 0.8);
    List<LabelledPrediction> after = records(5, 500, -0.8);
    ReferenceProfile profile = profile(TOGETHER, before);
    JointBasis basis = basis(profile);
    double[][] old = standardised(before, basis, profile);
    double[][] current = standardised(after, basis, profile);
    double bandwidth = FourierWaves.bandwidth(old);
    double gamma = 1 / (2 * bandwidth * bandwidth);
    // Exactly, with the pairs of a record with itself (kernel 1) taken out as the estimate does.
    double exact =
        FourierMmd.exact(old, current, gamma).orElseThrow()
            + self(old, gamma)
            + self(current, gamma);

    // With D waves the estimate is off by about 1.6 / sqrt(D) of itself: 2 % with these many.
    FourierWaves waves = FourierWaves.drawn(old, 8192);
    JointBasis fine =
        JointBasis.of(
            basis.features(),
            basis.means(),
            basis.deviations(),
            waves.weights(),
            waves.phases(),
            basis.components());
    Plan plan = Plan.compile(TOGETHER, profile.withJoint(fine), "");
    double estimated =
        FourierMmd.unbiased(fourier(plan, before), fourier(plan, after)).orElseThrow();

    assertThat(exact).isGreaterThan(0.02);
    assertThat(estimated).isCloseTo(exact, within(0.08 * exact));
  }

  private static FourierSums fourier(Plan plan, List<LabelledPrediction> records) {
    JointSums sums = JointSums.of(summary(plan, records));
    return new FourierSums(
        sums.n(), sums.squaredWeights(), sums.features(), sums.squaredFeatures());
  }

  /** What leaving out the n pairs of a record with itself changes of a mean of n x n kernels. */
  private static double self(double[][] rows, double gamma) {
    double mean = 0;
    for (double[] x : rows) {
      for (double[] y : rows) {
        double distance = 0;
        for (int i = 0; i < x.length; i++) {
          distance += (x[i] - y[i]) * (x[i] - y[i]);
        }
        mean += Math.exp(-gamma * distance) / rows.length / rows.length;
      }
    }
    double n = rows.length;
    return (mean * n * n - n) / (n * (n - 1)) - mean;
  }

  private static double[][] standardised(
      List<LabelledPrediction> records, JointBasis basis, ReferenceProfile profile) {
    Plan plan = Plan.compile(TOGETHER, profile, "");
    Digester digester = new Digester((model, time) -> plan);
    int[] features = basis.features();
    double[][] rows = new double[records.size()][features.length];
    for (int row = 0; row < rows.length; row++) {
      PredictionWalk.visit(records.get(row).prediction(), digester);
      for (int i = 0; i < features.length; i++) {
        double units = digester.observation().quantities[features[i]];
        rows[row][i] = (units - basis.means()[i]) / basis.deviations()[i];
      }
    }
    return rows;
  }

  private static JointBasis basis(ReferenceProfile profile) {
    JointBasis basis = profile.joint();
    if (basis == null) {
      throw new AssertionError("the profile does not look at features together");
    }
    return basis;
  }

  @Test
  void theProfileComesBackFromItsFileAsItWasAndMeasuresTheSame() {
    ReferenceProfile profile = ProfileFile.sealed(profile(TOGETHER, records(6, 300, 0.5)));
    ReferenceProfile read = ProfileFile.decode(ProfileFile.encode(profile));
    assertThat(basis(profile).waves()).isEqualTo(128);
    assertThat(basis(profile).dimensions()).isEqualTo(3);
    assertThat(read).isEqualTo(profile);
    List<LabelledPrediction> records = records(7, 50, 0.5);
    assertThat(measured(TOGETHER, read, records)).isEqualTo(measured(TOGETHER, profile, records));
  }

  @Test
  void theSameRecordsGiveTheSameProfileAndTheOrderOfAWindowDoesNotMatter() {
    assertThat(ProfileFile.encode(profile(TOGETHER, records(8, 200, 0.5))))
        .isEqualTo(ProfileFile.encode(profile(TOGETHER, records(8, 200, 0.5))));
    ReferenceProfile profile = profile(TOGETHER, records(8, 200, 0.5));
    List<LabelledPrediction> forward = records(9, 100, 0.2);
    List<LabelledPrediction> backward = new ArrayList<>(forward);
    Collections.reverse(backward);
    assertThat(measured(TOGETHER, profile, backward))
        .isEqualTo(measured(TOGETHER, profile, forward));
  }

  @Test
  void nothingIsLookedAtTogetherUnlessTheMonitorAsks() {
    List<LabelledPrediction> records = records(10, 200, 0.5);
    ReferenceProfile apart = profile(APART, records);
    assertThat(apart.joint()).isNull();
    assertThat(new String(ProfileFile.encode(apart), StandardCharsets.UTF_8))
        .doesNotContain("joint")
        .doesNotContain("waves");
    assertThat(measured(APART, apart, records))
        .extracting(Measurement::metric)
        .doesNotContainAnyElementsOf(METRICS);
    // A profile that could, under a monitor that does not ask, keeps the plain layout.
    ReferenceProfile together = profile(TOGETHER, records);
    assertThat(Plan.compile(APART, together, "").layout())
        .isEqualTo(Plan.compile(APART, apart, "").layout());
    assertThat(measured(APART, together, records)).isEqualTo(measured(APART, apart, records));
  }

  @Test
  void aProfileThatWasBuiltWithoutItLeavesTheMetricsUndefinedForThatReason() {
    List<LabelledPrediction> records = records(11, 200, 0.5);
    List<Measurement> measured = measured(TOGETHER, profile(APART, records), records);
    for (String metric : METRICS) {
      assertThat(of(measured, metric).value()).as(metric).isNull();
      assertThat(of(measured, metric).reason()).contains("built without 'multivariate: true'");
    }
  }

  @Test
  void oneRecordIsTooFewAndOneFeatureHasNothingToBeTogetherWith() {
    ReferenceProfile profile = profile(TOGETHER, records(12, 200, 0.5));
    List<Measurement> one = measured(TOGETHER, profile, records(13, 1, 0.5));
    assertThat(of(one, "maximum_mean_discrepancy").value()).isNull();
    assertThat(of(one, "pca_reconstruction_error").reason()).isEqualTo("fewer than two records");

    List<LabelledPrediction> flat = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      flat.add(record(i, 1, 2));
    }
    assertThat(profile(TOGETHER, flat).joint()).isNull();
  }

  @Test
  void aMissingValueIsCountedAndTakenAsTheMean() {
    ReferenceProfile profile = profile(TOGETHER, records(14, 200, 0.5));
    LabelledPrediction hole =
        Reference.record(
            Map.of("a", new FeatureValue.Numeric(50), "c", new FeatureValue.Numeric(0)),
            "1",
            Map.of(),
            null);
    List<Measurement> measured =
        measured(TOGETHER, profile, Arrays.asList(hole, hole, record(50, 3000, 0)));
    assertThat(value(measured, "multivariate_incomplete_rate")).isEqualTo(2 / 3.0);
    assertThat(value(measured, "pca_reconstruction_error")).isLessThan(0.1);
  }
}
