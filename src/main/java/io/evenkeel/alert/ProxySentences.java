package io.evenkeel.alert;

import java.util.Locale;

/** Writes what is found of a feature as a proxy. */
final class ProxySentences {
  private ProxySentences() {}

  /** The sentence of a gap that is estimated through proxies. */
  static String of(Target target, EstimatedGapMeasure estimated, Effect effect) {
    Double own = effect.own();
    Double other = effect.other();
    Double lower = effect.lower();
    Double upper = effect.upper();
    return String.format(
        Locale.ROOT,
        "Estimated, not measured: the favourable outcome of %s, known by %s only, is about %.1f %%"
            + " against %.1f %% of everybody else; whoever the members are, the gap lies between"
            + " %.1f and %.1f points, tolerance %s.",
        estimated.group(),
        estimated.proxies(),
        100 * (own == null ? 0 : own),
        100 * (other == null ? 0 : other),
        100 * (lower == null ? -1 : lower),
        100 * (upper == null ? 1 : upper),
        Sentences.plain(100 * target.check().tolerance()));
  }

  /** The sentence of an outcome gap along a feature. */
  static String of(Target target, ProxyMeasure proxy, Effect effect, double value) {
    Double inside = effect.own();
    Double outside = effect.other();
    String tolerance = Sentences.plain(100 * target.check().tolerance());
    String outcome =
        proxy.isOfNumbers()
            ? String.format(
                Locale.ROOT,
                "predictions average %.4g where it leans to the group against %.4g elsewhere: %.3f"
                    + " standard deviations %s%s, tolerance %s",
                inside,
                outside,
                Math.abs(value),
                value < 0 ? "less" : "more",
                Sentences.interval(effect, value < 0 ? -1 : 1, "%.3f"),
                Sentences.plain(target.check().tolerance()))
            : String.format(
                Locale.ROOT,
                "the favourable outcome is %.1f %% where it leans to the group against %.1f %%"
                    + " elsewhere: %s, tolerance %s",
                100 * (inside == null ? 0 : inside),
                100 * (outside == null ? 0 : outside),
                Sentences.points(effect, value, "more", "less", ""),
                tolerance);
    return target.key().feature()
        + " as a proxy of "
        + proxy.attribute()
        + ": "
        + effect.detail()
        + "; "
        + outcome
        + ".";
  }
}
