package io.evenkeel.alert;

import java.util.List;
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
 * @param course how the evidence grew, empty where none is gathered
 */
record Turn(
    Target target,
    StreamState state,
    Alert.State to,
    Effect effect,
    @Nullable Double evidence,
    @Nullable Double threshold,
    List<EvidencePoint> course) {

  Turn(
      Target target,
      StreamState state,
      Alert.State to,
      Effect effect,
      @Nullable Double evidence,
      @Nullable Double threshold) {
    this(target, state, to, effect, evidence, threshold, List.of());
  }

  /** The same turn, told as something else. */
  Turn as(Alert.State other) {
    return new Turn(target, state, other, effect, evidence, threshold, course);
  }
}
