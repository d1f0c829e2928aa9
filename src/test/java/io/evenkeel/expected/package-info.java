/**
 * Every number of the expected results that come with the real data, walked one by one and compared
 * with what {@code evaluate} gives, or excepted with a reason.
 *
 * <p>Knows the command line only; how numbers come about is none of its business.
 */
@NullMarked
package io.evenkeel.expected;

import org.jspecify.annotations.NullMarked;
