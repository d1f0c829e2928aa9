package io.evenkeel.routing;

import io.evenkeel.config.RouteSettings;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts of one route: written by its thread, read by any. */
final class RouteCounts {
  private final RouteSettings route;
  final AtomicLong accepted = new AtomicLong();
  final AtomicLong messages = new AtomicLong();
  final AtomicLong retries = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong filtered = new AtomicLong();
  final AtomicLong unreadable = new AtomicLong();
  volatile int waiting;
  volatile @Nullable String failing;
  volatile @Nullable Instant acceptedAt;

  RouteCounts(RouteSettings route) {
    this.route = route;
  }

  RouteStatus status() {
    return new RouteStatus(
        route.name(),
        route.type().word(),
        accepted.get(),
        messages.get(),
        retries.get(),
        refused.get(),
        filtered.get(),
        unreadable.get(),
        waiting,
        failing,
        acceptedAt);
  }
}
