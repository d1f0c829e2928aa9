package io.evenkeel.bench;

import java.util.List;

/**
 * What a contender needed after its warm-up.
 *
 * @param events measured
 * @param wallNanos until the last of them was counted
 * @param cpuNanos user and system time of its process until the results were out
 */
record Score(Contender contender, long events, long wallNanos, long cpuNanos) {
  private static final int EVENTS = 0;
  private static final int WALL = 1;
  private static final int CPU = 2;

  static Score of(Contender contender, List<String> warm, List<String> counted, List<String> done) {
    return new Score(
        contender,
        difference(warm, done, EVENTS),
        difference(warm, counted, WALL),
        difference(warm, done, CPU));
  }

  private static long difference(List<String> from, List<String> to, int column) {
    return Long.parseLong(to.get(column)) - Long.parseLong(from.get(column));
  }

  double perSecond() {
    return events / (wallNanos * 1e-9);
  }

  double cpuMicros() {
    return cpuNanos * 1e-3 / events;
  }
}
