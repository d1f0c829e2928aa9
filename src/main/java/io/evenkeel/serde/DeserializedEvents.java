package io.evenkeel.serde;

import io.evenkeel.event.Feedback;
import io.evenkeel.registry.RegistryUnavailableException;
import io.evenkeel.serde.MalformedException.Reason;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Decodes events with a deserializer that users bring by class name, such as Confluent's
 * KafkaAvroDeserializer: anything that makes an Avro record or a map of a value.
 *
 * <p>When it throws, a cause that speaks of the registry, not of the record, counts as a registry
 * that can not be reached, see {@link Outage}; anything else as a record that can never be used.
 */
public final class DeserializedEvents implements AutoCloseable {
  private final Deserializer<?> deserializer;
  private final EventObjects events = new EventObjects();

  public DeserializedEvents(Deserializer<?> deserializer) {
    this.deserializer = deserializer;
  }

  /** Makes a deserializer of a class and configures it for values. */
  public static DeserializedEvents of(String className, Map<String, ?> properties) {
    Deserializer<?> deserializer;
    try {
      deserializer = Utils.newInstance(className, Deserializer.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "value.deserializer " + className + " is not on the class path", e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "value.deserializer " + className + " is no Deserializer with a public constructor", e);
    }
    deserializer.configure(properties, false);
    return new DeserializedEvents(deserializer);
  }

  /** Decodes predictions; not to be used by two threads. */
  public PredictionDecoder predictions() {
    return (topic, headers, value, visitor) ->
        events.visit(deserialize(topic, headers, value), visitor);
  }

  /** Decodes feedback; not to be used by two threads. */
  public FeedbackDecoder feedback() {
    return new FeedbackDecoder() {
      @Override
      public Feedback decode(String topic, Headers headers, byte @Nullable [] value) {
        return events.feedback(deserialize(topic, headers, value));
      }

      @Override
      public boolean ignoredMeta() {
        return events.ignoredMeta();
      }
    };
  }

  /** Decodes meta attributes; not to be used by two threads. */
  public MetaDecoder meta() {
    return (topic, headers, value) -> events.meta(deserialize(topic, headers, value));
  }

  @Override
  public void close() {
    deserializer.close();
  }

  private Object deserialize(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    Object event;
    try {
      event = deserializer.deserialize(topic, headers, value);
    } catch (RuntimeException e) {
      if (Outage.in(e)) {
        throw new RegistryUnavailableException("the deserializer can not reach its registry", e);
      }
      throw new MalformedException(Reason.NOT_DESERIALIZED);
    }
    if (event == null) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    return event;
  }
}
