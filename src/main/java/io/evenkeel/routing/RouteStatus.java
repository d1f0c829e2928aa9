package io.evenkeel.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one route of this instance is doing; counts since it started.
 *
 * @param route name
 * @param type kind of receiver
 * @param accepted alerts that the receiver has
 * @param messages messages it accepted; fewer than alerts when some were folded
 * @param retries attempts that failed and were, or will be, repeated
 * @param refused alerts that were passed over because the receiver will never take them
 * @param filtered alerts that the receiver does not want
 * @param unreadable records of the topic that hold no alert this version understands
 * @param waiting alerts that wait now
 * @param failing why the receiver does not accept just now, or null
 * @param acceptedAt when it last accepted, or null
 */
public record RouteStatus(
    String route,
    String type,
    long accepted,
    long messages,
    long retries,
    long refused,
    long filtered,
    long unreadable,
    int waiting,
    @Nullable String failing,
    @Nullable Instant acceptedAt) {}
