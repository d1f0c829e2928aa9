package io.evenkeel.alert;

import io.evenkeel.statistics.Interval;
import io.evenkeel.statistics.WilsonInterval;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Calibration over ten score bins: sums {n, score, outcome} of each bin in turn.
 *
 * <p>{@link Form#EXPECTED} is the expected calibration error less what a calibrated model would
 * show ({@code b = sum n_b/n sqrt(2 a (1-a) / (pi n_b))}), with the conservative interval {@code
 * [plain - b - 1.96 s, plain + 1.96 s]}, {@code s^2 = sum (n_b/n)^2 a (1-a) / n_b}. {@link
 * Form#WORST} is the bin that is most clearly off, signed, with Wilson's interval at 0.05 / 10
 * because it is the worst of ten; a bin is looked at from {@value #FEWEST} records on.
 *
 * @param form which number
 */
record CalibrationMeasure(Form form) implements Measure {
  static final int BINS = 10;
  private static final int FEWEST = 10;
  private static final double Z = 1.959963984540054;

  /** Which number sums up the bins. */
  enum Form {
    EXPECTED,
    WORST
  }

  @Override
  public boolean labels() {
    return true;
  }

  @Override
  public Bad bad() {
    return form == Form.EXPECTED ? Bad.HIGHER : Bad.EITHER;
  }

  @Override
  public double[] sums(SliceSummary summary, int block) {
    long[] n = summary.labelScoreCounts(block);
    double[] scores = summary.labelScoreSums(block);
    long[] outcomes = summary.labelScorePositives(block);
    int factor = n.length / BINS;
    double[] sums = new double[3 * BINS];
    for (int i = 0; i < n.length; i++) {
      sums[i / factor] += n[i];
      sums[BINS + i / factor] += scores[i];
      sums[2 * BINS + i / factor] += outcomes[i];
    }
    return sums;
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    if (form == Form.WORST) {
      return worst(sums);
    }
    return reference == null ? expected(sums) : difference(expected(sums), expected(reference));
  }

  private static Effect difference(Effect own, Effect other) {
    if (own.value() == null
        || own.lower() == null
        || own.upper() == null
        || other.value() == null
        || other.lower() == null
        || other.upper() == null) {
      return new Effect(null, null, null, own.n(), own.value(), other.value(), null);
    }
    return new Effect(
        own.value() - other.value(),
        own.lower() - other.upper(),
        own.upper() - other.lower(),
        own.n() + other.n(),
        own.value(),
        other.value(),
        null);
  }

  private static Effect expected(double[] sums) {
    double total = Arrays.stream(sums, 0, BINS).sum();
    if (total <= 0) {
      return Effect.NONE;
    }
    double error = 0;
    double bias = 0;
    double variance = 0;
    for (int b = 0; b < BINS; b++) {
      double n = sums[b];
      if (n > 0) {
        double rate = Math.min(1, sums[2 * BINS + b] / n);
        error += n / total * Math.abs(rate - sums[BINS + b] / n);
        bias += n / total * Math.sqrt(2 * rate * (1 - rate) / (Math.PI * n));
        variance += n / total * (n / total) * rate * (1 - rate) / n;
      }
    }
    double margin = Z * Math.sqrt(variance);
    double value = Math.max(0, error - bias);
    return new Effect(
        value,
        Math.max(0, error - bias - margin),
        Math.min(1, error + margin),
        Math.round(total),
        value,
        null,
        worst(sums).detail());
  }

  private static Effect worst(double[] sums) {
    long total = Math.round(Arrays.stream(sums, 0, BINS).sum());
    Effect worst = new Effect(null, null, null, total, null, null, null);
    double clearest = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < BINS; b++) {
      if (sums[b] < FEWEST) {
        continue;
      }
      double score = sums[BINS + b] / sums[b];
      double rate = sums[2 * BINS + b] / sums[b];
      Interval interval =
          WilsonInterval.of(
                  RateMeasure.proportion(new double[] {sums[2 * BINS + b], sums[b]}), 0.05 / BINS)
              .orElseThrow();
      double lower = interval.lower() - score;
      double upper = interval.upper() - score;
      double clear = rate > score ? lower : -upper;
      if (clear > clearest) {
        clearest = clear;
        worst = new Effect(rate - score, lower, upper, total, rate, score, detail(b, rate, score));
      }
    }
    return worst;
  }

  private static String detail(int bin, double rate, double score) {
    return String.format(
        Locale.ROOT,
        "scores from %.1f to %.1f average %.1f %% where %.1f %% came true",
        bin / (double) BINS,
        (bin + 1) / (double) BINS,
        100 * score,
        100 * rate);
  }
}
