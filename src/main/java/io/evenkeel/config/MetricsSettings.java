package io.evenkeel.config;

/**
 * How many series of {@code /metrics} the numbers of models may take.
 *
 * @param perModel of one model
 * @param total of all models together; each gets an equal part of it, but at most {@code perModel}
 */
public record MetricsSettings(int perModel, int total) {
  /** A thousand a model, eight thousand together: about 2 MB a scrape. */
  public static final MetricsSettings DEFAULT = new MetricsSettings(1000, 8000);
}
