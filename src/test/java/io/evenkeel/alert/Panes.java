package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.event.Stage;
import io.evenkeel.observation.Observation;
import io.evenkeel.summary.LabelArrival;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the summaries of one pane from groups of equal records. */
final class Panes {
  static final Series SERIES = new Series("loans", "1", Stage.PRODUCTION);
  static final long HOUR = 3_600_000;
  static final int NO_LABEL = -1;

  private final Plan plan;
  private final SortedMap<String, SliceAccumulator> slices = new TreeMap<>();
  private boolean mature = true;
  private double score = Double.NaN;
  private int[] cells = new int[0];

  private Panes(Plan plan) {
    this.plan = plan;
  }

  static Panes of(Plan plan) {
    return new Panes(plan);
  }

  /** Labels added from here on came too late for decisions. */
  Panes lateLabels() {
    mature = false;
    return this;
  }

  Panes score(double probability) {
    score = probability;
    return this;
  }

  Panes cells(int... cellOfFeature) {
    cells = cellOfFeature;
    return this;
  }

  /** Adds {@code count} equal records; attributes in the order of the monitor's slices. */
  Panes add(int count, int predicted, int actual, String... attributes) {
    Observation record = new Observation();
    record.reset(attributes.length, plan.features().size(), 0);
    record.predicted = predicted;
    record.score = score;
    record.attributes = attributes;
    System.arraycopy(cells, 0, record.cells, 0, cells.length);
    LabelArrival label = new LabelArrival(actual, Double.NaN, 0, 1000, mature, false);
    for (String slice : plan.slicer().slices(attributes)) {
      SliceAccumulator sums = slices.computeIfAbsent(slice, name -> plan.accumulator());
      for (int i = 0; i < count; i++) {
        sums.prediction(record, 1);
        if (actual != NO_LABEL) {
          sums.label(record, label, 1);
        }
      }
    }
    return this;
  }

  SortedMap<String, SliceSummary> build() {
    SortedMap<String, SliceSummary> built = new TreeMap<>();
    slices.forEach((name, sums) -> built.put(name, sums.summary()));
    return built;
  }

  /** Step {@code number} of an hourly monitor; labels mature at once. */
  static Step step(long number, SortedMap<String, SliceSummary> pane) {
    return new Step(
        SERIES,
        number,
        number * HOUR,
        (number + 1) * HOUR,
        pane,
        pane.isEmpty()
            ? List.of()
            : List.of(new Step.MaturedPane(number * HOUR, (number + 1) * HOUR, pane)),
        false);
  }

  static Step empty(long number) {
    return step(number, new TreeMap<>());
  }

  /** A pane of two groups with so many selected of 1,000 each, everybody labelled as predicted. */
  static SortedMap<String, SliceSummary> selected(Plan plan, int women, int men) {
    return Panes.of(plan)
        .add(women, 1, 1, "F")
        .add(1000 - women, 0, 0, "F")
        .add(men, 1, 1, "M")
        .add(1000 - men, 0, 0, "M")
        .build();
  }

  static Acknowledgement known(String alertId) {
    return new Acknowledgement(alertId, SERIES, "Ada", "looking into it");
  }

  static int[] cells(int features, int cell) {
    int[] all = new int[features];
    Arrays.fill(all, cell);
    return all;
  }
}
