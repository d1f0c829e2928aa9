package io.evenkeel.summary;

import io.evenkeel.summary.SummaryLayout.Regression;
import java.util.Arrays;

/**
 * Sums of a regression in natural units, centred on the scale's centre.
 *
 * @param n labelled predictions with both numbers
 * @param truth sum of (y - centre)
 * @param truthSquare sum of (y - centre)^2
 * @param predicted sum of (prediction - centre)
 * @param predictedSquare sum of (prediction - centre)^2
 * @param error sum of (prediction - y)
 * @param errorSquare sum of (prediction - y)^2
 * @param absoluteError sum of |prediction - y|
 * @param centre the centre that truths and predictions are taken from
 */
public record RegressionSums(
    long n,
    double truth,
    double truthSquare,
    double predicted,
    double predictedSquare,
    double error,
    double errorSquare,
    double absoluteError,
    double centre) {

  static RegressionSums of(SliceSummary summary, int block, Quantity scale) {
    double u = scale.unit();
    return new RegressionSums(
        n(summary, block),
        u * summary.regressionSum(block, Regression.TRUE_VALUE),
        u * u * summary.regressionSum(block, Regression.TRUE_SQUARE),
        u * summary.regressionSum(block, Regression.PREDICTED_VALUE),
        u * u * summary.regressionSum(block, Regression.PREDICTED_SQUARE),
        u * summary.regressionSum(block, Regression.ERROR),
        u * u * summary.regressionSum(block, Regression.ERROR_SQUARE),
        u * summary.regressionSum(block, Regression.ABSOLUTE_ERROR),
        scale.centre());
  }

  /** Labels whose prediction has no number are in no sum; the histogram of errors knows them. */
  private static long n(SliceSummary summary, int block) {
    boolean counted = block == SummaryLayout.ALL && summary.layout().shape().residualCells() > 0;
    return counted ? Arrays.stream(summary.errorCells()).sum() : summary.labelled(block);
  }
}
