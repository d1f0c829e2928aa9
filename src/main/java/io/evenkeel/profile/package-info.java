/**
 * The frozen reference that windows are compared with: bins, and a summary of the reference data
 * per slice.
 *
 * <p>Knows nothing of files or topics; never changes once built.
 */
@NullMarked
package io.evenkeel.profile;

import org.jspecify.annotations.NullMarked;
