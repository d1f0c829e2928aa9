package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamPropertiesTest {
  private static final String TIMEOUT = "transaction.timeout.ms";

  private static Map<String, Object> producer(Map<String, String> user) {
    Map<String, String> kafka = new HashMap<>(user);
    kafka.put("bootstrap.servers", "localhost:9092");
    return new StreamsConfig(MonitorStreams.config("test", kafka)).getProducerConfigs("client");
  }

  @Test
  void aTransactionMayLastAsLongAsTheGroupTakesToMissAMember() {
    assertThat(producer(Map.of())).containsEntry(TIMEOUT, 45_000);
  }

  @Test
  void whatTheUserWritesHoldsWithAndWithoutThePrefix() {
    assertThat(producer(Map.of(TIMEOUT, "20000")).get(TIMEOUT)).hasToString("20000");
    assertThat(producer(Map.of("producer." + TIMEOUT, "30000")).get(TIMEOUT)).hasToString("30000");
    assertThat(producer(Map.of("linger.ms", "7")).get("linger.ms")).hasToString("7");
    assertThat(producer(Map.of("compression.type", "zstd")))
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void everyClientOfTheStreamTakesItsOwnProperties() {
    Map<String, String> user =
        Map.of(
            "bootstrap.servers", "localhost:9092",
            "sasl.mechanism", "SCRAM-SHA-512",
            "consumer.fetch.max.wait.ms", "11",
            "restore.consumer.fetch.max.wait.ms", "12",
            "global.consumer.fetch.max.wait.ms", "13",
            "producer.batch.size", "14",
            "admin.request.timeout.ms", "15");
    StreamsConfig config = new StreamsConfig(MonitorStreams.config("test", user));
    Map<String, Object> main = config.getMainConsumerConfigs("group", "client", 0);
    Map<String, Object> restore = config.getRestoreConsumerConfigs("client");
    Map<String, Object> global = config.getGlobalConsumerConfigs("client");
    Map<String, Object> producer = config.getProducerConfigs("client");
    Map<String, Object> admin = config.getAdminConfigs("client");
    assertThat(main).containsEntry("fetch.max.wait.ms", "11");
    assertThat(restore).containsEntry("fetch.max.wait.ms", "12");
    assertThat(global).containsEntry("fetch.max.wait.ms", "13");
    assertThat(producer).containsEntry("batch.size", "14");
    assertThat(admin).containsEntry("request.timeout.ms", "15");
    assertThat(List.of(main, restore, global, producer, admin))
        .allSatisfy(client -> assertThat(client).containsEntry("sasl.mechanism", "SCRAM-SHA-512"));
  }

  @Test
  void exactlyOnceIsNotForTheUserToChoose() {
    assertThat(
            MonitorStreams.config("test", Map.of("processing.guarantee", "at_least_once"))
                .getProperty("processing.guarantee"))
        .isEqualTo("exactly_once_v2");
  }
}
