package io.evenkeel.summary;

import java.util.List;

/**
 * What is kept of the outcomes along features: of everybody by the cells of every feature, and of
 * some features crossed.
 *
 * @param favourable index of the class that is good for the person concerned, -1 for a regression,
 *     whose outcome is the predicted number
 * @param crosses features crossed, each by their indexes, one or more; counted in every slice,
 *     their outcomes of everybody only
 */
public record OutcomeShape(int favourable, List<List<Integer>> crosses) {
  /** The most cells that a cross may have. */
  public static final int MOST_CELLS = 1000;

  public OutcomeShape {
    crosses = crosses.stream().map(List::copyOf).toList();
    if (favourable < -1) {
      throw new IllegalArgumentException("favourable class " + favourable);
    }
  }

  /**
   * Cells of a cross.
   *
   * @throws IllegalArgumentException if there are more than {@value #MOST_CELLS}
   */
  public static int cells(List<Integer> cross, List<FeatureShape> features) {
    long cells = 1;
    for (int feature : cross) {
      cells = Math.min(Integer.MAX_VALUE, cells * features.get(feature).cells());
    }
    if (cross.isEmpty() || cells > MOST_CELLS) {
      throw new IllegalArgumentException("cross " + cross + " has " + cells + " cells");
    }
    return (int) cells;
  }

  /** The cell of a cross: the last feature's changes fastest. */
  public static int cell(List<Integer> cross, List<FeatureShape> features, int[] cells) {
    int cell = 0;
    for (int i = 0; i < cross.size(); i++) {
      int feature = cross.get(i);
      cell = cell * features.get(feature).cells() + cells[feature];
    }
    return cell;
  }
}
