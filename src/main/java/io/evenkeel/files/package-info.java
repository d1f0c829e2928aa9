/**
 * Reads predictions and their truth from files: CSV and JSON lines, plain or gzipped.
 *
 * <p>Must not know monitors, profiles or Kafka: a column map and a clock rule are all it needs.
 */
@NullMarked
package io.evenkeel.files;

import org.jspecify.annotations.NullMarked;
