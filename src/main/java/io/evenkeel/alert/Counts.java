package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;

/**
 * Reads counts of classes and labels from a summary.
 *
 * <p>In a binary task predictions and labels outside the two classes are left out; with more
 * classes they are errors. Missing predictions count nowhere.
 */
final class Counts {
  private Counts() {}

  /** The 2 x 2 counts {tp, fp, fn, tn} of one class against the rest. */
  static long[] binary(SliceSummary summary, int block, int label) {
    long[][] matrix = summary.confusion(block);
    int side = side(summary);
    long[] counts = new long[4];
    for (int actual = 0; actual < side; actual++) {
      for (int predicted = 0; predicted < side; predicted++) {
        int at = actual == label ? (predicted == label ? 0 : 2) : predicted == label ? 1 : 3;
        counts[at] += matrix[actual][predicted];
      }
    }
    return counts;
  }

  /** {right, all} over all classes. */
  static double[] accuracy(SliceSummary summary, int block) {
    long[][] matrix = summary.confusion(block);
    int side = side(summary);
    double right = 0;
    double all = 0;
    for (int actual = 0; actual < side; actual++) {
      right += actual < summary.layout().classes() ? matrix[actual][actual] : 0;
      for (int predicted = 0; predicted < side; predicted++) {
        all += matrix[actual][predicted];
      }
    }
    return new double[] {right, all};
  }

  /** With several classes an unknown prediction or truth is one more class. */
  private static int side(SliceSummary summary) {
    int classes = summary.layout().classes();
    return summary.layout().shape().multiclass() ? classes + 1 : classes;
  }

  /** {predicted as the class, predicted as any class in the list}. */
  static double[] selected(SliceSummary summary, int label) {
    long[] predicted = summary.predicted();
    double all = 0;
    for (int p = 0; p < summary.layout().classes(); p++) {
      all += predicted[p];
    }
    return new double[] {predicted[label], all};
  }

  /** True labels by class; the last cell holds those that are not in the list. */
  static long[] labels(SliceSummary summary, int block) {
    long[][] matrix = summary.confusion(block);
    long[] counts = new long[matrix.length];
    for (int actual = 0; actual < matrix.length; actual++) {
      for (long count : matrix[actual]) {
        counts[actual] += count;
      }
    }
    return counts;
  }

  /** {of the class, of any class in the list}. */
  static double[] labelled(SliceSummary summary, int block, int label) {
    long[] labels = labels(summary, block);
    double all = 0;
    for (int actual = 0; actual < labels.length - 1; actual++) {
      all += labels[actual];
    }
    return new double[] {labels[label], all};
  }
}
