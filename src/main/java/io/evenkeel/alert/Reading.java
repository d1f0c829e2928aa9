package io.evenkeel.alert;

import java.util.Arrays;

/**
 * What one pane says to one stream: the sums of the slice, followed by those of its reference group
 * if it is compared with one. Readings of several panes pool by adding. Immutable.
 *
 * <p>Its design effect, at least 1, is by how much records of one entity over-count in it.
 */
final class Reading {
  private final double[] sums;
  private final int own;
  private final String problem;
  private final double designEffect;

  private Reading(double[] sums, int own, String problem, double designEffect) {
    this.sums = sums;
    this.own = own;
    this.problem = problem;
    this.designEffect = designEffect;
  }

  static Reading of(double[] own) {
    return new Reading(own, own.length, "", 1);
  }

  static Reading of(double[] own, double[] reference) {
    double[] both = Arrays.copyOf(own, own.length + reference.length);
    System.arraycopy(reference, 0, both, own.length, reference.length);
    return new Reading(both, own.length, "", 1);
  }

  /** A pane that must not be judged, and why. */
  static Reading unusable(String problem) {
    return new Reading(new double[0], 0, problem, 1);
  }

  /** The same, of records that over-count by so much. */
  Reading withDesignEffect(double effect) {
    return new Reading(sums, own, problem, effect);
  }

  double designEffect() {
    return designEffect;
  }

  /** Why this pane must not be judged; empty when it may. */
  String problem() {
    return problem;
  }

  /** All sums, as a copy. */
  double[] sums() {
    return sums.clone();
  }

  double[] own() {
    return Arrays.copyOf(sums, own);
  }

  double[] reference() {
    return Arrays.copyOfRange(sums, own, sums.length);
  }
}
