/**
 * Runs cases of the conformance vectors: reads the files, calls the product through one adapter per
 * function and compares.
 *
 * <p>It must not hold a formula: whatever is computed here would not be tested.
 */
@NullMarked
package io.evenkeel.conformance;

import org.jspecify.annotations.NullMarked;
