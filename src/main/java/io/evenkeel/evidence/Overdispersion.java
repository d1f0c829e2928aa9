package io.evenkeel.evidence;

/**
 * What is known about effects of whole panes (hours, customers, batches) on top of the sampling of
 * single records.
 *
 * @param source where the variance comes from
 * @param variance the variance of the pane effect in the unit of the statistic, used with {@link
 *     Source#GIVEN} only
 */
public record Overdispersion(Source source, double variance) {
  /** Where the variance of the pane effect comes from. */
  public enum Source {
    /** There is none. */
    NONE,
    /** Measured on the stream's own first panes. */
    FIRST_PANES,
    /** Known, from the reference profile. */
    GIVEN
  }

  /** Refuses a negative variance, or NaN. */
  public Overdispersion {
    if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "variance must be a finite number, not negative: " + variance);
    }
  }

  /** Records are independent. */
  public static Overdispersion none() {
    return new Overdispersion(Source.NONE, 0);
  }

  /**
   * Measure it on the first {@value DesignEffect#PANES} panes and use it from the next one on;
   * again later, if there was evidence of a change in them.
   */
  public static Overdispersion fromFirstPanes() {
    return new Overdispersion(Source.FIRST_PANES, 0);
  }

  /** The profile measured it, see {@link DispersionMeter}. */
  public static Overdispersion given(double variance) {
    return new Overdispersion(Source.GIVEN, variance);
  }
}
