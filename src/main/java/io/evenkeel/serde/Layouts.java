package io.evenkeel.serde;

import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.registry.UnknownSchemaException;
import io.evenkeel.registry.UnsupportedSchemaException;
import io.evenkeel.serde.MalformedException.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What was made of each writer's schema, found by the framing of a value. Asks the registry once
 * per schema; keeps a bounded number and forgets all when there are more. Not thread-safe.
 */
final class Layouts<T> {
  private static final int MOST = 1_000;

  private final SchemaRegistry registry;
  private final Function<Schema, T> make;
  private final Map<Integer, T> byId = new HashMap<>();
  private final Map<UUID, T> byGuid = new HashMap<>();
  private int lastId;
  private @Nullable T last;
  private int start;

  Layouts(SchemaRegistry registry, Function<Schema, T> make) {
    this.registry = registry;
    this.make = make;
  }

  /** What was made of the schema of a value; {@link #start} then says where its Avro begins. */
  T find(Headers headers, byte[] value) {
    byte[] header = WireFormat.header(headers);
    byte[] framing = header == null ? value : header;
    int length = WireFormat.length(framing);
    start = header == null ? length : 0;
    return length == WireFormat.ID_LENGTH
        ? find(WireFormat.id(framing))
        : find(WireFormat.guid(framing));
  }

  /** Where the Avro of the value last looked at begins. */
  int start() {
    return start;
  }

  private T find(int id) {
    T latest = last;
    if (latest != null && id == lastId) {
      return latest;
    }
    T found = byId.get(id);
    if (found == null) {
      found = make(() -> registry.byId(id));
      remember(byId, id, found);
    }
    last = found;
    lastId = id;
    return found;
  }

  private T find(UUID guid) {
    T found = byGuid.get(guid);
    if (found == null) {
      found = make(() -> registry.byGuid(guid));
      remember(byGuid, guid, found);
    }
    return found;
  }

  private T make(Supplier<Schema> schema) {
    try {
      return make.apply(schema.get());
    } catch (UnknownSchemaException e) {
      throw new MalformedException(Reason.UNKNOWN_SCHEMA);
    } catch (UnsupportedSchemaException e) {
      throw new MalformedException(Reason.WRONG_RECORD);
    }
  }

  private <K> void remember(Map<K, T> made, K key, T value) {
    if (made.size() >= MOST) {
      made.clear();
    }
    made.put(key, value);
  }
}
