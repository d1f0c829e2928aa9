/**
 * Builds the frozen reference of a model from records that somebody declared healthy.
 *
 * <p>Knows nothing of files, topics or of what the reference is compared with.
 */
@NullMarked
package io.evenkeel.reference;

import org.jspecify.annotations.NullMarked;
