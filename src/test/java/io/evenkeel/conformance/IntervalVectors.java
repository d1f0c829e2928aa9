package io.evenkeel.conformance;

import io.evenkeel.statistics.ClopperPearsonInterval;
import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.MultipleTesting;
import io.evenkeel.statistics.NewcombeInterval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.Robustness;
import io.evenkeel.statistics.TwoProportionTest;
import io.evenkeel.statistics.WilsonInterval;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The functions of intervals.json. */
final class IntervalVectors {

  private IntervalVectors() {}

  static void addTo(VectorFunctions functions) {
    functions.mergeable("proportion_interval", IntervalVectors::proportionInterval);
    functions.mergeable("two_proportions", IntervalVectors::twoProportions);
    functions.whole("multiple_testing", IntervalVectors::multipleTesting);
    functions.mergeable("robustness", IntervalVectors::robustness);
  }

  /** Successes and failures, divided and added as {@code split} says. */
  static Proportion proportion(long successes, long trials, Split split) {
    long[] counts = split.counts(new long[] {successes, trials - successes});
    return new Proportion(counts[0], Math.addExact(counts[0], counts[1]));
  }

  static double @Nullable [] ends(Optional<Interval> interval) {
    return interval.map(i -> new double[] {i.lower(), i.upper()}).orElse(null);
  }

  private static Outputs proportionInterval(Inputs in, Split split) {
    Proportion proportion = proportion(in.count("k"), in.count("n"), split);
    double alpha = in.number("alpha");
    return Outputs.of("estimate", proportion.value())
        .and("wilson", ends(WilsonInterval.of(proportion, alpha)))
        .and("clopper_pearson", ends(ClopperPearsonInterval.of(proportion, alpha)));
  }

  private static Outputs twoProportions(Inputs in, Split split) {
    Proportion group = proportion(in.count("k1"), in.count("n1"), split);
    Proportion reference = proportion(in.count("k2"), in.count("n2"), split);
    Optional<TwoProportionTest> test = TwoProportionTest.of(group, reference);
    return Outputs.of("difference", test.map(TwoProportionTest::difference).orElse(null))
        .and("newcombe", ends(NewcombeInterval.of(group, reference, in.number("alpha"))))
        .and("z", test.map(TwoProportionTest::z).orElse(null))
        .and("p_value", test.map(TwoProportionTest::pValue).orElse(null));
  }

  private static Outputs multipleTesting(Inputs in) {
    Outputs outputs = new Outputs();
    for (MultipleTesting method : MultipleTesting.values()) {
      boolean[] rejected = method.reject(in.numbers("p"), in.number("alpha"));
      outputs.and(
          method.name().toLowerCase(Locale.ROOT),
          Outputs.of("adjusted", method.adjust(in.numbers("p")))
              .and(
                  "reject",
                  IntStream.range(0, rejected.length).mapToObj(i -> rejected[i]).toList()));
    }
    return outputs;
  }

  private static Outputs robustness(Inputs in, Split split) {
    boolean[] clean = in.flags("clean_correct");
    boolean[] attacked = in.flags("attacked_correct");
    boolean[] changed = in.flags("prediction_changed");
    Robustness robustness =
        split.summarise(
            clean.length,
            part ->
                IntStream.of(part)
                    .mapToObj(i -> Robustness.ofRecord(clean[i], attacked[i], changed[i]))
                    .reduce(Robustness.EMPTY, Robustness::plus),
            Robustness::plus);
    return Outputs.of("clean_accuracy", rate(robustness.cleanAccuracy()))
        .and("robust_accuracy", rate(robustness.robustAccuracy()))
        .and("attack_success_rate", rate(robustness.attackSuccessRate()))
        .and("flip_rate", rate(robustness.flipRate()));
  }

  private static Outputs rate(Proportion proportion) {
    return Outputs.of("k", proportion.successes())
        .and("n", proportion.trials())
        .and("estimate", proportion.value())
        .and("wilson", ends(WilsonInterval.of(proportion, 0.05)));
  }
}
