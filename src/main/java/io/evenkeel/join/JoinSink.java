package io.evenkeel.join;

import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;

/** Takes what the join decides: additions with sign 1, corrections with sign -1. */
public interface JoinSink {
  /** A prediction counts, or no longer does. The observation is valid only during the call. */
  void prediction(Observation observation, int sign);

  /** A label counts, or no longer does. The observation is valid only during the call. */
  void label(Observation observation, Label label, int sign);
}
