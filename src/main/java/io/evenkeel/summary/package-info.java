/**
 * What is kept of the events of one slice and pane: sums that merge in any order to the same bytes.
 *
 * <p>Knows which coordinate is what, not what follows from it.
 */
@NullMarked
package io.evenkeel.summary;

import org.jspecify.annotations.NullMarked;
