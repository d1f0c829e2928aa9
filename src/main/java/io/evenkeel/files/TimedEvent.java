package io.evenkeel.files;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import java.time.Instant;

/** A prediction or a piece of feedback, at the time when a live system would send it. */
public sealed interface TimedEvent {
  /** When it happened. */
  Instant time();

  /** What the model said. */
  record Predicted(Prediction prediction) implements TimedEvent {
    @Override
    public Instant time() {
      return prediction.eventTime();
    }
  }

  /** What turned out to be true. */
  record Learned(Feedback feedback) implements TimedEvent {
    @Override
    public Instant time() {
      return feedback.feedbackTime();
    }
  }
}
