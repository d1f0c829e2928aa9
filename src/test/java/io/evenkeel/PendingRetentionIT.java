package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.embedded.EmbeddedKafka;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.topology.Loans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The changelog of pending predictions on a broker; the slack is a week. */
@Timeout(120)
class PendingRetentionIT {
  private static final String TOPIC = "pending";
  private static final Duration WEEK = Duration.ofDays(7);

  private final List<byte[]> monitors = new ArrayList<>();

  private void monitor(Duration waitFor, Duration early) {
    FeedbackSpec feedback = new FeedbackSpec(true, waitFor, early, null, true);
    monitors.add(
        StoredMonitor.first(Loans.monitor(Loans.MODEL, feedback))
            .toJson()
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itIsRaisedToTheLongestWaitAndNeverLowered() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (ClusterTopics cluster = new ClusterTopics(client);
          Admin admin = Admin.create(Map.<String, Object>copyOf(client));
          PendingRetention retention =
              new PendingRetention(cluster, TOPIC, WEEK, new TopicDocuments(), () -> monitors)) {
        monitor(Duration.ofDays(8), Duration.ofDays(1));
        retention.raise();
        assertThat(cluster.retention(TOPIC)).isEmpty();
        admin
            .createTopics(
                List.of(new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("retention.ms", "-1"))))
            .all()
            .get();
        retention.raise();
        assertThat(cluster.retention(TOPIC)).hasValue(Duration.ofDays(8 + 1 + 7).toMillis());
        monitors.clear();
        monitors.add("not a monitor".getBytes(StandardCharsets.UTF_8));
        monitor(Duration.ofDays(1), Duration.ofDays(4));
        retention.raise();
        assertThat(cluster.retention(TOPIC)).hasValue(Duration.ofDays(16).toMillis());
        monitor(Duration.ofDays(80), Duration.ofDays(4));
        retention.raise();
        assertThat(cluster.retention(TOPIC)).hasValue(Duration.ofDays(80 + 10 + 7).toMillis());
      }
    }
  }
}
