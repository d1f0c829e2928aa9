package io.evenkeel.serde;

import org.apache.avro.specific.SpecificRecord;

/** Makes the value of a topic from an Avro record; not for two threads unless it says so. */
@FunctionalInterface
public interface RecordEncoder {
  /** The bytes of a value, schema id included. */
  byte[] encode(String topic, SpecificRecord record);
}
