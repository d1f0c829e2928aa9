package io.evenkeel.serde;

import io.evenkeel.event.PredictionVisitor;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.serde.MalformedException.Reason;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Avro in Confluent's framing, straight from the record's bytes into the visitor; allocates
 * nothing per event once a schema is known by its id.
 */
public final class AvroPredictionDecoder implements PredictionDecoder {
  private final Layouts<PredictionLayout> layouts;
  private final AvroCursor cursor = new AvroCursor();

  public AvroPredictionDecoder(SchemaRegistry registry) {
    layouts = new Layouts<>(registry, PredictionLayout::of);
  }

  @Override
  public void decode(
      String topic, Headers headers, byte @Nullable [] value, PredictionVisitor visitor) {
    if (value == null || value.length == 0) {
      throw new MalformedException(Reason.EMPTY_VALUE);
    }
    PredictionLayout layout = layouts.find(headers, value);
    layout.read(cursor.over(value, layouts.start()), visitor);
  }
}
