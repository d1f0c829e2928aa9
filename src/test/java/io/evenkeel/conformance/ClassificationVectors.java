package io.evenkeel.conformance;

import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.BrierScore;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.LogLoss;
import io.evenkeel.statistics.Moments;
import io.evenkeel.statistics.MulticlassConfusion;
import io.evenkeel.statistics.RegressionErrors;
import io.evenkeel.statistics.RocAuc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The functions of classification.json. */
final class ClassificationVectors {

  private ClassificationVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("binary_confusion", ClassificationVectors::binaryConfusion);
    functions.mergeable("multiclass", ClassificationVectors::multiclass);
    functions.whole("roc_auc", ClassificationVectors::rocAuc);
    functions.mergeable("auc_histogram", ClassificationVectors::aucHistogram);
    functions.mergeable("log_loss", ClassificationVectors::logLoss);
    functions.mergeable("brier", ClassificationVectors::brier);
    functions.mergeable("regression", ClassificationVectors::regression);
  }

  /** The matrix of counts {tp, fp, fn, tn}, divided and added as {@code split} says. */
  static BinaryConfusion confusion(Inputs in, Split split) {
    long[] counts = {in.count("tp"), in.count("fp"), in.count("fn"), in.count("tn")};
    long[] merged = split.counts(counts);
    return new BinaryConfusion(merged[0], merged[1], merged[2], merged[3]);
  }

  private static Outputs binaryConfusion(Inputs in, Split split) {
    BinaryConfusion confusion = confusion(in, split);
    return Outputs.of("accuracy", confusion.rate(ConfusionRate.ACCURACY))
        .and("precision", confusion.rate(ConfusionRate.PRECISION))
        .and("recall", confusion.rate(ConfusionRate.TRUE_POSITIVE_RATE))
        .and("specificity", confusion.rate(ConfusionRate.TRUE_NEGATIVE_RATE))
        .and("fpr", confusion.rate(ConfusionRate.FALSE_POSITIVE_RATE))
        .and("fnr", confusion.rate(ConfusionRate.FALSE_NEGATIVE_RATE))
        .and("npv", confusion.rate(ConfusionRate.NEGATIVE_PREDICTIVE_VALUE))
        .and("f1", confusion.f1())
        .and("selection_rate", confusion.rate(ConfusionRate.SELECTION_RATE))
        .and("base_rate", confusion.rate(ConfusionRate.BASE_RATE))
        .and("balanced_accuracy", confusion.balancedAccuracy())
        .and("mcc", confusion.matthewsCorrelation());
  }

  private static Outputs multiclass(Inputs in, Split split) {
    List<@Nullable String> labels = in.texts("labels");
    List<@Nullable String> truth = in.texts("y_true");
    List<@Nullable String> predicted = in.texts("y_pred");
    int k = labels.size();
    MulticlassConfusion confusion =
        split.summarise(
            truth.size(),
            part -> {
              // Row and column k: labels outside the list.
              long[][] counts = new long[k + 1][k + 1];
              for (int i : part) {
                int row = labels.indexOf(truth.get(i));
                int column = labels.indexOf(predicted.get(i));
                counts[row < 0 ? k : row][column < 0 ? k : column]++;
              }
              return MulticlassConfusion.of(counts, k);
            },
            MulticlassConfusion::plus);
    return Outputs.of(
            "confusion",
            perClass(k, t -> IntStream.range(0, k).mapToObj(p -> confusion.count(t, p)).toList()))
        .and("accuracy", confusion.accuracy())
        .and("support", perClass(k, confusion::support))
        .and("precision", rates(confusion, ConfusionRate.PRECISION))
        .and("recall", rates(confusion, ConfusionRate.TRUE_POSITIVE_RATE))
        .and("f1", perClass(k, label -> confusion.oneVersusRest(label).f1()))
        .and("macro_precision", confusion.macroPrecision())
        .and("macro_recall", confusion.macroRecall())
        .and("macro_f1", confusion.macroF1())
        .and("micro_precision", confusion.accuracy())
        .and("micro_recall", confusion.accuracy())
        .and("micro_f1", confusion.accuracy())
        .and("weighted_precision", confusion.weightedPrecision())
        .and("weighted_recall", confusion.weightedRecall())
        .and("weighted_f1", confusion.weightedF1())
        .and("balanced_accuracy", confusion.balancedAccuracy())
        .and("mcc", confusion.matthewsCorrelation())
        .and("kappa", confusion.kappa());
  }

  private static <T> List<T> perClass(int classes, IntFunction<T> value) {
    return IntStream.range(0, classes).mapToObj(value).toList();
  }

  private static List<OptionalDouble> rates(MulticlassConfusion confusion, ConfusionRate rate) {
    return perClass(confusion.labels(), label -> confusion.oneVersusRest(label).rate(rate));
  }

  private static Outputs rocAuc(Inputs in) {
    Optional<RocAuc> auc = RocAuc.ofScores(in.flags("y_true"), in.numbers("score"));
    return Outputs.of("auc", auc.map(RocAuc::auc).orElse(null))
        .and("delong_variance", auc.map(RocAuc::variance).orElse(null));
  }

  private static Outputs aucHistogram(Inputs in, Split split) {
    Optional<RocAuc> auc =
        RocAuc.ofHistogram(split.counts(in.counts("pos")), split.counts(in.counts("neg")));
    return Outputs.of("auc", auc.map(RocAuc::auc).orElse(null))
        .and("lower", auc.map(RocAuc::lower).orElse(null))
        .and("upper", auc.map(RocAuc::upper).orElse(null));
  }

  /** The moments of one number per record, divided and merged as {@code split} says. */
  static Moments moments(int records, IntToDoubleFunction ofRecord, Split split) {
    return split.summarise(
        records,
        part -> Moments.of(IntStream.of(part).mapToDouble(ofRecord).toArray()),
        Moments::plus);
  }

  private static Outputs logLoss(Inputs in, Split split) {
    int[] truth = in.integers("y_true");
    double[][] rows = in.rows("proba");
    Moments losses = moments(truth.length, i -> LogLoss.ofRecord(rows[i], truth[i]), split);
    return Outputs.of("log_loss", LogLoss.of(losses.mean() * losses.n(), losses.n()));
  }

  private static Outputs brier(Inputs in, Split split) {
    int[] truth = in.integers("y_true");
    if (in.raw("proba").path(0).isArray()) {
      double[][] rows = in.rows("proba");
      Moments scores = moments(truth.length, i -> BrierScore.ofRecord(rows[i], truth[i]), split);
      return Outputs.of("brier", BrierScore.of(scores.mean() * scores.n(), scores.n()));
    }
    double[] p = in.numbers("proba");
    double[] sums =
        split.summarise(
            p.length,
            part -> {
              double[] sum = new double[3];
              for (int i : part) {
                sum[0] += p[i] * p[i];
                sum[1] += truth[i];
                sum[2] += truth[i] * p[i];
              }
              return sum;
            },
            Inputs::sum);
    return Outputs.of("brier", BrierScore.ofSums(p.length, sums[0], (long) sums[1], sums[2]));
  }

  private static Outputs regression(Inputs in, Split split) {
    double[] truth = in.numbers("y_true");
    double[] predicted = in.numbers("y_pred");
    RegressionErrors errors =
        split.summarise(
            truth.length,
            part -> {
              RegressionErrors sum = RegressionErrors.EMPTY;
              for (int i : part) {
                sum = sum.plus(truth[i], predicted[i]);
              }
              return sum;
            },
            RegressionErrors::plus);
    return Outputs.of("n", errors.n())
        .and("dropped", errors.dropped())
        .and("mae", errors.meanAbsoluteError())
        .and("mse", errors.meanSquaredError())
        .and("rmse", errors.rootMeanSquaredError())
        .and("bias", errors.bias())
        .and("r2", errors.rSquared())
        .and("residual_std", errors.residualStandardDeviation());
  }
}
