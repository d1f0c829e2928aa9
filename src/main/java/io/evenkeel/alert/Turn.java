package io.evenkeel.alert;

import org.jspecify.annotations.Nullable;

/**
 * A stream that takes a turn worth telling; the sentence is written from it.
 *
 * @param target the stream
 * @param state where it stands now, episode still included
 * @param to what is told
 * @param effect the effect the sentence gives
 * @param evidence log evidence, null where none is gathered
 * @param threshold what the evidence or the bare value had to reach, or null
 */
record Turn(
    Target target,
    StreamState state,
    Alert.State to,
    Effect effect,
    @Nullable Double evidence,
    @Nullable Double threshold) {

  /** The same turn, told as something else. */
  Turn as(Alert.State other) {
    return new Turn(target, state, other, effect, evidence, threshold);
  }
}
