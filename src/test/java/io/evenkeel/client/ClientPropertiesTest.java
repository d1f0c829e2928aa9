package io.evenkeel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {
  private static final Map<String, String> KAFKA =
      Map.ofEntries(
          Map.entry("bootstrap.servers", "kafka:9092"),
          Map.entry("security.protocol", "SASL_SSL"),
          Map.entry("linger.ms", "5"),
          Map.entry("producer.linger.ms", "50"),
          Map.entry("consumer.fetch.max.bytes", "1000"),
          Map.entry("main.consumer.fetch.max.bytes", "2000"),
          Map.entry("admin.request.timeout.ms", "7000"),
          Map.entry("topic.segment.ms", "1"),
          Map.entry("group.protocol", "streams"),
          Map.entry("group.instance.id", "one"),
          Map.entry("consumer.group.id", "mine"));

  @Test
  void aKindOfClientGetsWhatIsForAllAndWhatHasItsPrefix() {
    assertThat(ClientProperties.producer(KAFKA))
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "50")
        .doesNotContainKeys("fetch.max.bytes", "request.timeout.ms", "segment.ms");
    assertThat(ClientProperties.admin(KAFKA))
        .containsEntry("request.timeout.ms", "7000")
        .containsEntry("linger.ms", "5");
    assertThat(ClientProperties.consumer(KAFKA)).containsEntry("fetch.max.bytes", "1000");
  }

  @Test
  void nobodySeesAPrefix() {
    assertThat(ClientProperties.consumer(KAFKA).keySet())
        .noneMatch(name -> name.startsWith("consumer.") || name.startsWith("main."))
        .noneMatch(name -> name.startsWith("producer.") || name.startsWith("admin."));
  }

  @Test
  void aConsumerOutsideTheStreamIsNoMemberOfItsGroup() {
    assertThat(ClientProperties.consumer(KAFKA))
        .doesNotContainKeys("group.protocol", "group.instance.id", "group.id");
  }
}
