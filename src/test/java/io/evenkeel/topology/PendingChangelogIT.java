package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evenkeel.Evenkeel;
import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.cluster.ClusterTopics.Partitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The changelog of pending predictions as a running monitor makes it. */
@Timeout(240)
class PendingChangelogIT {
  @Test
  void itIsCompactedAndLimitedByTheTimeOfArrival(@TempDir Path state) throws Exception {
    var monitor = Loans.monitor(Loans.MODEL, Loans.SIX_HOURS, Duration.ofSeconds(2));
    String topic = Changelog.pending("limited");
    long needed = Duration.ofHours(6).toMillis() * 9 / 8 + Duration.ofDays(7).toMillis();
    try (LoansOnABroker broker =
            new LoansOnABroker(state, new Partitions(1, 1, (short) 1), monitor);
        ClusterTopics cluster = new ClusterTopics(broker.kafka());
        Admin admin = Admin.create(Map.<String, Object>copyOf(broker.kafka()));
        Evenkeel evenkeel = broker.start("limited")) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> cluster.retention(topic).orElse(0) == needed);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config =
          Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource));
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact,delete");
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
      assertThat(evenkeel.streams().failed()).isFalse();
    }
  }
}
