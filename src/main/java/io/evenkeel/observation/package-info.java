/**
 * A prediction and its label in the few numbers that everything after decoding works on.
 *
 * <p>Knows nothing of monitors, profiles or how anything is summed.
 */
@NullMarked
package io.evenkeel.observation;

import org.jspecify.annotations.NullMarked;
