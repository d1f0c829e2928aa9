package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.simulation.CalibrationTable.Distortion;
import io.evenkeel.evidence.simulation.DriftTable.Course;
import io.evenkeel.evidence.simulation.GapTable.Truth;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A truth within the tolerance, under which every alert is false; {@code column} is the detector's
 * rule.
 */
record Quiet(String name, int panes, int column, IntFunction<Trial<?>> trial) {
  /** False alarms per 1,000 panes of every rule. */
  List<Measured> measure(int runs) {
    return trial.apply(runs).falseAlarms(panes);
  }

  static List<Quiet> drift() {
    return List.of(
        drift("50 exact null", 50, Course.shift(0)),
        drift("200 exact null", 200, Course.shift(0)),
        drift("500 exact null", 500, Course.shift(0)),
        drift("5000 exact null", 5000, Course.shift(0)),
        drift("500 benign shift 0.1 sd", 500, Course.shift(0.1)),
        drift("5000 benign shift 0.1 sd", 5000, Course.shift(0.1)),
        drift("5000 season +-0.15 sd", 5000, Course.season(0.15)));
  }

  static List<Quiet> gap() {
    return List.of(
        gap("10/40 equal", 10, 40, Truth.of(0)),
        gap("50/200 equal", 50, 200, Truth.of(0)),
        gap("50/200 gap .05 (edge)", 50, 200, Truth.of(-0.05)),
        gap("200/800 equal", 200, 800, Truth.of(0)),
        gap("200/800 gap .03 + season", 200, 800, new Truth(-0.03, 0.1)),
        gap("1000/4000 gap .03", 1000, 4000, Truth.of(-0.03)),
        gap("1000/4000 gap .05 (edge)", 1000, 4000, Truth.of(-0.05)));
  }

  static List<Quiet> calibration() {
    return List.of(
        calibration("50 calibrated", 50, Distortion.NONE),
        calibration("200 calibrated", 200, Distortion.NONE),
        calibration("500 calibrated", 500, Distortion.NONE),
        calibration("5000 calibrated", 5000, Distortion.NONE),
        calibration("500 logit +0.08", 500, new Distortion(0.08, 1)),
        calibration("5000 logit +0.08", 5000, new Distortion(0.08, 1)));
  }

  private static Quiet drift(String name, int n, Course course) {
    return new Quiet(
        name, 1000, DriftTable.EVIDENCE, runs -> DriftTable.trial(n, course, course, runs));
  }

  private static Quiet gap(String name, int na, int nr, Truth truth) {
    return new Quiet(
        name, 1000, GapTable.EVIDENCE, runs -> GapTable.trial(na, nr, truth, truth, runs));
  }

  private static Quiet calibration(String name, int n, Distortion distortion) {
    return new Quiet(
        name,
        1000,
        CalibrationTable.EVIDENCE,
        runs -> CalibrationTable.trial(n, distortion, distortion, runs));
  }
}
