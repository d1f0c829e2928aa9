package io.evenkeel.serde;

import io.evenkeel.event.Feedback;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.MalformedException.Reason;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Decodes feedback in Avro and Confluent's framing. */
public final class AvroFeedbackDecoder implements FeedbackDecoder {
  private final Layouts<RecordLayout> layouts;
  private final AvroCursor cursor = new AvroCursor();
  private final FeedbackScalars scalars = new FeedbackScalars();
  private boolean ignoredMeta;

  public AvroFeedbackDecoder(SchemaRegistry registry) {
    layouts = new Layouts<>(registry, schema -> RecordLayout.of(schema, FeedbackScalars.FIELDS));
  }

  @Override
  public Feedback decode(String topic, Headers headers, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    RecordLayout layout = layouts.find(headers, value);
    cursor.over(value, layouts.start());
    scalars.clear();
    ignoredMeta = false;
    for (int i = 0; i < layout.size(); i++) {
      int field = layout.ours(i);
      if (field == RecordLayout.NONE) {
        int before = cursor.position();
        layout.type(i).skip(cursor);
        // Nothing takes a byte, an empty map in a union two.
        ignoredMeta |= i == layout.foreignMeta() && cursor.position() - before > 2;
      } else {
        layout.type(i).read(cursor, scalars.of(field));
      }
    }
    cursor.requireEnd();
    return scalars.feedback();
  }

  @Override
  public boolean ignoredMeta() {
    return ignoredMeta;
  }
}
