package io.evenkeel.evidence;

import java.util.Arrays;

/**
 * The distributions within total variation {@code tolerance} of the reference proportions, and the
 * reverse information projection of a distribution on them: its likelihood ratios, clipped (Huber
 * 1965). O(B log B) for B cells.
 */
public final class TotalVariationBall {
  private TotalVariationBall() {}

  /**
   * Projects {@code p} on the ball around {@code reference}; both are proportions over the same
   * cells. A cell with no reference mass has an infinite ratio before clipping.
   */
  public static Projection project(double[] p, double[] reference, double tolerance) {
    if (p.length != reference.length) {
      throw new IllegalArgumentException("cells differ: " + p.length + " and " + reference.length);
    }
    double[] ratios = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      ratios[i] = ratio(p[i], reference[i]);
    }
    int[] descending = descendingOrder(ratios);
    double upper = upperClip(p, reference, tolerance, descending);
    if (upper <= 1.0) {
      Arrays.fill(ratios, 1.0);
      return new Projection(p.clone(), ratios, true);
    }
    double lower = lowerClip(p, reference, tolerance, descending);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = Math.min(Math.max(ratios[i], lower), upper);
    }
    return new Projection(p.clone(), ratios, false);
  }

  private static double ratio(double p, double q) {
    if (q == 0) {
      return p > 0 ? Double.POSITIVE_INFINITY : 1.0;
    }
    return p / q;
  }

  private static double upperClip(double[] p, double[] q, double tolerance, int[] descending) {
    double mass = 0.0;
    double referenceMass = 0.0;
    double bound = 0.0;
    for (int cell : descending) {
      mass += p[cell];
      referenceMass += q[cell];
      double room = referenceMass + tolerance;
      bound = Math.max(bound, room > 0 ? mass / room : Double.POSITIVE_INFINITY);
    }
    return bound;
  }

  private static double lowerClip(double[] p, double[] q, double tolerance, int[] descending) {
    double mass = 0.0;
    double referenceMass = 0.0;
    double bound = Double.POSITIVE_INFINITY;
    for (int i = descending.length - 1; i >= 0; i--) {
      mass += p[descending[i]];
      referenceMass += q[descending[i]];
      if (referenceMass > tolerance) {
        bound = Math.min(bound, mass / (referenceMass - tolerance));
      }
    }
    return bound;
  }

  /** Insertion sort: cells are few, and boxing them would cost more than the comparisons. */
  private static int[] descendingOrder(double[] ratios) {
    int[] order = new int[ratios.length];
    for (int i = 0; i < order.length; i++) {
      int j = i;
      while (j > 0 && ratios[order[j - 1]] < ratios[i]) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = i;
    }
    return order;
  }

  /** A distribution with its clipped likelihood ratios against its projection; immutable. */
  public static final class Projection {
    private final double[] p;
    private final double[] ratios;
    private final boolean inside;

    private Projection(double[] p, double[] ratios, boolean inside) {
      this.p = p;
      this.ratios = ratios;
      this.inside = inside;
    }

    /** Whether the distribution lies in the ball; then every ratio is exactly 1. */
    public boolean inside() {
      return inside;
    }

    /** The clipped likelihood ratio of a cell, distribution over projection. */
    public double ratio(int cell) {
      return ratios[cell];
    }

    /** The clipped likelihood ratios, as a copy. */
    public double[] ratios() {
      return ratios.clone();
    }

    /** The projection itself, as a copy. */
    public double[] point() {
      double[] point = new double[p.length];
      for (int i = 0; i < point.length; i++) {
        point[i] = inside ? p[i] : p[i] / ratios[i];
      }
      return point;
    }

    /** {@code sum c ln ratio}: the log likelihood ratio of counts; exactly 0 when inside. */
    public double logLikelihoodRatio(double[] counts) {
      if (inside) {
        return 0.0;
      }
      double sum = 0.0;
      for (int i = 0; i < counts.length; i++) {
        sum += Likelihood.xLogY(counts[i], ratios[i]);
      }
      return sum;
    }
  }
}
