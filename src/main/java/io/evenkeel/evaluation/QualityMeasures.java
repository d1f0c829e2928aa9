package io.evenkeel.evaluation;

import static io.evenkeel.evaluation.Metric.Direction.HIGHER_IS_BETTER;
import static io.evenkeel.evaluation.Metric.Direction.LOWER_IS_BETTER;

import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.GeneralizedEntropy;
import io.evenkeel.statistics.MulticlassConfusion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** How good the predictions of a binary classifier are, and how often it says what. */
final class QualityMeasures {
  private static final String SKLEARN = "scikit-learn 1.2.1, undefined instead of 0";

  static final Metric TRUE_POSITIVES = count("true_positives", "predicted positive, rightly");
  static final Metric FALSE_POSITIVES = count("false_positives", "predicted positive, wrongly");
  static final Metric FALSE_NEGATIVES = count("false_negatives", "predicted negative, wrongly");
  static final Metric TRUE_NEGATIVES = count("true_negatives", "predicted negative, rightly");
  static final Metric LABEL_RATE =
      Metric.of(Family.QUALITY, "label_rate", Scale.SHARE, "labels of the positive class / labels")
          .undefinedWhen("no labels");
  static final Metric F1 =
      quality("f1", Scale.SHARE, "2 tp / (2 tp + fp + fn)", "nothing positive among the labelled");
  static final Metric BALANCED_ACCURACY =
      quality(
              "balanced_accuracy",
              Scale.SHARE,
              "(true positive rate + true negative rate) / 2",
              "a class is absent from the labels")
          .full();
  static final Metric MATTHEWS_CORRELATION =
      quality(
              "matthews_correlation",
              Scale.CORRELATION,
              "(tp tn - fp fn) / sqrt((tp+fp)(tp+fn)(tn+fp)(tn+fn)); 0 when a margin is 0",
              "no labelled predictions")
          .full();
  static final Metric GENERALIZED_ENTROPY =
      inequality(
          "generalized_entropy",
          "mean((b / mean b)^2 - 1) / 2 of the benefit b = 1 + prediction - truth");
  static final Metric THEIL_INDEX =
      inequality(
          "theil_index",
          "mean((b / mean b) ln(b / mean b)) of the benefit b = 1 + prediction - truth");

  /** The rates, in the order of reports; the base rate is published as the label rate. */
  static final Map<ConfusionRate, Metric> RATES = rates();

  static final List<Metric> METRICS = metrics();

  private QualityMeasures() {}

  /** The metric of a rate; the base rate has another name. */
  static Metric rate(ConfusionRate rate) {
    return Objects.requireNonNull(RATES.get(rate), rate::metric);
  }

  private static Metric count(String name, String formula) {
    return Metric.of(Family.QUALITY, name, Scale.COUNT, "labelled and " + formula);
  }

  private static Metric quality(String name, Scale scale, String formula, String undefined) {
    return Metric.of(Family.QUALITY, name, scale, formula)
        .best(HIGHER_IS_BETTER)
        .undefinedWhen(undefined)
        .from(SKLEARN);
  }

  private static Metric inequality(String name, String formula) {
    return Metric.of(Family.QUALITY, name, Scale.INDEX, formula)
        .best(LOWER_IS_BETTER)
        .undefinedWhen("no labelled predictions, or nobody has any benefit")
        .full()
        .from("Speicher et al. 2018; AIF360 0.6.1");
  }

  private static Map<ConfusionRate, Metric> rates() {
    Map<ConfusionRate, Metric> rates = new EnumMap<>(ConfusionRate.class);
    String positive = "no labelled predictions are truly positive";
    String negative = "no labelled predictions are truly negative";
    String saidPositive = "no labelled predictions say positive";
    String saidNegative = "no labelled predictions say negative";
    rate(rates, ConfusionRate.SELECTION_RATE, "predicted positive / n", "no predictions");
    rate(rates, ConfusionRate.ACCURACY, "(tp + tn) / n", "no labelled predictions");
    rate(rates, ConfusionRate.ERROR_RATE, "(fp + fn) / n", "no labelled predictions");
    rates.computeIfPresent(ConfusionRate.ERROR_RATE, (rate, metric) -> metric.full());
    rate(rates, ConfusionRate.TRUE_POSITIVE_RATE, "tp / (tp + fn), recall", positive);
    rate(rates, ConfusionRate.FALSE_POSITIVE_RATE, "fp / (fp + tn)", negative);
    rate(rates, ConfusionRate.TRUE_NEGATIVE_RATE, "tn / (fp + tn), specificity", negative);
    rate(rates, ConfusionRate.FALSE_NEGATIVE_RATE, "fn / (tp + fn)", positive);
    rate(rates, ConfusionRate.PRECISION, "tp / (tp + fp)", saidPositive);
    rate(rates, ConfusionRate.NEGATIVE_PREDICTIVE_VALUE, "tn / (tn + fn)", saidNegative);
    rate(rates, ConfusionRate.FALSE_DISCOVERY_RATE, "fp / (tp + fp)", saidPositive);
    rate(rates, ConfusionRate.FALSE_OMISSION_RATE, "fn / (tn + fn)", saidNegative);
    return rates;
  }

  private static void rate(
      Map<ConfusionRate, Metric> rates, ConfusionRate rate, String formula, String undefined) {
    Metric metric = quality(rate.metric(), Scale.SHARE, formula, undefined).tolerating(0.05);
    Metric.Direction direction =
        rate == ConfusionRate.SELECTION_RATE
            ? Metric.Direction.NEITHER
            : rate.higherIsBetter() ? HIGHER_IS_BETTER : LOWER_IS_BETTER;
    rates.put(rate, metric.best(direction));
  }

  private static List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    all.add(LABEL_RATE);
    all.addAll(List.of(TRUE_POSITIVES, FALSE_POSITIVES, FALSE_NEGATIVES, TRUE_NEGATIVES));
    all.addAll(RATES.values());
    all.addAll(
        List.of(F1, BALANCED_ACCURACY, MATTHEWS_CORRELATION, GENERALIZED_ENTROPY, THEIL_INDEX));
    return List.copyOf(all);
  }

  /** For a model whose feedback is all there is. */
  static void addOutcome(Outcomes outcomes, Measurements to) {
    to.rate(LABEL_RATE, outcomes.labels(), outcomes.weight());
  }

  static void add(Outcomes outcomes, Measurements to) {
    addOutcome(outcomes, to);
    BinaryConfusion confusion = outcomes.confusion();
    long n = confusion.n();
    to.count(TRUE_POSITIVES, confusion.tp(), n);
    to.count(FALSE_POSITIVES, confusion.fp(), n);
    to.count(FALSE_NEGATIVES, confusion.fn(), n);
    to.count(TRUE_NEGATIVES, confusion.tn(), n);
    RATES.forEach((rate, metric) -> to.rate(metric, outcomes.rate(rate), outcomes.weight()));
    to.value(F1, confusion.f1(), n);
    to.value(BALANCED_ACCURACY, confusion.balancedAccuracy(), n);
    to.value(MATTHEWS_CORRELATION, confusion.matthewsCorrelation(), n);
    to.value(MulticlassMeasures.KAPPA, kappa(confusion), n);
    to.value(GENERALIZED_ENTROPY, GeneralizedEntropy.orderTwo(confusion), n);
    to.value(THEIL_INDEX, GeneralizedEntropy.theil(confusion), n);
  }

  private static OptionalDouble kappa(BinaryConfusion confusion) {
    long[][] matrix = {
      {confusion.tn(), confusion.fp()},
      {confusion.fn(), confusion.tp()}
    };
    return MulticlassConfusion.of(matrix, matrix.length).kappa();
  }
}
