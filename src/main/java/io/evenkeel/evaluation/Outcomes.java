package io.evenkeel.evaluation;

import io.evenkeel.statistics.BinaryConfusion;
import io.evenkeel.statistics.ConfusionRate;
import io.evenkeel.statistics.Proportion;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;

/**
 * What one slice says of one class against the rest, in counts: what every rate and gap is made of.
 *
 * <p>In a binary task predictions and labels outside the two classes are left out, so that every
 * count is about something known; with more classes they are errors. Either way they are counted
 * among the input measures.
 *
 * @param selected predictions of the class among predictions
 * @param labels labels of the class among labels
 * @param confusion predictions against labels, the class being the positive one
 * @param correct right ones among predictions that have a label, over all classes
 * @param n predictions
 * @param rows records
 * @param labelled predictions with a label
 */
record Outcomes(
    Proportion selected,
    Proportion labels,
    BinaryConfusion confusion,
    Proportion correct,
    long n,
    long rows,
    long labelled) {

  /** The counts of {@code summary} for the class with index {@code label}. */
  static Outcomes of(SliceSummary summary, int label) {
    int classes = summary.layout().classes();
    long[] predicted = summary.predicted();
    long known = 0;
    for (int c = 0; c < classes; c++) {
      known += predicted[c];
    }
    long[][] matrix = summary.confusion(SummaryLayout.ALL);
    // With several classes an unknown prediction or truth is one more class, and an error.
    int side = summary.layout().shape().multiclass() ? classes + 1 : classes;
    long labels = 0;
    long ofClass = 0;
    long judged = 0;
    long right = 0;
    long row = 0;
    long column = 0;
    for (int actual = 0; actual < side; actual++) {
      for (int cell = 0; cell < classes + 2; cell++) {
        long count = matrix[actual][cell];
        labels += actual < classes ? count : 0;
        ofClass += actual == label ? count : 0;
        if (cell < side) {
          judged += count;
          right += actual == cell && cell < classes ? count : 0;
          row += actual == label ? count : 0;
          column += cell == label ? count : 0;
        }
      }
    }
    long tp = matrix[label][label];
    return new Outcomes(
        new Proportion(predicted[label], known),
        new Proportion(ofClass, labels),
        new BinaryConfusion(tp, column - tp, row - tp, judged - row - column + tp),
        new Proportion(right, judged),
        summary.n(),
        summary.rows(),
        summary.labelled(SummaryLayout.ALL));
  }

  /** Everybody here who is not in {@code part}. */
  Outcomes minus(Outcomes part) {
    return new Outcomes(
        minus(selected, part.selected),
        minus(labels, part.labels),
        confusion.minus(part.confusion),
        minus(correct, part.correct),
        n - part.n,
        rows - part.rows,
        labelled - part.labelled);
  }

  private static Proportion minus(Proportion all, Proportion part) {
    return new Proportion(all.successes() - part.successes(), all.trials() - part.trials());
  }

  /** Mean weight of a record. */
  double weight() {
    return Weights.mean(n, rows);
  }

  /** The counts of a rate; the selection rate needs no labels, accuracy is over all classes. */
  Proportion rate(ConfusionRate rate) {
    return switch (rate) {
      case SELECTION_RATE -> selected;
      case BASE_RATE -> labels;
      case ACCURACY -> correct;
      default -> rate.of(confusion);
    };
  }
}
