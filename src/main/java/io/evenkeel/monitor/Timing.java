package io.evenkeel.monitor;

import java.time.Duration;

/**
 * The clockwork of a monitor.
 *
 * @param pane the base window; everything longer is a union of panes
 * @param grace how far behind an event may come and still count as on time
 * @param idleTimeout after how long without records a source no longer holds time back
 * @param falseAlertEvery at most one false alert per this span, over all checks of the model
 * @param renotify how often a standing alert is repeated at most
 * @param silence how long a model may be silent before that is an alert
 */
public record Timing(
    Duration pane,
    Duration grace,
    Duration idleTimeout,
    Duration falseAlertEvery,
    Duration renotify,
    Duration silence) {

  /** Panes of an hour, five minutes of grace, one false alert in 30 days. */
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofDays(30),
          Duration.ofHours(24),
          Duration.ofHours(3));

  public Timing {
    requirePositive("window", pane);
    requirePositive("idle-timeout", idleTimeout);
    requirePositive("false-alert-every", falseAlertEvery);
    requirePositive("renotify", renotify);
    requirePositive("silence", silence);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative, got " + grace);
    }
  }

  private static void requirePositive(String name, Duration span) {
    if (span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than zero, got " + span);
    }
  }

  /** Start of the pane that holds {@code millis}, in milliseconds since 1970. */
  public long paneStart(long millis) {
    return Math.floorDiv(millis, pane.toMillis()) * pane.toMillis();
  }
}
