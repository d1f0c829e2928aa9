package io.evenkeel.summary;

import io.evenkeel.observation.Observation;
import java.util.Arrays;
import java.util.List;

/** Adds the outcome of a prediction to the cells that its features fell into. */
final class OutcomeAdder {
  private final int favourable;
  private final List<List<Integer>> crosses;
  private final List<FeatureShape> features;

  OutcomeAdder(OutcomeShape shape, List<FeatureShape> features) {
    this.favourable = shape.favourable();
    this.crosses = shape.crosses();
    this.features = features;
  }

  /** Adds an observation {@code w} times; a negative weight takes it away. */
  void add(long[] sums, SummaryLayout layout, Observation o, Quantity values, long w) {
    boolean judged;
    long good;
    if (favourable < 0) {
      judged = !Double.isNaN(o.value);
      long units = judged ? values.toUnits(o.value) : 0;
      good = w * units;
      Wide.addProduct(sums, layout.outcomeSquares, good, units);
    } else {
      judged = o.predicted >= 0 && o.predicted < layout.classes();
      good = o.predicted == favourable ? w : 0;
    }
    if (good != 0 || !judged) {
      for (int f = 0; f < o.cells.length; f++) {
        sums[(judged ? layout.good(f) : layout.unjudged(f)) + o.cells[f]] += judged ? good : w;
      }
    }
    for (int c = 0; c < crosses.size(); c++) {
      int cell = OutcomeShape.cell(crosses.get(c), features, o.cells);
      sums[layout.crossCounts(c) + cell] += w;
      if (good != 0 || !judged) {
        sums[(judged ? layout.crossGood(c) : layout.crossUnjudged(c)) + cell] += judged ? good : w;
      }
    }
  }

  /** Takes out what is kept of everybody only. */
  static void strip(long[] sums, SummaryLayout layout) {
    for (int f = 0; f < layout.features(); f++) {
      int cells = layout.shape().features().get(f).cells();
      Arrays.fill(sums, layout.good(f), layout.good(f) + cells, 0);
      Arrays.fill(sums, layout.unjudged(f), layout.unjudged(f) + cells, 0);
    }
    for (int c = 0; c < layout.crosses(); c++) {
      Arrays.fill(sums, layout.crossGood(c), layout.crossGood(c) + 2 * layout.crossCells(c), 0);
    }
    if (layout.classes() == 0) {
      Arrays.fill(sums, layout.outcomeSquares, layout.outcomeSquares + 2, 0);
    }
  }
}
