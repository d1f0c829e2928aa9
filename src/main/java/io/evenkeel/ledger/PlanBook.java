package io.evenkeel.ledger;

import io.evenkeel.digest.Plan;
import org.jspecify.annotations.Nullable;

/** Finds plans by their identity, or by model and time. */
public interface PlanBook {
  /** The plan of this identity, or null when it is gone. */
  @Nullable Plan byId(long planId);

  /** The plan that holds for a model at a time, or null. */
  @Nullable Plan at(String model, long eventTime);
}
