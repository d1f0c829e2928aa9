package io.evenkeel.topology;

/** Fails on what must not happen in any test that does not ask for it. */
public enum StrictMetrics implements MonitorMetrics {
  /** The only one. */
  STRICT;

  @Override
  public void unevaluated(String model) {
    throw new AssertionError("a window of " + model + " could not be evaluated");
  }
}
