package io.evenkeel.conformance;

import io.evenkeel.statistics.BrierDecomposition;
import io.evenkeel.statistics.BrierScore;
import io.evenkeel.statistics.EqualMassCalibration;
import io.evenkeel.statistics.HosmerLemeshow;
import io.evenkeel.statistics.MulticlassCalibration;
import io.evenkeel.statistics.ProbabilityBins;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.statistics.SpiegelhalterZ;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleToIntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The functions of calibration.json. */
final class CalibrationVectors {

  private CalibrationVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("reliability_bins", CalibrationVectors::reliabilityBins);
    functions.mergeable("ece_mce", CalibrationVectors::calibrationErrors);
    functions.whole("ece_equal_mass", CalibrationVectors::equalMass);
    functions.mergeable("ece_multiclass", CalibrationVectors::multiclass);
    functions.mergeable("hosmer_lemeshow", CalibrationVectors::hosmerLemeshow);
    functions.mergeable("spiegelhalter", CalibrationVectors::spiegelhalter);
    functions.mergeable("brier_decomposition", CalibrationVectors::brierDecomposition);
  }

  /** The reliability diagram of records, divided and merged as {@code split} says. */
  static ReliabilityBins diagram(
      boolean[] positive, double[] p, int bins, DoubleToIntFunction bin, Split split) {
    return split.summarise(
        p.length,
        part -> {
          long[] n = new long[bins];
          double[] sums = new double[bins];
          long[] positives = new long[bins];
          for (int i : part) {
            int index = bin.applyAsInt(p[i]);
            n[index]++;
            sums[index] += p[i];
            positives[index] += positive[i] ? 1 : 0;
          }
          return ReliabilityBins.of(n, sums, positives);
        },
        ReliabilityBins::plus);
  }

  private static Outputs reliabilityBins(Inputs in, Split split) {
    double[] edges = in.numbers("edges");
    int bins = edges.length - 1;
    boolean[] y = in.flags("y");
    double[] p = in.numbers("p");
    // A value outside the edges is in no bin.
    int[] inside =
        IntStream.range(0, p.length).filter(i -> p[i] >= edges[0] && p[i] <= edges[bins]).toArray();
    ReliabilityBins diagram =
        diagram(
            flags(inside.length, i -> y[inside[i]]),
            IntStream.of(inside).mapToDouble(i -> p[i]).toArray(),
            bins,
            value -> ProbabilityBins.indexOf(value, edges),
            split);
    return Outputs.of("count", IntStream.range(0, bins).mapToObj(diagram::n).toList())
        .and("sum_p", IntStream.range(0, bins).mapToObj(diagram::sumProbability).toList())
        .and("sum_y", IntStream.range(0, bins).mapToObj(diagram::positives).toList());
  }

  private static Outputs calibrationErrors(Inputs in, Split split) {
    int bins = in.integer("bins");
    ReliabilityBins diagram =
        diagram(in.flags("y"), in.numbers("p"), bins, p -> ProbabilityBins.indexOf(p, bins), split);
    return Outputs.of("ece", diagram.expectedCalibrationError())
        .and("mce", diagram.maximumCalibrationError(1))
        .and("signed", diagram.signedError());
  }

  private static Outputs equalMass(Inputs in) {
    return Outputs.of(
        "ece", EqualMassCalibration.of(in.flags("y"), in.numbers("p"), in.integer("bins")));
  }

  private static Outputs multiclass(Inputs in, Split split) {
    int[] truth = in.integers("y");
    double[][] rows = in.rows("proba");
    int bins = in.integer("bins");
    int n = truth.length;
    int[] top = Stream.of(rows).mapToInt(MulticlassCalibration::topLabel).toArray();
    DoubleToIntFunction bin = p -> ProbabilityBins.indexOf(p, bins);
    ReliabilityBins topLabel =
        diagram(
            flags(n, i -> top[i] == truth[i]),
            IntStream.range(0, n).mapToDouble(i -> rows[i][top[i]]).toArray(),
            bins,
            bin,
            split);
    List<ReliabilityBins> classes =
        IntStream.range(0, n == 0 ? 0 : rows[0].length)
            .mapToObj(
                label ->
                    diagram(
                        flags(n, i -> truth[i] == label),
                        Stream.of(rows).mapToDouble(row -> row[label]).toArray(),
                        bins,
                        bin,
                        split))
            .toList();
    return Outputs.of("top_label", topLabel.expectedCalibrationError())
        .and("classwise", MulticlassCalibration.classwiseError(classes));
  }

  private static boolean[] flags(int n, IntPredicate flag) {
    boolean[] flags = new boolean[n];
    IntStream.range(0, n).forEach(i -> flags[i] = flag.test(i));
    return flags;
  }

  private static Outputs hosmerLemeshow(Inputs in, Split split) {
    long[] n = in.counts("n");
    double[] sumP = in.numbers("sum_p");
    long[] positives = in.counts("sum_y");
    // The parts are bins here: each belongs to one part, the others are empty in it.
    ReliabilityBins diagram =
        split.summarise(
            n.length,
            part -> {
              long[] someN = new long[n.length];
              double[] someP = new double[n.length];
              long[] someY = new long[n.length];
              for (int b : part) {
                someN[b] = n[b];
                someP[b] = sumP[b];
                someY[b] = positives[b];
              }
              return ReliabilityBins.of(someN, someP, someY);
            },
            ReliabilityBins::plus);
    Optional<HosmerLemeshow> test = HosmerLemeshow.of(diagram);
    return Outputs.of("chisq", test.map(HosmerLemeshow::statistic).orElse(null))
        .and("p_internal", test.map(HosmerLemeshow::pValueInternal).orElse(null))
        .and("p_external", test.map(HosmerLemeshow::pValue).orElse(null));
  }

  private static Outputs spiegelhalter(Inputs in, Split split) {
    boolean[] y = in.flags("y");
    double[] p = in.numbers("p");
    double[] sums =
        split.summarise(
            p.length,
            part -> {
              double[] sum = new double[3];
              for (int i : part) {
                sum[0] += SpiegelhalterZ.numerator(y[i], p[i]);
                sum[1] += SpiegelhalterZ.variance(p[i]);
                sum[2] += BrierScore.ofRecord(p[i], y[i]);
              }
              return sum;
            },
            Inputs::sum);
    Optional<SpiegelhalterZ> test = SpiegelhalterZ.of(sums[0], sums[1]);
    return Outputs.of("z", test.map(SpiegelhalterZ::z).orElse(null))
        .and("p_value", test.map(SpiegelhalterZ::pValue).orElse(null))
        .and("brier", BrierScore.of(sums[2], p.length));
  }

  private static Outputs brierDecomposition(Inputs in, Split split) {
    double[] p = in.numbers("p");
    long[] positives = split.counts(in.counts("y"));
    long[] n = split.counts(in.counts("n"));
    double[] sums = IntStream.range(0, p.length).mapToDouble(b -> p[b] * n[b]).toArray();
    Optional<BrierDecomposition> parts =
        BrierDecomposition.ofForecastValues(ReliabilityBins.of(n, sums, positives));
    return Outputs.of("brier", parts.map(BrierDecomposition::score).orElse(null))
        .and("reliability", parts.map(BrierDecomposition::reliability).orElse(null))
        .and("resolution", parts.map(BrierDecomposition::resolution).orElse(null))
        .and("uncertainty", parts.map(BrierDecomposition::uncertainty).orElse(null));
  }
}
