package io.evenkeel.statistics;

import java.util.Optional;

/**
 * A mean estimated from a label-free estimate f of every record and the labels y of some of them
 * (Angelopoulos et al. 2023): mean f over all + mean (y - f) over the labelled. With every record
 * labelled it is the realised mean; it stays unbiased however wrong f is, as long as which records
 * get labels does not depend on y - f.
 *
 * @param value the combined mean
 * @param variance var(f) / N + var(y - f) / n
 * @param residual mean (y - f) over the labelled: far from 0 = the label-free estimate is stale
 */
public record PredictionPoweredEstimate(double value, double variance, double residual) {

  /** The estimate; undefined with fewer than two records, or two labelled ones. */
  public static Optional<PredictionPoweredEstimate> of(Moments estimates, Moments residuals) {
    if (estimates.n() < 2 || residuals.n() < 2) {
      return Optional.empty();
    }
    double variance =
        estimates.sampleVariance().getAsDouble() / estimates.n()
            + residuals.sampleVariance().getAsDouble() / residuals.n();
    return Optional.of(
        new PredictionPoweredEstimate(
            estimates.mean() + residuals.mean(), variance, residuals.mean()));
  }
}
