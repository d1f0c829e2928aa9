package io.evenkeel.proxy;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.NormalInterval;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.statistics.ProxyBounds;
import io.evenkeel.statistics.ProxyModel;
import io.evenkeel.statistics.ProxyRates;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a group gets whose members are known by their proxies only: an estimate, never measured.
 *
 * @param rate share of favourable outcomes, each record weighted by P(member | proxy cell) (Chen et
 *     al. 2019)
 * @param others the same of everybody else
 * @param bounds sharp bounds of the gap, whoever the members in each cell are (Kallus, Mao and Zhou
 *     2022)
 * @param interval the bounds widened by the sampling error of the outcomes, at the 95 % level; the
 *     error of the learned memberships is not in it
 * @param n records behind it
 */
public record GroupEstimate(
    double rate, double others, Interval bounds, Interval interval, long n) {

  /** The group's rate less that of everybody else. */
  public double gap() {
    return rate - others;
  }

  /**
   * The estimate; undefined when nobody can be a member, or everybody must.
   *
   * @param group index of the group in the model
   * @param judged records with an outcome by proxy cell
   * @param favourable favourable ones of these
   */
  public static Optional<GroupEstimate> of(
      ProxyModel model, int group, double[] judged, double[] favourable) {
    double[] membership = new double[judged.length];
    Arrays.setAll(membership, cell -> model.probability(cell, group));
    return of(membership, judged, favourable);
  }

  /** The same from P(member) by proxy cell. */
  static Optional<GroupEstimate> of(double[] membership, double[] judged, double[] favourable) {
    double[] rates = new double[judged.length];
    double n = 0;
    ProxyRates own = ProxyRates.EMPTY;
    ProxyRates rest = ProxyRates.EMPTY;
    for (int cell = 0; cell < judged.length; cell++) {
      double p = membership[cell];
      rates[cell] = judged[cell] > 0 ? Math.min(1, favourable[cell] / judged[cell]) : 0;
      n += judged[cell];
      own = own.plus(sums(p, judged[cell], favourable[cell]));
      rest = rest.plus(sums(1 - p, judged[cell], favourable[cell]));
    }
    Optional<Interval> bounds = ProxyBounds.of(judged, membership, rates);
    if (bounds.isEmpty() || own.weighted().isEmpty() || rest.weighted().isEmpty()) {
      return Optional.empty();
    }
    double below = error(judged, favourable, membership, rates, own, rest, true);
    double above = error(judged, favourable, membership, rates, own, rest, false);
    Interval sharp = bounds.get();
    double lower = NormalInterval.around(sharp.lower(), below, ProxyFinding.ALPHA).lower();
    double upper = NormalInterval.around(sharp.upper(), above, ProxyFinding.ALPHA).upper();
    return Optional.of(
        new GroupEstimate(
            own.weighted().getAsDouble(),
            rest.weighted().getAsDouble(),
            sharp,
            new Interval(lower, upper).clamped(-1, 1),
            Math.round(n)));
  }

  private static ProxyRates sums(double probability, double judged, double favourable) {
    return new ProxyRates(probability * judged, probability * favourable, Proportion.EMPTY);
  }

  /** Standard error of a bound from that of the outcome rate in every cell, by its slope there. */
  private static double error(
      double[] judged,
      double[] favourable,
      double[] membership,
      double[] rates,
      ProxyRates own,
      ProxyRates rest,
      boolean lower) {
    double variance = 0;
    for (int cell = 0; cell < judged.length; cell++) {
      if (judged[cell] > 0) {
        double p = membership[cell];
        double q = rates[cell];
        boolean moves = lower ? p + q > 1 : q < p;
        double slope =
            judged[cell] * ((moves ? 1 / own.weight() + 1 / rest.weight() : 0) - 1 / rest.weight());
        double smooth = (favourable[cell] + 0.5) / (judged[cell] + 1);
        variance += slope * slope * smooth * (1 - smooth) / judged[cell];
      }
    }
    return Math.sqrt(variance);
  }
}
