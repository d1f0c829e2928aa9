package io.evenkeel.alert;

import io.evenkeel.summary.SliceSummary;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Total variation of cell counts from the profile, corrected for what sampling alone makes.
 *
 * <p>The correction {@code b = 1/2 sum sqrt(2 q (1-q) (1/n + 1/m) / pi)} is right when nothing
 * moved and too large when much did, and the distance with its signs held has a standard error of
 * at most {@code s = 1/2 sqrt(1/n + 1/m)}; so the interval is the conservative {@code [plain - b -
 * 1.96 s, plain + 1.96 s]}, cut to [0, 1].
 *
 * @param labels whether cells count labels
 * @param cellName names a cell as the profile does
 * @param counter reads the cells
 */
record ShiftMeasure(boolean labels, IntFunction<String> cellName, Counter counter)
    implements Measure {
  private static final double Z = 1.959963984540054;

  /** Reads the cells of a slice. */
  interface Counter {
    long[] cells(SliceSummary summary, int block);
  }

  @Override
  public Bad bad() {
    return Bad.HIGHER;
  }

  @Override
  public double[] sums(SliceSummary summary, int block) {
    return doubles(counter.cells(summary, block));
  }

  static double[] doubles(long[] counts) {
    double[] values = new double[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = counts[i];
    }
    return values;
  }

  @Override
  public Effect effect(double[] sums, double @Nullable [] reference) {
    double n = total(sums);
    double m = reference == null ? 0 : total(reference);
    if (reference == null || n <= 0 || m <= 0) {
      return new Effect(null, null, null, Math.round(n), null, null, null);
    }
    double distance = 0;
    int widest = 0;
    for (int i = 0; i < sums.length; i++) {
      distance += Math.abs(sums[i] / n - reference[i] / m) / 2;
      if (moved(sums, n, reference, m, i) > moved(sums, n, reference, m, widest)) {
        widest = i;
      }
    }
    String detail =
        String.format(
            Locale.ROOT,
            "%s went from %.1f %% to %.1f %%",
            cellName.apply(widest),
            100 * reference[widest] / m,
            100 * sums[widest] / n);
    return effect(distance, n, reference, detail);
  }

  /** The effect of a plain distance of {@code n} records from the reference. */
  static Effect effect(double distance, double n, double[] reference, @Nullable String detail) {
    double m = total(reference);
    double noise = 1 / n + 1 / m;
    double bias = 0;
    for (double count : reference) {
      double q = count / m;
      bias += Math.sqrt(2 * q * (1 - q) / Math.PI * noise) / 2;
    }
    double margin = Z / 2 * Math.sqrt(noise);
    double value = Math.max(0, distance - bias);
    return new Effect(
        value,
        Math.max(0, distance - bias - margin),
        Math.min(1, distance + margin),
        Math.round(n),
        value,
        null,
        detail);
  }

  private static double moved(double[] sums, double n, double[] reference, double m, int cell) {
    return Math.abs(sums[cell] / n - reference[cell] / m);
  }

  static double total(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }
}
