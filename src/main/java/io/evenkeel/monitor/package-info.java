/**
 * What a user asked to be watched: one {@link io.evenkeel.monitor.Monitor} per model.
 *
 * <p>Knows nothing of YAML, of reference data or of how anything is computed.
 */
@NullMarked
package io.evenkeel.monitor;

import org.jspecify.annotations.NullMarked;
