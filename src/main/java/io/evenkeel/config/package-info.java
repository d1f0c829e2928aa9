/**
 * What users write in files: monitors and settings, from YAML or JSON to domain records and back.
 *
 * <p>Knows nothing of Kafka, of how anything is computed, or of what the command line is.
 */
@NullMarked
package io.evenkeel.config;

import org.jspecify.annotations.NullMarked;
