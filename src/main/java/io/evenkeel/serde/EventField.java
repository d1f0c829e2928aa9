package io.evenkeel.serde;

import io.evenkeel.serde.Scalar.Shape;
import java.util.EnumSet;
import java.util.Set;

/**
 * A field of one of our events, and what it takes.
 *
 * @param name its name in the schema
 * @param required whether an event without it is of no use
 * @param map whether it is a map of scalars rather than one scalar
 * @param shapes what the scalars may be, null apart
 */
record EventField(String name, boolean required, boolean map, Set<Shape> shapes) {

  static EventField required(String name, Shape shape) {
    return new EventField(name, true, false, EnumSet.of(shape));
  }

  static EventField optional(String name, Shape shape) {
    return new EventField(name, false, false, EnumSet.of(shape));
  }

  static EventField map(String name, Set<Shape> shapes) {
    return new EventField(name, false, true, shapes);
  }

  /** Whether at least some values that a writer may write can be used. */
  boolean accepts(WriterType writer) {
    if (!map) {
      return intersects(writer.shapes());
    }
    WriterType values = writer.mapValues();
    return values == null
        ? !required && writer.shapes().contains(Shape.NULL)
        : intersects(values.shapes());
  }

  private boolean intersects(Set<Shape> written) {
    return written.stream().anyMatch(shape -> shapes.contains(shape))
        || (!required && written.contains(Shape.NULL));
  }
}
