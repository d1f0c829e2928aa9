package io.evenkeel.registry;

import io.evenkeel.serde.AvroRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Serdes as users bring them on the class path, with the contract of Confluent's: made by name,
 * configured with {@code schema.registry.url}, generic records, and for a registry that does not
 * answer a SerializationException whose cause is an IOException.
 */
public final class BroughtSerdes {
  /** How often they were used, to show that they were. */
  public static final AtomicLong USED = new AtomicLong();

  private BroughtSerdes() {}

  /** Stands for KafkaAvroDeserializer. */
  public static final class Reader implements Deserializer<Object> {
    private @Nullable SchemaRegistry registry;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      registry = new HttpSchemaRegistry(RegistryConfig.from(configs));
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
      throw new UnsupportedOperationException("without headers");
    }

    @Override
    public Object deserialize(String topic, Headers headers, byte[] data) {
      USED.incrementAndGet();
      ByteBuffer buffer = ByteBuffer.wrap(data);
      if (buffer.get() != 0) {
        throw new SerializationException("Unknown magic byte!");
      }
      try {
        Schema writer = Objects.requireNonNull(registry).byId(buffer.getInt());
        return new GenericDatumReader<>(writer)
            .read(null, DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null));
      } catch (RegistryUnavailableException e) {
        throw new SerializationException("Error retrieving schema", new IOException(e));
      } catch (IOException e) {
        throw new SerializationException("Error deserializing", e);
      }
    }
  }

  /** Stands for KafkaAvroSerializer. */
  public static final class Writer implements Serializer<Object> {
    private @Nullable AvroRecords records;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      records = new AvroRecords(new HttpSchemaRegistry(RegistryConfig.from(configs)), true);
    }

    @Override
    public byte[] serialize(String topic, Object data) {
      throw new UnsupportedOperationException("without headers");
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Object data) {
      USED.incrementAndGet();
      try {
        return Objects.requireNonNull(records).encode(topic, (SpecificRecord) data);
      } catch (RegistryUnavailableException e) {
        throw new SerializationException("Error registering schema", new IOException(e));
      }
    }
  }
}
