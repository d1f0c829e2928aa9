package io.evenkeel.routing;

import io.evenkeel.alert.Alert;
import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Message;
import io.evenkeel.receiver.Outcome;
import io.evenkeel.receiver.Receiver;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes parcels to one receiver, one message after the other: the next one goes when the one before
 * it was accepted. Confined to one thread.
 */
final class Courier {
  /** There is nothing to do for as long as nothing comes. */
  static final Duration IDLE = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MOST_FOLDED = 20;

  private final RouteSettings route;
  private final Receiver receiver;
  private final Outbox outbox;
  private final Standing standing;
  private final Ticks ticks;
  private final Backoff backoff;
  private final TokenBucket bucket;
  private final RouteCounts counts;
  private boolean limited;
  private int failures;
  private long firstTried;
  private long restUntil;
  private long repeatAt;

  Courier(
      RouteSettings route,
      Receiver receiver,
      Outbox outbox,
      Standing standing,
      Ticks ticks,
      RouteCounts counts) {
    this.route = route;
    this.receiver = receiver;
    this.outbox = outbox;
    this.standing = standing;
    this.ticks = ticks;
    this.backoff = new Backoff(ticks.random());
    this.counts = counts;
    long now = now();
    this.bucket = new TokenBucket(route.pace().messages(), route.pace().per().toNanos(), now);
    this.restUntil = now;
    this.repeatAt = now;
  }

  private long now() {
    return ticks.nanos().getAsLong();
  }

  /**
   * Tries one message if one is due.
   *
   * @return how long there is nothing to do; zero when there may be more
   */
  Duration step() {
    Parcel first = outbox.first();
    counts.waiting = outbox.size();
    if (first == null) {
      limited = false;
      forget();
      return IDLE;
    }
    long now = now();
    long wait = failures > 0 ? restUntil - now : 0;
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    long full = bucket.waitAt(now);
    if (full > 0) {
      limited = true;
      return Duration.ofNanos(full);
    }
    List<Parcel> parcels = limited && receiver.folds() ? outbox.fold(MOST_FOLDED) : List.of(first);
    bucket.take(now);
    limited = false;
    Alert before = standing.last(first.partition(), first.alert().id());
    Outcome outcome =
        receiver.deliver(new Message(parcels.stream().map(Parcel::alert).toList(), before, false));
    switch (outcome.fate()) {
      case ACCEPTED -> accepted(parcels);
      case LATER -> later(parcels, outcome, now);
      case REFUSED -> {
        if (route.pace().keepRefused()) {
          later(parcels, outcome, now);
        } else {
          passOver(parcels, outcome);
        }
      }
    }
    counts.waiting = outbox.size();
    return Duration.ZERO;
  }

  private void accepted(List<Parcel> parcels) {
    for (Parcel parcel : parcels) {
      outbox.settle(parcel);
      standing.told(parcel.partition(), parcel.alert());
    }
    if (failures > 0) {
      LOG.info("Route {}: the receiver accepts again; waiting: {}", route, outbox.size());
    }
    forget();
    counts.messages.incrementAndGet();
    counts.accepted.addAndGet(parcels.size());
    counts.acceptedAt = ticks.clock().instant();
  }

  private void forget() {
    failures = 0;
    counts.failing = null;
  }

  private void later(List<Parcel> parcels, Outcome outcome, long began) {
    long now = now();
    if (failures == 0) {
      firstTried = began;
    }
    failures++;
    counts.retries.incrementAndGet();
    counts.failing = outcome.reason();
    Duration giveUpAfter = route.pace().giveUpAfter();
    if (giveUpAfter != null && now - firstTried >= giveUpAfter.toNanos()) {
      passOver(parcels, outcome);
      return;
    }
    Duration rest = backoff.after(failures, outcome.retryAfter());
    restUntil = now + rest.toNanos();
    // The first failure, then ever more rarely.
    if (Integer.bitCount(failures) == 1) {
      LOG.warn(
          "Route {}: not accepted ({}), attempt {}; waiting: {}",
          route,
          outcome.reason(),
          failures,
          outbox.size());
    }
  }

  private void passOver(List<Parcel> parcels, Outcome outcome) {
    for (Parcel parcel : parcels) {
      LOG.error(
          "Route {}: alert {} {} is passed over: {}",
          route,
          parcel.alert().id(),
          parcel.alert().state(),
          outcome.reason());
      outbox.settle(parcel);
    }
    counts.refused.addAndGet(parcels.size());
    forget();
  }

  /** Tells of alerts that go on again, if the receiver forgets and it is time. */
  void repeat() {
    long now = now();
    if (receiver.forgets() && failures == 0 && now - repeatAt >= 0) {
      repeatAt = now + route.pace().resend().toNanos();
      receiver.repeat(standing.all());
    }
  }
}
