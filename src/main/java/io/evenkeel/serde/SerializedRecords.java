package io.evenkeel.serde;

import io.evenkeel.registry.RegistryUnavailableException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Encodes results with a serializer that users bring by class name, such as Confluent's
 * KafkaAvroSerializer: anything that makes a value of an Avro record.
 *
 * <p>The schema's id must stand before the Avro, as all of our readers expect it; a serializer that
 * writes headers is refused.
 */
public final class SerializedRecords implements RecordEncoder, AutoCloseable {
  static {
    AvroSafety.apply();
  }

  private final Serializer<Object> serializer;

  private SerializedRecords(Serializer<Object> serializer) {
    this.serializer = serializer;
  }

  /** Makes a serializer of a class and configures it for values. */
  @SuppressWarnings("unchecked") // What it is given is for it to understand.
  public static SerializedRecords of(String className, Map<String, ?> properties) {
    Serializer<Object> serializer;
    try {
      serializer = Utils.newInstance(className, Serializer.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "value.serializer " + className + " is not on the class path", e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "value.serializer " + className + " is no Serializer with a public constructor", e);
    }
    serializer.configure(properties, false);
    return new SerializedRecords(serializer);
  }

  @Override
  public byte[] encode(String topic, SpecificRecord record) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value;
    try {
      value = serializer.serialize(topic, headers, record);
    } catch (RuntimeException e) {
      if (Outage.in(e)) {
        throw new RegistryUnavailableException("the serializer can not reach its registry", e);
      }
      throw e;
    }
    if (headers.iterator().hasNext()) {
      throw new IllegalStateException(
          "value.serializer writes the schema's id to headers; configure it to write it before the"
              + " value");
    }
    return value;
  }

  @Override
  public void close() {
    serializer.close();
  }
}
