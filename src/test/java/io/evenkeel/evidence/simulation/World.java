package io.evenkeel.evidence.simulation;

import java.util.List;

/**
 * One simulated stream with the rules that watch it; rules keep their order over all worlds of a
 * trial.
 */
interface World<P> {
  /** Pane number {@code t} while nothing is wrong. */
  P quiet(int t);

  /** The {@code t}-th pane, from 0, after the change. */
  P changed(int t);

  List<Rule<P>> rules();
}
