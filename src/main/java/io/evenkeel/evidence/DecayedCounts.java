package io.evenkeel.evidence;

/**
 * Counts that fade with the number of events that came after them: {@code C <- exp(-n / memory) C +
 * c}.
 */
final class DecayedCounts {
  private final double memory;
  private final double[] counts;

  /** {@code memory}: in events. */
  DecayedCounts(int size, double memory) {
    this.memory = memory;
    this.counts = new double[size];
  }

  double get(int i) {
    return counts[i];
  }

  double total() {
    double total = 0.0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /** Fades by {@code events} and adds. */
  void add(double events, double... added) {
    double keep = Math.exp(-events / memory);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = keep * counts[i] + added[i];
    }
  }

  void visitState(StateFields fields) {
    fields.reals(counts);
  }
}
