package io.evenkeel.summary;

import java.util.List;

/**
 * Everything the layout of a summary depends on.
 *
 * @param classes number of classes, 0 for a regression
 * @param positive index of the class that probabilities are about, for a binary task
 * @param multiclass whether every class has its own score bins
 * @param estimated whether sums for estimated performance are kept
 * @param residualCells cells of the histogram of a regression's errors, {@link ErrorCells#COUNT},
 *     or 0 for none and none of its predictions
 * @param features how each feature is counted
 */
public record SummaryShape(
    int classes,
    int positive,
    boolean multiclass,
    boolean estimated,
    int residualCells,
    List<FeatureShape> features) {
  public SummaryShape {
    features = List.copyOf(features);
    if (residualCells != 0 && (classes != 0 || residualCells != ErrorCells.COUNT)) {
      throw new IllegalArgumentException(
          "a regression has " + ErrorCells.COUNT + " residual cells or none, got " + residualCells);
    }
    if (classes < 0 || classes == 1) {
      throw new IllegalArgumentException("classes must be 0 or at least 2, got " + classes);
    }
  }
}
