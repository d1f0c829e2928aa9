package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.simulation.CalibrationTable.Distortion;
import io.evenkeel.evidence.simulation.DriftTable.Course;
import io.evenkeel.evidence.simulation.GapTable.Truth;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A change with the mean detection delay that STATISTICS 5.5 publishes for the detector.
 *
 * @param name what changes, as in the table
 * @param published panes
 * @param column which rule is the detector's
 * @param limit panes after which a run counts as missed
 * @param trial the simulation of so many runs
 */
record Delay(String name, double published, int column, int limit, IntFunction<Trial<?>> trial) {
  /** Quiet panes before the change. */
  static final int QUIET = 100;

  List<Measured> measure(int runs) {
    return trial.apply(runs).delays(QUIET, limit);
  }

  static List<Delay> drift() {
    return List.of(
        drift("50, 0.5 sd", 13.7, 50, Course.shift(0.5)),
        drift("50, 1 sd", 1.7, 50, Course.shift(1)),
        drift("200, 0.5 sd", 4.0, 200, Course.shift(0.5)),
        drift("500, 0.35 sd", 31.4, 500, Course.shift(0.35)),
        drift("500, 0.5 sd", 2.0, 500, Course.shift(0.5)),
        drift("500, sd x1.5", 2.0, 500, Course.spread(1.5)),
        drift("5000, 0.35 sd", 3.8, 5000, Course.shift(0.35)),
        drift("5000, 0.5 sd", 1.0, 5000, Course.shift(0.5)),
        drift("5000, sd x1.5", 1.0, 5000, Course.spread(1.5)),
        drift("5000, ramp to 0.6 sd in 100 panes", 56, 5000, Course.ramp(0.6, 100)));
  }

  static List<Delay> gap() {
    return List.of(
        gap("10/40, -.10", 156, 10, 40, -0.10),
        gap("10/40, -.15", 40, 10, 40, -0.15),
        gap("10/40, -.25", 9.1, 10, 40, -0.25),
        gap("50/200, -.10", 34, 50, 200, -0.10),
        gap("50/200, -.15", 9.2, 50, 200, -0.15),
        gap("50/200, -.25", 2.4, 50, 200, -0.25),
        gap("200/800, -.10", 8.8, 200, 800, -0.10),
        gap("200/800, -.15", 2.9, 200, 800, -0.15),
        gap("200/800, -.25", 1.0, 200, 800, -0.25),
        gap("200/800, +.10", 10.8, 200, 800, 0.10),
        gap("200/800, +.15", 3.6, 200, 800, 0.15),
        gap("1000/4000, -.10", 2.4, 1000, 4000, -0.10),
        gap("1000/4000, -.15", 1.0, 1000, 4000, -0.15),
        gap("1000/4000, -.25", 1.0, 1000, 4000, -0.25));
  }

  static List<Delay> calibration() {
    return List.of(
        calibration("200, logit+0.8", 2.8, 200, new Distortion(0.8, 1)),
        calibration("500, logit+0.8", 1.3, 500, new Distortion(0.8, 1)),
        calibration("5000, logit+0.8", 1.0, 5000, new Distortion(0.8, 1)),
        calibration("50, slope 0.5", 20, 50, new Distortion(0, 0.5)),
        calibration("200, slope 0.5", 5.6, 200, new Distortion(0, 0.5)),
        calibration("500, slope 0.5", 2.5, 500, new Distortion(0, 0.5)),
        calibration("5000, slope 0.5", 1.0, 5000, new Distortion(0, 0.5)),
        calibration("200, logit+0.4", 20, 200, new Distortion(0.4, 1)),
        calibration("500, logit+0.4", 9.2, 500, new Distortion(0.4, 1)),
        calibration("5000, logit+0.4", 1.4, 5000, new Distortion(0.4, 1)));
  }

  private static Delay drift(String name, double published, int n, Course changed) {
    return new Delay(
        name,
        published,
        DriftTable.EVIDENCE,
        400,
        runs -> DriftTable.trial(n, Course.shift(0), changed, runs));
  }

  private static Delay gap(String name, double published, int na, int nr, double gap) {
    return new Delay(
        name,
        published,
        GapTable.EVIDENCE,
        1500,
        runs -> GapTable.trial(na, nr, Truth.of(0), Truth.of(gap), runs));
  }

  private static Delay calibration(String name, double published, int n, Distortion changed) {
    return new Delay(
        name,
        published,
        CalibrationTable.EVIDENCE,
        400,
        runs -> CalibrationTable.trial(n, Distortion.NONE, changed, runs));
  }
}
