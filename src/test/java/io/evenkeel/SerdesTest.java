package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.config.Settings;
import io.evenkeel.config.SettingsFile;
import io.evenkeel.registry.InMemorySchemaRegistry;
import io.evenkeel.serde.AvroPredictionDecoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class SerdesTest {
  private static Settings settings(String registry) {
    return SettingsFile.parse("schema-registry: " + registry, Path.of("/etc/evenkeel"), Map.of());
  }

  @Test
  void oursAreUsedUnlessOthersAreNamed() {
    try (Serdes serdes = new Serdes(settings("{}"), new InMemorySchemaRegistry())) {
      assertThat(serdes.predictions().get()).isInstanceOf(AvroPredictionDecoder.class);
    }
  }

  @Test
  void aBroughtClassIsConfiguredWithAllOfTheSectionAndClosedInTheEnd() {
    int before = Brought.CLOSED.get();
    Settings settings =
        settings(
            "{url: 'http://registry:1', basic.auth.user.info: 'a:b', value.deserializer: '"
                + Brought.class.getName()
                + "'}");
    try (Serdes serdes = new Serdes(settings, new InMemorySchemaRegistry())) {
      assertThat(serdes.predictions().get()).isNotNull();
      assertThat(serdes.feedback().get()).isNotNull();
    }
    assertThat(Brought.CLOSED.get() - before).as("one to look, two to use").isEqualTo(3);
  }

  @Test
  void aClassThatIsNotThereIsMissedBeforeTheFirstEvent() {
    for (String property : new String[] {"value.deserializer", "value.serializer"}) {
      assertThatThrownBy(
              () ->
                  new Serdes(
                      settings("{" + property + ": acme.Missing}"), new InMemorySchemaRegistry()))
          .hasMessageContaining(property + " acme.Missing is not on the class path");
    }
  }

  /** Insists on what the settings say. */
  public static final class Brought implements Deserializer<Object> {
    private static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      assertThat(configs.get("schema.registry.url")).isEqualTo("http://registry:1");
      assertThat(configs.get("basic.auth.user.info")).isEqualTo("a:b");
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
