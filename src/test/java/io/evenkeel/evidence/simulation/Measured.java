package io.evenkeel.evidence.simulation;

import java.util.Locale;

/** A mean over runs with its standard error, and how many runs had nothing to average. */
public final class Measured {
  private long found;
  private long missed;
  private double mean;
  private double squares;

  /** Counts a run. */
  public void add(double value) {
    found++;
    double step = value - mean;
    mean += step / found;
    squares += step * (value - mean);
  }

  /** All runs of several measurements as one, from their means. */
  static Measured pooled(Iterable<Measured> parts) {
    Measured all = new Measured();
    for (Measured part : parts) {
      for (long i = 0; i < part.found; i++) {
        all.add(part.mean);
      }
      all.missed += part.missed;
    }
    return all;
  }

  /** Counts a run with nothing to average. */
  public void miss() {
    missed++;
  }

  public double mean() {
    return mean;
  }

  public double standardError() {
    return found < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / (found - 1) / found);
  }

  /** The share of runs that had something to average. */
  public double foundShare() {
    return (double) found / Math.max(1, found + missed);
  }

  /** Whether a published mean agrees within a quarter of it or two standard errors. */
  public boolean agreesWith(double published) {
    return found > 0
        && Math.abs(mean - published) <= Math.max(0.25 * published, 2 * standardError());
  }

  @Override
  public String toString() {
    if (found == 0) {
      return "never";
    }
    String value =
        String.format(
            Locale.ROOT, mean < 0.095 && mean > 0 ? "%.3f" : mean < 100 ? "%.1f" : "%.0f", mean);
    return missed == 0 ? value : value + " (" + Math.round(100 * foundShare()) + " % found)";
  }
}
