package io.evenkeel.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.MalformedException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Avro values of any schema, in Confluent's framing, as plain JSON: unions are their value, enums
 * their symbol, times ISO 8601, decimals numbers, bytes text in UTF-8. Not thread-safe.
 */
public final class AvroJson {
  static {
    AvroSafety.apply();
  }

  private final JsonFactory json =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private final Layouts<GenericDatumReader<Object>> readers;
  private final GenericData data = new GenericData();

  public AvroJson(SchemaRegistry registry) {
    readers = new Layouts<>(registry, schema -> new GenericDatumReader<>(schema, schema, data));
  }

  /**
   * The JSON of a value.
   *
   * @throws MalformedException when the bytes are not of a known schema
   */
  public byte[] decode(Headers headers, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    GenericDatumReader<Object> reader = readers.find(headers, value);
    int start = readers.start();
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * value.length);
    try (JsonGenerator generator = json.createGenerator(out)) {
      Object read =
          reader.read(
              null, DecoderFactory.get().binaryDecoder(value, start, value.length - start, null));
      write(generator, reader.getExpected(), read, 0);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | DateTimeException
        | ArithmeticException e) {
      throw new MalformedException(Reason.MALFORMED_AVRO);
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator out, Schema schema, @Nullable Object value, int depth)
      throws IOException {
    if (depth > Limits.DEPTH) {
      throw new MalformedException(Reason.VALUE_TOO_LARGE);
    }
    if (schema.getType() == Schema.Type.UNION) {
      write(out, schema.getTypes().get(data.resolveUnion(schema, value)), value, depth + 1);
    } else if (value == null) {
      out.writeNull();
    } else if (value instanceof IndexedRecord record) {
      out.writeStartObject();
      for (Schema.Field field : record.getSchema().getFields()) {
        out.writeFieldName(field.name());
        write(out, field.schema(), record.get(field.pos()), depth + 1);
      }
      out.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(out, schema.getValueType(), entry.getValue(), depth + 1);
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, schema.getElementType(), item, depth + 1);
      }
      out.writeEndArray();
    } else {
      scalar(out, schema.getLogicalType(), value);
    }
  }

  private static void scalar(JsonGenerator out, @Nullable LogicalType type, Object value)
      throws IOException {
    if (value instanceof Long number && type != null) {
      time(out, type, number);
    } else if (value instanceof Integer days && type instanceof LogicalTypes.Date) {
      out.writeString(LocalDate.ofEpochDay(days).toString());
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      out.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof ByteBuffer bytes) {
      bytes(out, type, bytes);
    } else if (value instanceof GenericFixed fixed) {
      bytes(out, type, ByteBuffer.wrap(fixed.bytes()));
    } else {
      out.writeString(value.toString());
    }
  }

  private static void time(JsonGenerator out, LogicalType type, long number) throws IOException {
    switch (type.getName()) {
      case "timestamp-millis", "local-timestamp-millis" ->
          out.writeString(Instant.ofEpochMilli(number).toString());
      case "timestamp-micros", "local-timestamp-micros" ->
          out.writeString(instant(number, 1_000_000).toString());
      case "timestamp-nanos", "local-timestamp-nanos" ->
          out.writeString(instant(number, 1_000_000_000).toString());
      default -> out.writeNumber(number);
    }
  }

  private static Instant instant(long number, long perSecond) {
    return Instant.ofEpochSecond(
        Math.floorDiv(number, perSecond),
        Math.floorMod(number, perSecond) * (1_000_000_000 / perSecond));
  }

  private static void bytes(JsonGenerator out, @Nullable LogicalType type, ByteBuffer bytes)
      throws IOException {
    if (type instanceof LogicalTypes.Decimal decimal) {
      byte[] unscaled = new byte[bytes.remaining()];
      bytes.duplicate().get(unscaled);
      out.writeNumber(new BigDecimal(new BigInteger(unscaled), decimal.getScale()).doubleValue());
    } else {
      out.writeString(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
    }
  }
}
