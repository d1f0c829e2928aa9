/**
 * One published statistic per file, as pure functions of counts and sums.
 *
 * <p>It must not know events, windows, summaries, monitors or clocks: callers hold the counts and
 * hand them in as {@code long[]}, {@code double[]} or small records.
 *
 * <p>Three rules hold for the whole package. Undefined is a value ({@code OptionalDouble.empty()},
 * {@code Optional.empty()} or a null component), never 0 and never NaN. Counts are longs and every
 * product of counts is a product of doubles, so 10^12 records overflow nothing. Arguments that no
 * data can produce (negative counts, lengths that differ, NaN) throw {@code
 * IllegalArgumentException}.
 */
@NullMarked
package io.evenkeel.statistics;

import org.jspecify.annotations.NullMarked;
