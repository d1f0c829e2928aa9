package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;

/** Reads counts of classes and labels from a summary. */
final class Counts {
  private Counts() {}

  /**
   * The 2 x 2 counts {tp, fp, fn, tn} of one class against the rest. Labels that are not in the
   * list and predictions that are missing count nowhere; a predicted label that is not in the list
   * is a prediction of "not this class".
   */
  static long[] binary(SliceSummary summary, int block, int label) {
    long[][] matrix = summary.confusion(block);
    int classes = summary.layout().classes();
    long[] counts = new long[4];
    for (int actual = 0; actual < classes; actual++) {
      for (int predicted = 0; predicted <= classes; predicted++) {
        int at = actual == label ? (predicted == label ? 0 : 2) : predicted == label ? 1 : 3;
        counts[at] += matrix[actual][predicted];
      }
    }
    return counts;
  }

  /** {right, all} over all classes, under the same rule. */
  static double[] accuracy(SliceSummary summary, int block) {
    long[][] matrix = summary.confusion(block);
    int classes = summary.layout().classes();
    double right = 0;
    double all = 0;
    for (int actual = 0; actual < classes; actual++) {
      right += matrix[actual][actual];
      for (int predicted = 0; predicted <= classes; predicted++) {
        all += matrix[actual][predicted];
      }
    }
    return new double[] {right, all};
  }

  /** {predicted as the class, predicted at all}. */
  static double[] selected(SliceSummary summary, int label) {
    long[] predicted = summary.predicted();
    double all = 0;
    for (int p = 0; p < predicted.length - 1; p++) {
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

  /** The first {@code bins} score bins, merged from the finer ones in the summary. */
  static long[] scores(SliceSummary summary, int bins) {
    long[] fine = summary.scoreCounts();
    long[] coarse = new long[bins];
    int factor = fine.length / bins;
    for (int i = 0; i < fine.length; i++) {
      coarse[i / factor] += fine[i];
    }
    return coarse;
  }
}
