package io.evenkeel.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.event.Meta;
import io.evenkeel.registry.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroMetaDecoderTest {
  private static final String TOPIC = "evenkeel.meta";

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final EventEncoder encoder = new EventEncoder(new AvroRecords(registry, true));
  private final AvroMetaDecoder decoder = new AvroMetaDecoder(registry);

  private static Meta meta() {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("sex", "Female");
    values.put("race", null);
    return new Meta("p", "m", Instant.ofEpochMilli(1_700_000_000_123L), values, "crm");
  }

  @Test
  void whatWasWrittenIsRead() {
    byte[] bytes = encoder.encode(TOPIC, meta());
    assertThat(decoder.decode(TOPIC, new RecordHeaders(), bytes)).isEqualTo(meta());
    assertThat(decoder.decode(TOPIC, new RecordHeaders(), bytes)).isEqualTo(meta());
  }

  @Test
  void predictionsAndFeedbackAreNoMetaRecords() {
    byte[] other =
        encoder.encode(
            "other",
            new io.evenkeel.event.Feedback("p", "m", "1", null, Instant.ofEpochMilli(5), 0, null));
    assertThatThrownBy(() -> decoder.decode(TOPIC, new RecordHeaders(), other))
        .isInstanceOf(MalformedException.class)
        .hasMessage("wrong-record: metaTime");
  }

  @Test
  void jsonSaysTheSame() {
    String json =
        """
        {"predictionId": "p", "modelId": "m", "metaTime": 1700000000123,
         "meta": {"sex": "Female", "race": null}, "source": "crm"}
        """;
    assertThat(
            JsonEvents.or(decoder)
                .decode(TOPIC, new RecordHeaders(), json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(meta());
  }

  @Test
  void aMetaRecordShowsNoValueInMessages() {
    assertThat(meta().toString()).contains("p", "m").doesNotContain("Female");
  }
}
