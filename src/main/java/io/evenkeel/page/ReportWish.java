package io.evenkeel.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report is to be about.
 *
 * @param model the model
 * @param version its version, or null for the one with the newest window
 * @param window length of its windows, or null for the shortest
 * @param from only what ends after this time, or null
 * @param to only what starts before this time, or null
 */
public record ReportWish(
    String model,
    @Nullable String version,
    @Nullable String window,
    @Nullable Instant from,
    @Nullable Instant to) {}
