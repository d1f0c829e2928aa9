package io.evenkeel.summary;

/**
 * How one feature is counted.
 *
 * @param cells number of cells, the special ones included; at least 1
 * @param numeric whether sums and side counts are kept beside the cells
 */
public record FeatureShape(int cells, boolean numeric) {
  public FeatureShape {
    if (cells < 1) {
      throw new IllegalArgumentException("a feature needs at least one cell, got " + cells);
    }
  }
}
