package io.evenkeel.metrics;

/**
 * How many series the numbers of models may take.
 *
 * @param perModel of one model
 * @param total of all models together; each gets an equal part, but at most {@code perModel}
 */
public record Caps(int perModel, int total) {
  /** What a model gets in any case: its own state and a few numbers. */
  static final int LEAST = 40;

  /** The cap of each of so many models. */
  int each(int models) {
    return Math.max(LEAST, Math.min(perModel, total / Math.max(1, models)));
  }
}
