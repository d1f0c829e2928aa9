package io.evenkeel.event;

/** Where a prediction was made: on live traffic, or on test data before a release. */
public enum Stage {
  PRODUCTION,
  PRE_PRODUCTION
}
