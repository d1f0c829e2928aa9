package io.evenkeel.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of the topics.
 *
 * @param predictions prediction events in
 * @param feedback feedback events in
 * @param monitors monitor documents by model, compacted
 * @param profiles reference profiles by name, compacted
 * @param observations internal hop: observations and labels by prediction id
 * @param slicePartials internal hop: sums per slice, by model
 * @param metrics window reports out, compacted
 * @param alerts alerts out, compacted
 * @param acknowledgements acknowledgements of alerts in, partitioned by model like slicePartials
 * @param deadLetters everything unusable, with its reason
 * @param meta meta attributes in, when they come on a topic of their own; else null
 */
public record Topics(
    String predictions,
    String feedback,
    String monitors,
    String profiles,
    String observations,
    String slicePartials,
    String metrics,
    String alerts,
    String acknowledgements,
    String deadLetters,
    @Nullable String meta) {

  /** Topics without one for meta attributes. */
  public Topics(
      String predictions,
      String feedback,
      String monitors,
      String profiles,
      String observations,
      String slicePartials,
      String metrics,
      String alerts,
      String acknowledgements,
      String deadLetters) {
    this(
        predictions,
        feedback,
        monitors,
        profiles,
        observations,
        slicePartials,
        metrics,
        alerts,
        acknowledgements,
        deadLetters,
        null);
  }

  /** These, and one for meta attributes. */
  public Topics withMeta(@Nullable String topic) {
    return new Topics(
        predictions,
        feedback,
        monitors,
        profiles,
        observations,
        slicePartials,
        metrics,
        alerts,
        acknowledgements,
        deadLetters,
        topic);
  }

  /** Every topic that events come in on. */
  public List<String> inputs() {
    String third = meta;
    return third == null ? List.of(predictions, feedback) : List.of(predictions, feedback, third);
  }

  /** The names that nothing else was said about. */
  public static final Topics DEFAULT = prefixed("evenkeel");

  /** The topic whose tasks join predictions and feedback. */
  String joinInput(boolean coPartitioned) {
    return coPartitioned ? predictions : observations;
  }

  /** All topics under one prefix. */
  public static Topics prefixed(String prefix) {
    return new Topics(
        prefix + ".predictions",
        prefix + ".feedback",
        prefix + ".monitors",
        prefix + ".profiles",
        prefix + ".observations",
        prefix + ".slice-partials",
        prefix + ".metrics",
        prefix + ".alerts",
        prefix + ".acknowledgements",
        prefix + ".dead-letters");
  }
}
