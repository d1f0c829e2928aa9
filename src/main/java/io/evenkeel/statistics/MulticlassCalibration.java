package io.evenkeel.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Calibration of a multiclass classifier by binary diagrams. Top label: the largest probability of
 * a record against whether that class was right. Classwise: one diagram per class, probability of
 * the class against whether the record was of it (Kull et al. 2019).
 */
public final class MulticlassCalibration {

  private MulticlassCalibration() {}

  /** The class with the largest probability; the lowest index when several share it. */
  public static int topLabel(double[] probabilities) {
    int top = 0;
    for (int label = 1; label < probabilities.length; label++) {
      if (probabilities[label] > probabilities[top]) {
        top = label;
      }
    }
    return top;
  }

  /** Mean over the classes of the expected calibration error; undefined without records. */
  public static OptionalDouble classwiseError(List<ReliabilityBins> classes) {
    double sum = 0;
    for (ReliabilityBins diagram : classes) {
      OptionalDouble error = diagram.expectedCalibrationError();
      if (error.isEmpty()) {
        return error;
      }
      sum += error.getAsDouble();
    }
    return classes.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / classes.size());
  }
}
