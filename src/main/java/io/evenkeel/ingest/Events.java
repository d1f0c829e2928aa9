package io.evenkeel.ingest;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one payload holds.
 *
 * @param predictions in the order of its rows
 * @param feedback in the order of its rows
 * @param halves requests without their answers, and answers without their requests
 * @param notes how often what is worth counting
 */
public record Events(
    List<Prediction> predictions,
    List<Feedback> feedback,
    List<Half> halves,
    Map<Note, Integer> notes) {
  /** Nothing. */
  public static final Events NONE = new Events(List.of(), List.of(), List.of(), Map.of());

  public Events {
    predictions = List.copyOf(predictions);
    feedback = List.copyOf(feedback);
    halves = List.copyOf(halves);
    notes = Collections.unmodifiableMap(copy(notes));
  }

  private static Map<Note, Integer> copy(Map<Note, Integer> notes) {
    Map<Note, Integer> copy = new EnumMap<>(Note.class);
    copy.putAll(notes);
    return copy;
  }

  static Events of(Half half) {
    return new Events(List.of(), List.of(), List.of(half), Map.of());
  }

  /** Both, one after the other. */
  Events plus(Events other) {
    Map<Note, Integer> both = copy(notes);
    other.notes.forEach((note, count) -> both.merge(note, count, Integer::sum));
    return new Events(
        joined(predictions, other.predictions),
        joined(feedback, other.feedback),
        joined(halves, other.halves),
        both);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
