package io.evenkeel;

import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.topology.PlanSource;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the changelog of pending predictions for as long as any monitor needs it, looked at every
 * minute.
 *
 * <p>The topic begins with no limit. Its limit becomes the longest that an entry may wait, an
 * eighth more because entries go by segments, and the slack: how long event time may stand still,
 * because all instances are stopped or far behind, before a disk that is lost at that moment costs
 * the oldest waiting predictions. It counts from the arrival of an entry, so a replay of old data
 * is safe. It is raised when a monitor waits longer and never lowered: that is for people to do.
 */
final class PendingRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PendingRetention.class);
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final long FOR_EVER = -1;

  private final ClusterTopics cluster;
  private final String topic;
  private final Duration slack;
  private final PlanSource source;
  private final Supplier<List<byte[]>> monitors;
  private final Periodically looking;
  private long known;

  PendingRetention(
      ClusterTopics cluster,
      String topic,
      Duration slack,
      PlanSource source,
      Supplier<List<byte[]>> monitors) {
    this.cluster = cluster;
    this.topic = topic;
    this.slack = slack;
    this.source = source;
    this.monitors = monitors;
    looking = new Periodically("pending-retention", FIRST, PAUSE, this::raise);
  }

  /** Raises the retention if that is needed. */
  void raise() {
    long needed = 0;
    for (byte[] document : monitors.get()) {
      needed = Math.max(needed, needed(document));
    }
    if (needed <= known) {
      return;
    }
    OptionalLong kept = cluster.retention(topic);
    if (kept.isEmpty()) {
      return;
    }
    if (kept.getAsLong() == FOR_EVER || kept.getAsLong() < needed) {
      cluster.retain(topic, needed);
      LOG.info("{} keeps records for {}", topic, Duration.ofMillis(needed));
    }
    known = needed;
  }

  private long needed(byte[] document) {
    try {
      return source.monitor(document).stream()
          .mapToLong(version -> needed(version.monitor().feedback()))
          .max()
          .orElse(0);
    } catch (IllegalArgumentException e) {
      // The stream says so, too, and passes the monitor over.
      return 0;
    }
  }

  private long needed(FeedbackSpec feedback) {
    long longest = Math.max(feedback.waitFor().toMillis(), feedback.early().toMillis());
    return longest + longest / 8 + slack.toMillis();
  }

  @Override
  public void close() {
    looking.close();
  }
}
