package io.evenkeel.serde;

import io.evenkeel.event.Meta;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.MalformedException.Reason;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Decodes meta attributes in Avro and Confluent's framing. */
public final class AvroMetaDecoder implements MetaDecoder {
  private final Layouts<RecordLayout> layouts;
  private final AvroCursor cursor = new AvroCursor();
  private final MetaScalars scalars = new MetaScalars();

  public AvroMetaDecoder(SchemaRegistry registry) {
    layouts = new Layouts<>(registry, schema -> RecordLayout.of(schema, MetaScalars.FIELDS));
  }

  @Override
  public Meta decode(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    RecordLayout layout = layouts.find(headers, value);
    cursor.over(value, layouts.start());
    scalars.clear();
    for (int i = 0; i < layout.size(); i++) {
      int field = layout.ours(i);
      if (field == RecordLayout.NONE) {
        layout.type(i).skip(cursor);
      } else if (field == MetaScalars.META) {
        readMeta(layout.type(i).resolve(cursor));
      } else {
        layout.type(i).read(cursor, scalars.of(field));
      }
    }
    cursor.requireEnd();
    Meta meta = scalars.meta();
    scalars.clear();
    return meta;
  }

  private void readMeta(WriterType map) {
    if (map.isNull()) {
      return;
    }
    WriterType values = map.mapValues();
    if (values == null) {
      throw new MalformedException(Reason.WRONG_TYPE);
    }
    long entries = 0;
    for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
      entries += count;
      Limits.checkEntries(entries);
      for (long i = 0; i < count; i++) {
        cursor.readText(scalars.name());
        values.read(cursor, scalars.value());
        scalars.put();
      }
    }
  }
}
