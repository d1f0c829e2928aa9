/** Evenkeel: watches models while they serve. */
@NullMarked
package io.evenkeel;

import org.jspecify.annotations.NullMarked;
