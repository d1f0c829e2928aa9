package io.evenkeel.summary;

import io.evenkeel.observation.Observation;

/** Adds what a {@link JointBasis} sees of an event; its scratch space confines it to one thread. */
final class JointAdder {
  private final JointBasis basis;
  private final double[] standardised;
  private final double[] cosines;

  JointAdder(JointBasis basis) {
    this.basis = basis;
    this.standardised = new double[basis.dimensions()];
    this.cosines = new double[basis.waves()];
  }

  /** Adds an observation {@code w} times; a negative weight takes it away. */
  void add(long[] sums, SummaryLayout layout, Observation o, long w) {
    boolean complete = standardise(o, layout);
    basis.cosines(standardised, cosines);
    double squares = 0;
    for (int wave = 0; wave < cosines.length; wave++) {
      double cosine = cosines[wave];
      squares += cosine * cosine;
      sums[layout.joint + wave] += w * JointSums.units(cosine);
    }
    if (!complete) {
      sums[layout.jointIncomplete] += w;
    }
    long size = Math.abs(w);
    Wide.addProduct(sums, layout.jointWeightSquares, size, w);
    // The mean square of D cosines is at most 1: 2^20 units times a weight of at most 10^6.
    Wide.addProduct(sums, layout.jointSquares, JointSums.units(squares / cosines.length) * size, w);
    long error = JointSums.units(basis.reconstructionError(standardised));
    Wide.addProduct(sums, layout.jointError, error, w);
    Wide.addProduct(sums, layout.jointErrorSquares, error * w, error);
  }

  /** False when a value was missing. */
  private boolean standardise(Observation o, SummaryLayout layout) {
    boolean complete = true;
    for (int i = 0; i < standardised.length; i++) {
      int f = basis.feature(i);
      if (o.cells[f] == layout.shape().features().get(f).cells() - 1) {
        standardised[i] = 0;
        complete = false;
      } else if ((o.sides[f] & Observation.CLIPPED) != 0) {
        boolean above = (o.sides[f] & Observation.ABOVE) != 0;
        standardised[i] = above ? JointBasis.CLIP : -JointBasis.CLIP;
      } else {
        standardised[i] = basis.standardised(i, o.quantities[f]);
      }
    }
    return complete;
  }
}
