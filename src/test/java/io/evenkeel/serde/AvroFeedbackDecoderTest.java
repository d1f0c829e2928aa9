package io.evenkeel.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.avro.FeedbackEvent;
import io.evenkeel.event.Feedback;
import io.evenkeel.registry.InMemorySchemaRegistry;
import io.evenkeel.serde.MalformedException.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroFeedbackDecoderTest {
  private static final String TOPIC = "feedback";
  private static final Feedback LABEL =
      new Feedback("p-1", "income", "1", null, Instant.ofEpochMilli(1_700_000_000_123L), 2, "ops");

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final EventEncoder encoder = new EventEncoder(new AvroRecords(registry, true));
  private final FeedbackDecoder decoder = new AvroFeedbackDecoder(registry);

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(decode(encoder.encode(TOPIC, LABEL))).isEqualTo(LABEL);
    Feedback value = new Feedback("p-1", "price", null, 2.5, LABEL.feedbackTime(), 0, null);
    assertThat(decode(encoder.encode(TOPIC, value))).isEqualTo(value);
  }

  @Test
  void theOrderOfTheWritersFieldsDoesNotMatter() {
    Schema ours = AvroRecords.published(FeedbackEvent.getClassSchema());
    List<Schema.Field> fields =
        ours.getFields().stream()
            .map(f -> new Schema.Field(f, f.schema()))
            .collect(Collectors.toList());
    Collections.reverse(fields);
    Schema reversed = Schema.createRecord("Feedback", null, "acme", false, fields);
    GenericRecord record = new GenericData.Record(reversed);
    record.put("predictionId", LABEL.predictionId());
    record.put("modelId", LABEL.modelId());
    record.put("label", LABEL.label());
    record.put("feedbackTime", LABEL.feedbackTime().toEpochMilli());
    record.put("revision", LABEL.revision());
    record.put("source", LABEL.source());
    assertThat(decode(AvroBytes.framed(registry.register("s", reversed), record))).isEqualTo(LABEL);
  }

  @Test
  void metaAttributesInFeedbackAreLeftOutAndNoticed() {
    Schema ours = AvroRecords.published(FeedbackEvent.getClassSchema());
    List<Schema.Field> fields =
        ours.getFields().stream()
            .map(f -> new Schema.Field(f, f.schema()))
            .collect(Collectors.toList());
    Schema map = Schema.createMap(Schema.create(Schema.Type.STRING));
    fields.add(2, new Schema.Field("meta", map));
    Schema more = Schema.createRecord("Feedback", null, "acme", false, fields);
    int id = registry.register("s", more);
    for (Map<String, String> meta : List.of(Map.of("race", "Black"), Map.<String, String>of())) {
      GenericRecord record = new GenericData.Record(more);
      record.put("predictionId", LABEL.predictionId());
      record.put("modelId", LABEL.modelId());
      record.put("meta", meta);
      record.put("label", LABEL.label());
      record.put("feedbackTime", LABEL.feedbackTime().toEpochMilli());
      record.put("revision", LABEL.revision());
      record.put("source", LABEL.source());
      assertThat(decode(AvroBytes.framed(id, record))).isEqualTo(LABEL);
      assertThat(decoder.ignoredMeta()).isEqualTo(!meta.isEmpty());
    }
    decode(encoder.encode(TOPIC, LABEL));
    assertThat(decoder.ignoredMeta()).isFalse();
  }

  @Test
  void feedbackThatSaysNothingIsRefused() {
    assertReason(with("p", "m", null, null, 1, 0), Reason.MISSING_LABEL);
    assertReason(with("", "m", "1", null, 1, 0), Reason.MISSING_ID);
    assertReason(with("p", "", "1", null, 1, 0), Reason.MISSING_ID);
    assertReason(with("p", "m", "1", null, 0, 0), Reason.MISSING_EVENT_TIME);
    assertReason(with("p", "m", "1", null, 1, -1), Reason.WRONG_TYPE);
  }

  @Test
  void aPredictionIsNotFeedback() {
    assertReason(encoder.encode(TOPIC, Predictions.full()), Reason.WRONG_RECORD);
  }

  @Test
  void everyTruncationIsMalformed() {
    byte[] value = encoder.encode(TOPIC, LABEL);
    for (int length = 5; length < value.length; length++) {
      assertReason(Arrays.copyOf(value, length), Reason.MALFORMED_AVRO);
    }
  }

  private byte[] with(
      String id,
      String model,
      @Nullable String label,
      @Nullable Double value,
      long time,
      int revision) {
    Instant at = Instant.ofEpochMilli(time);
    return encoder.encode(TOPIC, new Feedback(id, model, label, value, at, revision, null));
  }

  private Feedback decode(byte[] value) {
    return decoder.decode(TOPIC, new RecordHeaders(), value);
  }

  private void assertReason(byte[] value, Reason reason) {
    assertThatThrownBy(() -> decode(value))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
