package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrections of several p values that are looked at together. */
public enum MultipleTesting {
  /** p m: the chance of any false rejection is at most the level (Dunn 1961). */
  BONFERRONI {
    @Override
    double scaled(double p, int rank, int m) {
      return p * m;
    }
  },
  /** p (m - rank + 1), made increasing: as Bonferroni, never less powerful (Holm 1979). */
  HOLM {
    @Override
    double scaled(double p, int rank, int m) {
      return p * (m - rank + 1);
    }
  },
  /**
   * p m / rank, made increasing from the top: the expected share of false ones among the rejections
   * is at most the level for independent tests (Benjamini and Hochberg 1995).
   */
  BENJAMINI_HOCHBERG {
    @Override
    double scaled(double p, int rank, int m) {
      return p / ((double) rank / m);
    }
  };

  /** The adjusted value of the {@code rank}-th smallest (from 1) of {@code m} p values. */
  abstract double scaled(double p, int rank, int m);

  /** The adjusted p values, at most 1, in the order given. */
  public double[] adjust(double[] pValues) {
    int m = pValues.length;
    if (!Arrays.stream(pValues).allMatch(p -> p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p values " + Arrays.toString(pValues));
    }
    int[] order =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[m];
    for (int i = 0; i < m; i++) {
      adjusted[order[i]] = Math.min(1, scaled(pValues[order[i]], i + 1, m));
    }
    if (this == BENJAMINI_HOCHBERG) {
      for (int i = m - 2; i >= 0; i--) {
        adjusted[order[i]] = Math.min(adjusted[order[i]], adjusted[order[i + 1]]);
      }
    } else {
      for (int i = 1; i < m; i++) {
        adjusted[order[i]] = Math.max(adjusted[order[i]], adjusted[order[i - 1]]);
      }
    }
    return adjusted;
  }

  /** Which hypotheses are rejected at {@code level}, in the order given. */
  public boolean[] reject(double[] pValues, double level) {
    double[] adjusted = adjust(pValues);
    boolean[] rejected = new boolean[adjusted.length];
    for (int i = 0; i < adjusted.length; i++) {
      rejected[i] = adjusted[i] <= level;
    }
    return rejected;
  }
}
