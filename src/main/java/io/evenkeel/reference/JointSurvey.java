package io.evenkeel.reference;

import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.PredictionWalk;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.observation.Observation;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.PrincipalComponents;
import io.evenkeel.statistics.SecondMoments;
import io.evenkeel.summary.JointBasis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns from a sample of the reference how its numeric features are looked at together: means and
 * deviations, the waves of the Gaussian kernel and the main directions.
 */
final class JointSurvey {
  /** Share of the variance that the main directions explain. */
  private static final double EXPLAINED = 0.65;

  private final List<FeatureBins> bins;
  private final double[][] rows;

  /** Each sampled number in the unit of its feature; NaN where there is none. */
  private JointSurvey(List<FeatureBins> bins, double[][] rows) {
    this.bins = bins;
    this.rows = rows;
  }

  /** The basis, or null when no two numeric features vary in the sample. */
  static @Nullable JointBasis basis(
      Monitor monitor, ReferenceProfile profile, List<Prediction> sample) {
    Plan plan = Plan.compile(monitor, profile, "");
    Digester digester = new Digester((model, time) -> plan);
    List<double[]> rows = new ArrayList<>();
    for (Prediction prediction : sample) {
      PredictionWalk.visit(prediction, digester);
      rows.add(units(digester.observation(), plan.features()));
    }
    return new JointSurvey(plan.features(), rows.toArray(double[][]::new)).basis();
  }

  private static double[] units(Observation o, List<FeatureBins> bins) {
    double[] units = new double[bins.size()];
    for (int f = 0; f < units.length; f++) {
      boolean number = o.cells[f] != bins.get(f).missingCell();
      units[f] = number && o.sides[f] == 0 ? o.quantities[f] : Double.NaN;
    }
    return units;
  }

  private @Nullable JointBasis basis() {
    Moments[] moments =
        IntStream.range(0, bins.size()).mapToObj(this::moments).toArray(Moments[]::new);
    int[] features =
        IntStream.range(0, moments.length)
            .filter(f -> bins.get(f) instanceof NumericBins)
            .filter(f -> moments[f].squaredDeviations() > 0)
            .toArray();
    if (features.length < 2) {
      return null;
    }
    double[] means =
        Arrays.stream(features).mapToDouble(f -> moments[f].average().orElse(0)).toArray();
    double[] deviations =
        Arrays.stream(features)
            .mapToDouble(f -> Math.sqrt(moments[f].squaredDeviations() / moments[f].n()))
            .toArray();
    double[][] standardised = standardised(features, means, deviations);
    FourierWaves waves = FourierWaves.drawn(standardised, FourierWaves.COUNT);
    return JointBasis.of(
        features,
        means,
        deviations,
        waves.weights(),
        waves.phases(),
        PrincipalComponents.explaining(correlation(standardised), EXPLAINED));
  }

  private Moments moments(int f) {
    return Moments.of(
        Arrays.stream(rows).mapToDouble(row -> row[f]).filter(Double::isFinite).toArray());
  }

  private double[][] standardised(int[] features, double[] means, double[] deviations) {
    double[][] standardised = new double[rows.length][features.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < features.length; i++) {
        double units = rows[row][features[i]];
        double z = Double.isNaN(units) ? 0 : (units - means[i]) / deviations[i];
        standardised[row][i] = Math.max(-JointBasis.CLIP, Math.min(JointBasis.CLIP, z));
      }
    }
    return standardised;
  }

  private static double[][] correlation(double[][] rows) {
    int d = rows[0].length;
    double[] sum = new double[d];
    double[][] products = new double[d][d];
    for (double[] row : rows) {
      for (int i = 0; i < d; i++) {
        sum[i] += row[i];
        for (int j = 0; j < d; j++) {
          products[i][j] += row[i] * row[j];
        }
      }
    }
    SecondMoments moments = SecondMoments.ofSums(rows.length, sum, products);
    double[][] correlation = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        correlation[i][j] = moments.covariance(i, j);
      }
    }
    return correlation;
  }
}
