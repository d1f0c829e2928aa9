package io.evenkeel.conformance;

import io.evenkeel.statistics.ChiSquareTest;
import io.evenkeel.statistics.GTest;
import io.evenkeel.statistics.Hellinger;
import io.evenkeel.statistics.JensenShannon;
import io.evenkeel.statistics.KolmogorovSmirnov;
import io.evenkeel.statistics.KullbackLeibler;
import io.evenkeel.statistics.LInfinity;
import io.evenkeel.statistics.PopulationStabilityIndex;
import io.evenkeel.statistics.TotalVariation;
import io.evenkeel.statistics.Wasserstein;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** The functions of drift.json that compare two histograms. */
final class DriftVectors {

  private DriftVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable(
        "psi",
        (in, split) ->
            Outputs.of(
                "psi",
                PopulationStabilityIndex.of(
                    reference(in, split), current(in, split), in.number("floor"))));
    functions.mergeable("kl", distance("kl", KullbackLeibler::of));
    functions.mergeable("hellinger", distance("hellinger", Hellinger::of));
    functions.mergeable("total_variation", distance("tvd", TotalVariation::of));
    functions.mergeable("linf", distance("linf", LInfinity::of));
    functions.mergeable("jensen_shannon", DriftVectors::jensenShannon);
    functions.mergeable("chi_square_two_sample", DriftVectors::chiSquareTwoSample);
    functions.mergeable("chi_square_one_sample", DriftVectors::chiSquareOneSample);
    functions.mergeable("g_test_two_sample", DriftVectors::gTest);
    functions.mergeable("ks_binned", DriftVectors::ksBinned);
    functions.mergeable(
        "wasserstein_binned",
        (in, split) ->
            Outputs.of(
                "w1",
                Wasserstein.ofBins(in.numbers("x"), reference(in, split), current(in, split))));
  }

  private static long[] reference(Inputs in, Split split) {
    return split.counts(in.counts("ref"));
  }

  private static long[] current(Inputs in, Split split) {
    return split.counts(in.counts("cur"));
  }

  private static VectorFunction distance(
      String output, BiFunction<long[], long[], OptionalDouble> distance) {
    return (in, split) ->
        Outputs.of(output, distance.apply(reference(in, split), current(in, split)));
  }

  private static Outputs jensenShannon(Inputs in, Split split) {
    long[] reference = reference(in, split);
    long[] current = current(in, split);
    return Outputs.of("divergence", JensenShannon.divergence(reference, current))
        .and("distance", JensenShannon.distance(reference, current))
        .and("distance_base2", JensenShannon.distanceBase2(reference, current));
  }

  private static Outputs chiSquareTwoSample(Inputs in, Split split) {
    Optional<ChiSquareTest> test =
        ChiSquareTest.twoSample(reference(in, split), current(in, split));
    return Outputs.of("chi2", test.map(ChiSquareTest::statistic).orElse(null))
        .and("df", test.map(ChiSquareTest::degreesOfFreedom).orElse(null))
        .and("p_value", test.map(ChiSquareTest::pValue).orElse(null))
        .and("cramers_v", test.map(ChiSquareTest::cramersV).orElse(null));
  }

  private static Outputs chiSquareOneSample(Inputs in, Split split) {
    Optional<ChiSquareTest> test = ChiSquareTest.oneSample(current(in, split), in.numbers("q"));
    return Outputs.of("chi2", test.map(ChiSquareTest::statistic).orElse(null))
        .and("p_value", test.map(ChiSquareTest::pValue).orElse(null));
  }

  private static Outputs gTest(Inputs in, Split split) {
    Optional<GTest> test = GTest.twoSample(reference(in, split), current(in, split));
    return Outputs.of("g", test.map(GTest::statistic).orElse(null))
        .and("df", test.map(GTest::degreesOfFreedom).orElse(null))
        .and("p_value", test.map(GTest::pValue).orElse(null));
  }

  private static Outputs ksBinned(Inputs in, Split split) {
    Optional<KolmogorovSmirnov> test =
        KolmogorovSmirnov.ofBins(reference(in, split), current(in, split));
    return Outputs.of("d", test.map(KolmogorovSmirnov::lower).orElse(null))
        .and("p_value", test.map(KolmogorovSmirnov::pValue).orElse(null));
  }
}
