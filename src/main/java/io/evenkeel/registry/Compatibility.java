package io.evenkeel.registry;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Which changes of a schema a subject allows; the names are those of Confluent's registry. */
public enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean newReadsOld;
  private final boolean oldReadsNew;
  private final boolean transitive;

  Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean transitive) {
    this.newReadsOld = newReadsOld;
    this.oldReadsNew = oldReadsNew;
    this.transitive = transitive;
  }

  /** Whether {@code next} may follow {@code versions}, oldest first. */
  public boolean allows(Schema next, List<Schema> versions) {
    int from = transitive ? 0 : Math.max(0, versions.size() - 1);
    return versions.subList(from, versions.size()).stream().allMatch(old -> allows(next, old));
  }

  private boolean allows(Schema next, Schema old) {
    return (!newReadsOld || reads(next, old)) && (!oldReadsNew || reads(old, next));
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
