package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssociationEstimateTest {
  private static final double[][] STRONG = {{0.30, 0.05}, {0.10, 0.15}, {0.05, 0.35}};
  private static final double[][] WEAK = {
    {0.10, 0.09, 0.02}, {0.12, 0.11, 0.03}, {0.12, 0.12, 0.04}, {0.10, 0.12, 0.03}
  };
  private static final double[][] NONE = {{0.18, 0.42}, {0.09, 0.21}, {0.03, 0.07}};

  /**
   * The standard error of U(C|R) by SAS PROC FREQ's formula, sqrt(sum n_ij [H(C) ln(n_ij/n_i.) +
   * (H(R) - H(RC)) ln(n_.j/n)]^2) / (n H(C)^2), computed with Python 3 in doubles: 0.026137334549.
   */
  @Test
  void theStandardErrorOfUIsThatOfOtherPrograms() {
    long[][] table = {{300, 50}, {100, 150}, {50, 350}};
    AssociationEstimate estimate = AssociationEstimate.of(table, 0.05).orElseThrow();
    double n = 1000;
    double entropy = 0.45 * -Math.log(0.45) + 0.55 * -Math.log(0.55);
    double independent = 2 / (2 * n * n) / (entropy * entropy);
    double error = Math.hypot(0.026137334549, Math.sqrt(independent));
    assertThat(estimate.uncertainty().halfWidth()).isCloseTo(1.959964 * error, within(1e-9));
    Association plain = Association.of(table).orElseThrow();
    assertThat(estimate.correctedUncertainty())
        .isCloseTo(plain.theilsUOfMeta() - 2 / (2 * n) / entropy, within(1e-12));
    assertThat(estimate.correctedCramersV()).isEqualTo(plain.correctedCramersV());
  }

  @Test
  void theIntervalsHoldTheTruthAtTheirLevel() {
    for (double[][] shares : new double[][][] {STRONG, WEAK}) {
      long[][] whole = new long[shares.length][];
      for (int i = 0; i < shares.length; i++) {
        whole[i] = new long[shares[i].length];
        for (int j = 0; j < whole[i].length; j++) {
          whole[i][j] = Math.round(shares[i][j] * 1e9);
        }
      }
      Association truth = Association.of(whole).orElseThrow();
      int v = 0;
      int u = 0;
      Random random = new Random(5);
      for (int run = 0; run < 1000; run++) {
        AssociationEstimate estimate =
            AssociationEstimate.of(sample(random, shares, 4000), 0.05).orElseThrow();
        v += estimate.cramersV().contains(truth.cramersV()) ? 1 : 0;
        u += estimate.uncertainty().contains(truth.theilsUOfMeta()) ? 1 : 0;
      }
      // 950 expected; three standard errors of a share of 1000 are 21.
      assertThat(v).isGreaterThan(929);
      assertThat(u).isGreaterThan(929);
    }
  }

  @Test
  void independenceIsNeverTakenForAProxy() {
    Random random = new Random(6);
    for (int run = 0; run < 300; run++) {
      AssociationEstimate estimate =
          AssociationEstimate.of(sample(random, NONE, 4000), 0.05).orElseThrow();
      assertThat(estimate.cramersV().upper()).isLessThan(0.1);
      assertThat(estimate.uncertainty().upper()).isLessThan(0.01);
      assertThat(estimate.cramersV().contains(estimate.correctedCramersV())).isTrue();
      assertThat(estimate.uncertainty().contains(estimate.correctedUncertainty())).isTrue();
    }
  }

  @Test
  void oneValueOrNoRecordsGiveNoEstimate() {
    assertThat(AssociationEstimate.of(new long[][] {{5, 3}, {0, 0}}, 0.05)).isEmpty();
    assertThat(AssociationEstimate.of(new long[][] {{5, 0}, {3, 0}}, 0.05)).isEmpty();
    assertThat(AssociationEstimate.of(new long[][] {{0, 0}, {0, 0}}, 0.05)).isEmpty();
  }

  @Test
  void whatDecidesTheAttributeIsCertain() {
    AssociationEstimate estimate =
        AssociationEstimate.of(new long[][] {{4000, 0}, {0, 4000}}, 0.05).orElseThrow();
    assertThat(estimate.cramersV().upper()).isEqualTo(1);
    assertThat(estimate.cramersV().lower()).isGreaterThan(0.99);
    assertThat(estimate.uncertainty().lower()).isGreaterThan(0.99);
  }

  private static long[][] sample(Random random, double[][] shares, int n) {
    long[][] table = new long[shares.length][shares[0].length];
    for (int record = 0; record < n; record++) {
      double rest = random.nextDouble();
      int at = 0;
      int last = shares.length * shares[0].length - 1;
      while (at < last && rest >= shares[at / shares[0].length][at % shares[0].length]) {
        rest -= shares[at / shares[0].length][at % shares[0].length];
        at++;
      }
      table[at / shares[0].length][at % shares[0].length]++;
    }
    return table;
  }
}
