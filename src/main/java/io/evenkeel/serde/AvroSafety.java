package io.evenkeel.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * What Avro itself may do: allocate within bounds, and load our generated classes besides those it
 * trusts anyway. Loading {@link AvroRecords} applies it.
 */
final class AvroSafety {
  private static final String GENERATED = io.evenkeel.avro.PredictionEvent.class.getPackageName();

  private AvroSafety() {}

  /** Limits work only before Avro's first decoder is made. */
  static void apply() {
    bound("string.maxLength", 1 << 20);
    bound("bytes.maxLength", 1 << 24);
    bound("collectionItems.maxLength", 1_000_000);
    bound("decompress.maxLength", 1 << 24);
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        type -> type.getPackageName().equals(GENERATED) || before.isTrusted(type));
  }

  private static void bound(String limit, int value) {
    String property = "org.apache.avro.limits." + limit;
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}
