package io.evenkeel.conformance;

import io.evenkeel.statistics.Cbpe;
import io.evenkeel.statistics.ExpectedConfusion;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.IsotonicRegression;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.StandardDeviationThreshold;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The functions of estimation.json. */
final class EstimationVectors {

  private EstimationVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("cbpe_binary", EstimationVectors::binary);
    functions.mergeable("cbpe_multiclass", EstimationVectors::multiclass);
    functions.whole("isotonic", EstimationVectors::isotonic);
    functions.whole("cbpe_end_to_end", EstimationVectors::endToEnd);
    functions.mergeable("accuracy_sampling_error", EstimationVectors::samplingError);
    functions.whole("std_threshold", EstimationVectors::threshold);
  }

  private static ExpectedConfusion confusion(double[] p, boolean[] predicted, Split split) {
    return split.summarise(
        p.length,
        part ->
            IntStream.of(part)
                .mapToObj(i -> ExpectedConfusion.ofRecord(p[i], predicted[i]))
                .reduce(ExpectedConfusion.EMPTY, ExpectedConfusion::plus),
        ExpectedConfusion::plus);
  }

  private static Outputs rates(ExpectedConfusion confusion) {
    return Outputs.of("accuracy", confusion.accuracy())
        .and("precision", confusion.precision())
        .and("recall", confusion.recall())
        .and("specificity", confusion.specificity())
        .and("f1", confusion.f1());
  }

  private static Outputs binary(Inputs in, Split split) {
    double[] p = in.numbers("proba");
    double[] score = in.numbers("score");
    // Expected positives and negatives per score: the bins are as fine as the scores.
    Map<Double, double[]> bins =
        split.summarise(
            p.length,
            part -> {
              Map<Double, double[]> some = new TreeMap<>();
              for (int i : part) {
                some.merge(score[i], new double[] {p[i], 1 - p[i]}, Inputs::sum);
              }
              return some;
            },
            (a, b) -> {
              Map<Double, double[]> sum = new TreeMap<>(a);
              b.forEach((at, expected) -> sum.merge(at, expected, Inputs::sum));
              return sum;
            });
    return rates(confusion(p, in.flags("y_pred"), split))
        .and("roc_auc", Cbpe.rocAuc(column(bins, 0), column(bins, 1)));
  }

  private static double[] column(Map<Double, double[]> bins, int index) {
    return bins.values().stream().mapToDouble(bin -> bin[index]).toArray();
  }

  private static Outputs multiclass(Inputs in, Split split) {
    List<@Nullable String> classes = in.texts("classes");
    List<@Nullable String> predicted = in.texts("y_pred");
    double[][] rows = in.rows("proba");
    List<ExpectedConfusion> confusions =
        IntStream.range(0, classes.size())
            .mapToObj(
                label -> {
                  boolean[] isLabel = new boolean[rows.length];
                  for (int i = 0; i < rows.length; i++) {
                    isLabel[i] = classes.indexOf(predicted.get(i)) == label;
                  }
                  return confusion(
                      Arrays.stream(rows).mapToDouble(row -> row[label]).toArray(), isLabel, split);
                })
            .toList();
    return Outputs.of("accuracy", Cbpe.multiclassAccuracy(confusions))
        .and("macro_precision", Cbpe.macro(confusions, ExpectedConfusion::precision))
        .and("macro_recall", Cbpe.macro(confusions, ExpectedConfusion::recall))
        .and("macro_specificity", Cbpe.macro(confusions, ExpectedConfusion::specificity))
        .and("macro_f1", Cbpe.macro(confusions, ExpectedConfusion::f1));
  }

  private static Outputs isotonic(Inputs in) {
    double[] x = in.numbers("x");
    IsotonicRegression fitted = IsotonicRegression.fit(x, in.numbers("y"), in.numbers("w"));
    return Outputs.of("fitted", DoubleStream.of(x).map(fitted::at).toArray())
        .and("predicted", DoubleStream.of(in.numbers("query")).map(fitted::at).toArray());
  }

  private static Outputs endToEnd(Inputs in) {
    double[] score = in.numbers("ref_score");
    double[] weight = DoubleStream.generate(() -> 1).limit(score.length).toArray();
    IsotonicRegression calibrator = IsotonicRegression.fit(score, in.numbers("ref_y"), weight);
    double[] calibrated = DoubleStream.of(in.numbers("score")).map(calibrator::at).toArray();
    boolean[] predicted = in.flags("y_pred");
    boolean[] truth = in.flags("y_true");
    return Outputs.of("calibrated", calibrated)
        .and("estimated", rates(confusion(calibrated, predicted, Split.whole())))
        .and("realized", Outputs.of("accuracy", correct(truth, predicted, Split.whole()).value()));
  }

  private static Proportion correct(boolean[] truth, boolean[] predicted, Split split) {
    return split.summarise(
        truth.length,
        part ->
            new Proportion(
                IntStream.of(part).filter(i -> truth[i] == predicted[i]).count(), part.length),
        Proportion::plus);
  }

  private static Outputs samplingError(Inputs in, Split split) {
    Proportion correct = correct(in.flags("ref_y_true"), in.flags("ref_y_pred"), split);
    return Outputs.of("sampling_error", Cbpe.accuracySamplingError(correct, in.count("n")));
  }

  private static Outputs threshold(Inputs in) {
    Optional<Interval> limits = StandardDeviationThreshold.of(in.numbers("values"), in.number("k"));
    return Outputs.of("lower", limits.map(Interval::lower).orElse(null))
        .and("upper", limits.map(Interval::upper).orElse(null));
  }
}
