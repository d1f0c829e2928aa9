package io.evenkeel.demo;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.files.TimedEvent;
import io.evenkeel.files.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Plays a demo to its end and hands over each prediction with its truth. */
final class Play {
  private Instant last = Instant.MIN;
  private boolean ordered = true;
  private final Map<String, Prediction> waiting = new HashMap<>();

  static Play all(Timeline timeline, BiConsumer<Prediction, Feedback> pair) throws IOException {
    Play play = new Play();
    try (timeline) {
      for (TimedEvent event = timeline.next(); event != null; event = timeline.next()) {
        play.see(event, pair);
      }
    }
    return play;
  }

  private void see(TimedEvent event, BiConsumer<Prediction, Feedback> pair) {
    ordered &= !event.time().isBefore(last);
    last = event.time();
    if (event instanceof TimedEvent.Predicted predicted) {
      Prediction prediction = predicted.prediction();
      if (waiting.put(prediction.predictionId(), prediction) != null) {
        throw new AssertionError("id twice: " + prediction.predictionId());
      }
    } else {
      Feedback feedback = ((TimedEvent.Learned) event).feedback();
      Prediction prediction = waiting.remove(feedback.predictionId());
      if (prediction == null) {
        throw new AssertionError("truth before the prediction " + feedback.predictionId());
      }
      pair.accept(prediction, feedback);
    }
  }

  /** Whether no event was earlier than the one before it. */
  boolean ordered() {
    return ordered;
  }

  /** Predictions whose truth never came. */
  int unanswered() {
    return waiting.size();
  }

  Instant last() {
    return last;
  }
}
