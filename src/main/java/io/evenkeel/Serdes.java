package io.evenkeel;

import io.evenkeel.config.Settings;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.AvroFeedbackDecoder;
import io.evenkeel.serde.AvroMetaDecoder;
import io.evenkeel.serde.AvroPredictionDecoder;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.DeserializedEvents;
import io.evenkeel.serde.FeedbackDecoder;
import io.evenkeel.serde.MetaDecoder;
import io.evenkeel.serde.PredictionDecoder;
import io.evenkeel.serde.RecordEncoder;
import io.evenkeel.serde.SerializedRecords;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decoders of events and the encoder of results: ours, or those whose class the settings name under
 * {@code schema-registry}. Classes are looked for when this is made, not when the first event
 * comes.
 */
final class Serdes implements AutoCloseable {
  static final String DESERIALIZER = "value.deserializer";
  static final String SERIALIZER = "value.serializer";

  private final List<AutoCloseable> made = new CopyOnWriteArrayList<>();
  private final Supplier<PredictionDecoder> predictions;
  private final Supplier<FeedbackDecoder> feedback;
  private final Supplier<MetaDecoder> meta;
  private final ThreadLocal<RecordEncoder> results;

  Serdes(Settings settings, SchemaRegistry registry) {
    @Nullable String deserializer = settings.schemaRegistry().get(DESERIALIZER);
    @Nullable String serializer = settings.schemaRegistry().get(SERIALIZER);
    if (deserializer == null) {
      predictions = () -> new AvroPredictionDecoder(registry);
      feedback = () -> new AvroFeedbackDecoder(registry);
    } else {
      DeserializedEvents.of(deserializer, settings.schemaRegistry()).close();
      predictions = () -> events(deserializer, settings).predictions();
      feedback = () -> events(deserializer, settings).feedback();
    }
    meta = () -> new AvroMetaDecoder(registry);
    if (serializer == null) {
      results = ThreadLocal.withInitial(() -> new AvroRecords(registry, true));
    } else {
      SerializedRecords.of(serializer, settings.schemaRegistry()).close();
      results = ThreadLocal.withInitial(() -> records(serializer, settings));
    }
  }

  /** Makes a decoder for a task. */
  Supplier<PredictionDecoder> predictions() {
    return predictions;
  }

  /** Makes a decoder for a task. */
  Supplier<FeedbackDecoder> feedback() {
    return feedback;
  }

  /** Makes a decoder for a task; always ours. */
  Supplier<MetaDecoder> meta() {
    return meta;
  }

  /** The encoder of the thread that asks. */
  RecordEncoder results() {
    return results.get();
  }

  private DeserializedEvents events(String name, Settings settings) {
    DeserializedEvents events = DeserializedEvents.of(name, settings.schemaRegistry());
    made.add(events);
    return events;
  }

  private RecordEncoder records(String name, Settings settings) {
    SerializedRecords records = SerializedRecords.of(name, settings.schemaRegistry());
    made.add(records);
    return records;
  }

  /** Closes what others brought, after the stream. */
  @Override
  public void close() {
    for (AutoCloseable serde : made) {
      try {
        serde.close();
      } catch (Exception e) {
        throw new IllegalStateException("a serde did not close", e);
      }
    }
  }
}
