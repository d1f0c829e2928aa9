package io.evenkeel.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that goes on only when it is told to. */
final class FakeTime extends Clock {
  private Instant now = Instant.parse("2026-01-02T00:00:00Z");

  void pass(Duration span) {
    now = now.plus(span);
  }

  Ticks ticks() {
    return new Ticks(this, () -> Duration.between(Instant.EPOCH, now).toNanos(), () -> 0.5);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
