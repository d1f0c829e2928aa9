package io.evenkeel.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Conditional demographic disparity (Wachter, Mittelstadt and Russell 2020; Clarify's CDDPL):
 * within each stratum the share of the facet among the rejected minus its share among the accepted,
 * averaged with the number of records as weight. -1 to 1, above 0 = the facet is rejected more than
 * accepted. It answers Simpson's paradox: the strata hold fixed what legitimately differs.
 */
public final class ConditionalDemographicDisparity {

  private ConditionalDemographicDisparity() {}

  /**
   * Accepted out of all, of the facet and of the other records, in one stratum.
   *
   * @param facet acceptances of the sensitive facet
   * @param others acceptances of everybody else
   */
  public record Stratum(Proportion facet, Proportion others) {

    /** The disparity within this stratum; undefined when nobody was accepted, or rejected. */
    public OptionalDouble disparity() {
      return PairwiseFairness.minus(
          share(facet.complement(), others.complement()), share(facet, others));
    }

    private static OptionalDouble share(Proportion facet, Proportion others) {
      return new Proportion(facet.successes(), facet.successes() + others.successes()).value();
    }

    private long n() {
      return facet.trials() + others.trials();
    }
  }

  /** The weighted mean over the strata whose disparity is defined; undefined if none is. */
  public static OptionalDouble of(List<Stratum> strata) {
    double sum = 0;
    double weight = 0;
    for (Stratum stratum : strata) {
      OptionalDouble disparity = stratum.disparity();
      if (disparity.isPresent()) {
        sum += stratum.n() * disparity.getAsDouble();
        weight += stratum.n();
      }
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
  }
}
