/**
 * Brings predictions and the feedback about them together, in whatever order and however often they
 * come.
 *
 * <p>Knows nothing of topics; where pending predictions are kept is a port.
 */
@NullMarked
package io.evenkeel.join;

import org.jspecify.annotations.NullMarked;
