package io.evenkeel.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the thousand numbers that Kafka's clients keep are worth a series each. */
public final class KafkaNames {
  /** By Micrometer's names. */
  static final Set<String> ALLOWED =
      Set.of(
          "kafka.stream.client.state",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.process.rate",
          "kafka.stream.thread.process.latency.avg",
          "kafka.stream.thread.process.latency.max",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.commit.rate",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.thread.poll.rate",
          "kafka.stream.thread.poll.latency.max",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.punctuate.rate",
          "kafka.stream.thread.punctuate.latency.max",
          "kafka.stream.thread.punctuate.ratio",
          "kafka.stream.thread.task.closed.total",
          "kafka.stream.thread.blocked.time.ns.total",
          "kafka.stream.task.dropped.records.total",
          "kafka.stream.task.record.lateness.max",
          "kafka.stream.state.updater.restore.records.rate",
          "kafka.stream.state.updater.active.restore.ratio",
          "kafka.stream.state.updater.standby.update.ratio",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.rate",
          "kafka.consumer.fetch.manager.bytes.consumed.rate",
          "kafka.consumer.fetch.manager.fetch.latency.max",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total",
          "kafka.consumer.coordinator.last.rebalance.seconds.ago",
          "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
          "kafka.producer.record.send.rate",
          "kafka.producer.record.error.total",
          "kafka.producer.record.retry.total",
          "kafka.producer.buffer.available.bytes",
          "kafka.producer.txn.commit.time.ns.total",
          "kafka.producer.txn.abort.time.ns.total",
          "kafka.producer.request.latency.max");

  private KafkaNames() {}

  /** The names that Prometheus sees: with underscores, and a counter's suffix where it has none. */
  public static SortedSet<String> exported() {
    SortedSet<String> names = new TreeSet<>();
    for (String name : ALLOWED) {
      boolean bare = name.equals("kafka.stream.failed.stream.threads");
      names.add(name.replace('.', '_') + (bare ? "_total" : ""));
    }
    return names;
  }

  static MeterFilter filter() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith("kafka.") && !ALLOWED.contains(id.getName())
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }
    };
  }
}
