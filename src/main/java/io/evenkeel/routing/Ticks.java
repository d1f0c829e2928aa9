package io.evenkeel.routing;

import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Where routes take time and chance from.
 *
 * @param clock the time of day
 * @param nanos elapsed time, never going back
 * @param random numbers in [0, 1)
 */
public record Ticks(Clock clock, LongSupplier nanos, DoubleSupplier random) {}
