package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;

import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.MulticlassConfusion;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Arrays;
import java.util.List;

/**
 * How good the predictions of a classifier of several classes are: over all classes, and for each
 * class against the rest under the binary names, with the class as feature.
 */
final class MulticlassMeasures {
  private static final String NONE = "no labelled predictions";

  static final Metric KAPPA =
      Metric.of(
              Family.QUALITY,
              "cohen_kappa",
              Scale.CORRELATION,
              "(po - pe) / (1 - pe), agreement beyond chance")
          .best(HIGHER_IS_BETTER)
          .undefinedWhen("agreement by chance would be certain")
          .full()
          .from("scikit-learn 1.2.1");
  static final Metric MACRO_PRECISION =
      average("macro_precision", "mean precision of the configured classes, undefined as 0", NONE);
  static final Metric MACRO_RECALL =
      average("macro_recall", "mean recall of the configured classes, undefined as 0", NONE);
  static final Metric MACRO_F1 =
      average("macro_f1", "mean F1 of the configured classes, undefined as 0", NONE);
  static final Metric MICRO_F1 =
      average("micro_f1", "equals accuracy when every record has one class", NONE).full();
  static final Metric WEIGHTED_PRECISION =
      average("weighted_precision", "mean precision of the classes by support", NONE).full();
  static final Metric WEIGHTED_RECALL =
      average("weighted_recall", "mean recall of the classes by support", NONE).full();
  static final Metric WEIGHTED_F1 =
      average("weighted_f1", "mean F1 of the classes by support", NONE).full();

  static final List<Metric> METRICS =
      List.of(
          KAPPA,
          MACRO_PRECISION,
          MACRO_RECALL,
          MACRO_F1,
          MICRO_F1,
          WEIGHTED_PRECISION,
          WEIGHTED_RECALL,
          WEIGHTED_F1);

  private static final ConfusionRate[] PER_CLASS = {
    ConfusionRate.SELECTION_RATE, ConfusionRate.TRUE_POSITIVE_RATE, ConfusionRate.PRECISION
  };

  private MulticlassMeasures() {}

  private static Metric average(String name, String formula, String undefined) {
    return Metric.of(Family.QUALITY, name, Scale.SHARE, formula)
        .best(HIGHER_IS_BETTER)
        .undefinedWhen(undefined)
        .from("scikit-learn 1.2.1");
  }

  static void add(SliceSummary summary, List<String> labels, Measurements to) {
    MulticlassConfusion confusion = confusion(summary);
    long n = confusion.n();
    Metric accuracy = QualityMeasures.rate(ConfusionRate.ACCURACY);
    to.rate(accuracy, new Proportion(confusion.correct(), n), Weights.mean(summary));
    to.value(QualityMeasures.BALANCED_ACCURACY, confusion.balancedAccuracy(), n);
    to.value(QualityMeasures.MATTHEWS_CORRELATION, confusion.matthewsCorrelation(), n);
    to.value(MACRO_PRECISION, confusion.macroPrecision(), n);
    to.value(MACRO_RECALL, confusion.macroRecall(), n);
    to.value(MACRO_F1, confusion.macroF1(), n);
    to.value(KAPPA, confusion.kappa(), n);
    to.value(MICRO_F1, confusion.accuracy(), n);
    to.value(WEIGHTED_PRECISION, confusion.weightedPrecision(), n);
    to.value(WEIGHTED_RECALL, confusion.weightedRecall(), n);
    to.value(WEIGHTED_F1, confusion.weightedF1(), n);
    for (int label = 0; label < labels.size(); label++) {
      to.about(labels.get(label));
      perClass(Outcomes.of(summary, label), to);
    }
    to.about(null);
  }

  private static void perClass(Outcomes outcomes, Measurements to) {
    to.rate(QualityMeasures.LABEL_RATE, outcomes.labels(), outcomes.weight());
    for (ConfusionRate rate : PER_CLASS) {
      to.rate(QualityMeasures.rate(rate), outcomes.rate(rate), outcomes.weight());
    }
    to.value(QualityMeasures.F1, outcomes.confusion().f1(), outcomes.confusion().n());
  }

  static MulticlassConfusion confusion(SliceSummary summary) {
    return MulticlassConfusion.of(matrix(summary), summary.layout().classes());
  }

  /** The matrix with one more row and column for unknown labels, predictions required. */
  static long[][] matrix(SliceSummary summary) {
    int classes = summary.layout().classes();
    long[][] matrix = summary.confusion(SummaryLayout.ALL);
    long[][] square = new long[classes + 1][];
    for (int actual = 0; actual <= classes; actual++) {
      square[actual] = Arrays.copyOf(matrix[actual], classes + 1);
    }
    return square;
  }
}
