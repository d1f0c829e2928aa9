/**
 * What is wrong with something a user wrote, where, and what was probably meant.
 *
 * <p>Knows no kind of document.
 */
@NullMarked
package io.evenkeel.problem;

import org.jspecify.annotations.NullMarked;
