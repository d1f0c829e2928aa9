package io.evenkeel.evidence;

/** How a component accumulates the e-values of panes. */
public enum Accumulation {
  /** {@code M <- max(M, 1) L}: the CUSUM e-detector, the default. */
  CUSUM,
  /**
   * {@code M <- (M + 1) L} in panes whose alternative lies outside the tolerance, unchanged
   * otherwise: the Shiryaev-Roberts e-detector. It starts from 0, so that panes which say nothing
   * add nothing.
   */
  SHIRYAEV_ROBERTS
}
