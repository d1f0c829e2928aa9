package io.evenkeel.conformance;

import io.evenkeel.statistics.FourierFeatures;
import io.evenkeel.statistics.FourierMmd;
import io.evenkeel.statistics.PcaReconstruction;
import io.evenkeel.statistics.SecondMoments;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The functions of drift.json that look at several features at once. */
final class MultivariateVectors {

  private MultivariateVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("rff_mmd", MultivariateVectors::fourierMmd);
    functions.mergeable("pca_reconstruction", MultivariateVectors::pcaReconstruction);
  }

  private static Outputs fourierMmd(Inputs in, Split split) {
    FourierFeatures features = FourierFeatures.of(in.rows("W"), in.numbers("b"));
    double[][] reference = in.rows("ref");
    double[][] current = in.rows("cur");
    double[] referenceSum = sum(features, reference, split);
    double[] currentSum = sum(features, current, split);
    return Outputs.of("ref_mean", mean(referenceSum, reference.length))
        .and("cur_mean", mean(currentSum, current.length))
        .and("mmd2", FourierMmd.biased(reference.length, referenceSum, current.length, currentSum))
        .and("exact_mmd2", FourierMmd.exact(reference, current, in.number("gamma")));
  }

  private static double[] sum(FourierFeatures features, double[][] rows, Split split) {
    return split.summarise(
        rows.length,
        part -> {
          double[] sum = new double[features.features()];
          IntStream.of(part).forEach(i -> features.addTo(sum, rows[i]));
          return sum;
        },
        Inputs::sum);
  }

  private static double[] mean(double[] sum, int n) {
    return DoubleStream.of(sum).map(s -> s / n).toArray();
  }

  private static Outputs pcaReconstruction(Inputs in, Split split) {
    SecondMoments reference = moments(in.rows("ref"), split);
    SecondMoments current = moments(in.rows("cur"), split);
    PcaReconstruction pca = PcaReconstruction.fit(reference, in.integer("k"));
    return Outputs.of("ref_mse", pca.meanSquaredError(reference))
        .and("cur_mse", pca.meanSquaredError(current));
  }

  private static SecondMoments moments(double[][] rows, Split split) {
    return split.summarise(
        rows.length,
        part ->
            SecondMoments.of(
                rows[0].length, IntStream.of(part).mapToObj(i -> rows[i]).toArray(double[][]::new)),
        SecondMoments::plus);
  }
}
