package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Check;
import io.evenkeel.monitor.Classes;
import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.Hellinger;
import io.evenkeel.statistics.JensenShannon;
import io.evenkeel.statistics.KolmogorovSmirnov;
import io.evenkeel.statistics.KullbackLeibler;
import io.evenkeel.statistics.LInfinity;
import io.evenkeel.statistics.PopulationStabilityIndex;
import io.evenkeel.summary.RegressionSums;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The metrics without an interval, by name: only fixed limits are judged on them. */
final class NumberMetrics {
  private NumberMetrics() {}

  /** The number of this name, or null when there is none that decisions may read. */
  static @Nullable NumberMeasure find(Check check, Plan plan, int feature) {
    String metric = check.metric();
    return switch (metric) {
      case "count" ->
          new NumberMeasure(
              false,
              Bad.LOWER,
              NumberMeasure.FIRST,
              (s, block) -> new double[] {s.n()},
              (c, r) -> compared(c[0], r));
      case "labelled_count" ->
          new NumberMeasure(
              true,
              Bad.LOWER,
              NumberMeasure.FIRST,
              (s, block) -> new double[] {s.labelled(block)},
              (c, r) -> compared(c[0], r));
      case "population_stability_index",
          "jensen_shannon_distance",
          "jensen_shannon_divergence",
          "kullback_leibler_divergence",
          "kolmogorov_smirnov",
          "hellinger_distance",
          "l_infinity_distance" ->
          feature < 0 ? null : distance(check, feature);
      case "mean_absolute_error", "mean_squared_error", "root_mean_squared_error", "mean_error" ->
          plan.monitor().classes() == null ? error(metric, plan) : null;
      default -> quality(metric, plan);
    };
  }

  private static OptionalDouble compared(double value, double @Nullable [] reference) {
    return OptionalDouble.of(reference == null ? value : value - reference[0]);
  }

  private static NumberMeasure distance(Check check, int feature) {
    return new NumberMeasure(
        false,
        Bad.HIGHER,
        NumberMeasure.ALL,
        (summary, block) -> ShiftMeasure.doubles(summary.featureCells(feature)),
        (cells, reference) -> {
          if (reference == null) {
            return OptionalDouble.empty();
          }
          long[] p = Arrays.stream(cells).mapToLong(Math::round).toArray();
          long[] q = Arrays.stream(reference).mapToLong(Math::round).toArray();
          return switch (check.metric()) {
            case "population_stability_index" -> stability(check, q, p);
            case "jensen_shannon_distance" -> JensenShannon.distanceBase2(q, p);
            case "jensen_shannon_divergence" -> JensenShannon.divergence(q, p);
            case "kullback_leibler_divergence" -> KullbackLeibler.of(q, p);
            case "kolmogorov_smirnov" ->
                KolmogorovSmirnov.ofBins(q, p).stream()
                    .mapToDouble(KolmogorovSmirnov::lower)
                    .findFirst();
            case "hellinger_distance" -> Hellinger.of(q, p);
            default -> LInfinity.of(q, p);
          };
        });
  }

  /** Panes too small for the limit are not judged: the index is large in them without any drift. */
  private static OptionalDouble stability(Check check, long[] reference, long[] current) {
    long n = Arrays.stream(current).sum();
    long m = Arrays.stream(reference).sum();
    return check.tolerance() > 0
            && !PopulationStabilityIndex.canJudge(check.tolerance(), reference.length, n, m)
        ? OptionalDouble.empty()
        : PopulationStabilityIndex.of(reference, current);
  }

  private static @Nullable NumberMeasure quality(String metric, Plan plan) {
    Classes classes = plan.monitor().classes();
    if (classes == null) {
      return null;
    }
    int positive = classes.positiveIndex();
    int favourable = classes.favourableIndex();
    return switch (metric) {
      case "matthews_correlation" ->
          ofMatrix(positive, Bad.LOWER, BinaryConfusion::matthewsCorrelation);
      case "true_positives" ->
          ofMatrix(positive, Bad.EITHER, c -> OptionalDouble.of((double) c.tp()));
      case "false_positives" ->
          ofMatrix(positive, Bad.EITHER, c -> OptionalDouble.of((double) c.fp()));
      case "true_negatives" ->
          ofMatrix(positive, Bad.EITHER, c -> OptionalDouble.of((double) c.tn()));
      case "false_negatives" ->
          ofMatrix(positive, Bad.EITHER, c -> OptionalDouble.of((double) c.fn()));
      case "average_odds_difference" -> odds(favourable, (fpr, tpr) -> (fpr + tpr) / 2);
      case "average_absolute_odds_difference" ->
          odds(favourable, (fpr, tpr) -> (Math.abs(fpr) + Math.abs(tpr)) / 2);
      case "equalized_odds_difference" ->
          odds(favourable, (fpr, tpr) -> Math.max(Math.abs(fpr), Math.abs(tpr)));
      default -> null;
    };
  }

  private static NumberMeasure ofMatrix(
      int label, Bad bad, Function<BinaryConfusion, OptionalDouble> value) {
    return new NumberMeasure(
        true,
        bad,
        NumberMeasure.ALL,
        matrix(label),
        (own, other) -> {
          OptionalDouble mine = value.apply(confusion(own));
          OptionalDouble theirs =
              other == null ? OptionalDouble.of(0) : value.apply(confusion(other));
          return mine.isEmpty() || theirs.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(mine.getAsDouble() - theirs.getAsDouble());
        });
  }

  private interface Odds {
    double of(double falsePositives, double truePositives);
  }

  private static NumberMeasure odds(int label, Odds odds) {
    return new NumberMeasure(
        true,
        Bad.EITHER,
        NumberMeasure.ALL,
        matrix(label),
        (own, other) -> {
          if (other == null) {
            return OptionalDouble.empty();
          }
          BinaryConfusion a = confusion(own);
          BinaryConfusion b = confusion(other);
          boolean known =
              a.positives() > 0 && a.negatives() > 0 && b.positives() > 0 && b.negatives() > 0;
          return known
              ? OptionalDouble.of(
                  odds.of(
                      (double) a.fp() / a.negatives() - (double) b.fp() / b.negatives(),
                      (double) a.tp() / a.positives() - (double) b.tp() / b.positives()))
              : OptionalDouble.empty();
        });
  }

  private static NumberMeasure.Counter matrix(int label) {
    return (SliceSummary summary, int block) ->
        ShiftMeasure.doubles(Counts.binary(summary, block, label));
  }

  private static BinaryConfusion confusion(double[] c) {
    return new BinaryConfusion(
        Math.round(c[0]), Math.round(c[1]), Math.round(c[2]), Math.round(c[3]));
  }

  private static NumberMeasure error(String metric, Plan plan) {
    return new NumberMeasure(
        true,
        metric.equals("mean_error") ? Bad.EITHER : Bad.HIGHER,
        NumberMeasure.FIRST,
        (summary, block) -> {
          RegressionSums sums =
              summary.regression(
                  block == SummaryLayout.ALL ? SummaryLayout.ALL : SummaryLayout.MATURE,
                  plan.values());
          return new double[] {sums.n(), sums.absoluteError(), sums.errorSquare(), sums.error()};
        },
        (own, other) -> {
          OptionalDouble mine = error(metric, own);
          OptionalDouble theirs = other == null ? OptionalDouble.of(0) : error(metric, other);
          return mine.isEmpty() || theirs.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(mine.getAsDouble() - theirs.getAsDouble());
        });
  }

  private static OptionalDouble error(String metric, double[] sums) {
    if (sums[0] <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (metric) {
          case "mean_absolute_error" -> sums[1] / sums[0];
          case "mean_squared_error" -> sums[2] / sums[0];
          case "root_mean_squared_error" -> Math.sqrt(sums[2] / sums[0]);
          default -> sums[3] / sums[0];
        });
  }
}
