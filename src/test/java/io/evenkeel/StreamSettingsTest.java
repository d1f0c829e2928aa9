package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Settings;
import io.evenkeel.config.SettingsFile;
import io.evenkeel.topology.RocksMemory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What users set about the state reaches Kafka Streams. */
class StreamSettingsTest {
  private static StreamsConfig config(String yaml) {
    Settings settings = SettingsFile.parse(yaml, Path.of("/etc/evenkeel"), Map.of());
    Map<String, Object> properties = new HashMap<>(Evenkeel.streamProperties(settings));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    return new StreamsConfig(properties);
  }

  @Test
  void standbyReplicasAreThoseOfTheSettings() {
    assertThat(config("standby-replicas: 2").getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG))
        .isEqualTo(2);
    assertThat(config("{}").getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isZero();
  }

  @Test
  void theMemoryOfTheStoresIsThatOfTheSettings() {
    assertThat(config("state-memory-mb: 64").originals())
        .containsEntry(RocksMemory.LIMIT, Long.toString(64L << 20));
    assertThat(config("{}").originals())
        .containsEntry(RocksMemory.LIMIT, Long.toString(256L << 20));
  }
}
