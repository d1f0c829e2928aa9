package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.evenkeel.Evenkeel;
import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.cluster.ClusterTopics.Partitions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that are added while a monitor runs, and those that can not be. */
@Timeout(240)
class AddedPartitionsIT {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @Test
  void anInputMayGrowAndAHopIsRefused(@TempDir Path state) throws Exception {
    var monitor = Loans.monitor(Loans.MODEL, Loans.SIX_HOURS, Duration.ofSeconds(2));
    try (LoansOnABroker broker =
            new LoansOnABroker(state, new Partitions(2, 2, (short) 1), monitor);
        ClusterTopics cluster = new ClusterTopics(broker.kafka())) {
      try (Evenkeel evenkeel = broker.start("growing")) {
        for (int hour = 0; hour <= 3; hour++) {
          broker.predict(0, hour);
          broker.predict(1, hour);
        }
        await().atMost(LONGEST).until(() -> broker.hour(1).isClosedWith(2));
        cluster.grow(LoansOnABroker.TOPICS.predictions(), 3);
        for (int hour = 4; hour <= 8; hour++) {
          for (int partition = 0; partition < 3; partition++) {
            broker.predict(partition, hour);
          }
        }
        await().atMost(LONGEST).until(() -> broker.hour(6).isClosedWith(3));
        assertThat(broker.hour(6).late()).isZero();
        assertThat(evenkeel.streams().failed()).isFalse();
      }
      cluster.grow(LoansOnABroker.TOPICS.slicePartials(), 3);
      assertThatThrownBy(() -> broker.start("growing"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("evenkeel.slice-partials has 3 partitions")
          .hasMessageContaining("made for 2");
    }
  }
}
