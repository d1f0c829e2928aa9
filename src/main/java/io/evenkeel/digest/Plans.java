package io.evenkeel.digest;

import io.evenkeel.event.Text;
import org.jspecify.annotations.Nullable;

/** Finds the plan for an event; several versions of a monitor follow each other in event time. */
public interface Plans {
  /** The plan that holds for a model at a time, or null when the model is not monitored. */
  @Nullable Plan at(Text model, long eventTime);
}
