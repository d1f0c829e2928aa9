package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The guarantee itself, by exact enumeration: whatever a detector has seen before, the expected
 * evidence of the next pane is at most 1 for every truth inside the tolerance, edges included.
 */
class ValidityTest {
  private static final double ROUNDING = 1e-12;
  private static final EvidenceOptions OPTIONS = EvidenceOptions.standard();

  @Test
  void aGapWithinToleranceIsExpectedToGiveNoEvidence() {
    for (double tolerance : new double[] {0, 0.05, 0.4}) {
      for (double[] history : new double[][] {{0, 1, 0, 1}, {30, 40, 2, 50}, {900, 900, 10, 900}}) {
        Supplier<RateGap> detector = () -> afterHistory(RateGap.of(tolerance, OPTIONS), history);
        for (double rate : new double[] {0.01, 0.3, 0.55}) {
          assertValid(detector, 7, 11, Math.min(1, rate + tolerance), rate);
          assertValid(detector, 7, 11, rate, Math.min(1, rate + tolerance));
          assertValid(detector, 1, 1, rate, rate);
        }
      }
    }
  }

  private static RateGap afterHistory(RateGap detector, double[] c) {
    detector.update(Pane.at(0), new RateCounts(c[0], c[1]), new RateCounts(c[2], c[3]));
    detector.reset();
    return detector;
  }

  private static void assertValid(
      Supplier<RateGap> detector, int na, int nr, double pa, double pr) {
    double expected = 0;
    for (int ka = 0; ka <= na; ka++) {
      for (int kr = 0; kr <= nr; kr++) {
        double log =
            detector.get().update(Pane.at(1), new RateCounts(ka, na), new RateCounts(kr, nr));
        expected += binomial(ka, na, pa) * binomial(kr, nr, pr) * Math.exp(log);
      }
    }
    assertThat(expected).as("%s %s", pa, pr).isLessThanOrEqualTo(1 + ROUNDING);
  }

  @Test
  void aRatioOnTheEdgeOfFourFifthsIsExpectedToGiveNoEvidence() {
    for (double reference : new double[] {0.05, 0.5, 1.0}) {
      double expected = 0;
      for (int ka = 0; ka <= 9; ka++) {
        for (int kr = 0; kr <= 6; kr++) {
          RateRatio detector = RateRatio.of(0.8, OPTIONS);
          detector.update(Pane.at(0), new RateCounts(3, 60), new RateCounts(50, 70));
          detector.reset();
          double log = detector.update(Pane.at(1), new RateCounts(ka, 9), new RateCounts(kr, 6));
          expected += binomial(ka, 9, 0.8 * reference) * binomial(kr, 6, reference) * Math.exp(log);
        }
      }
      assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
    }
  }

  @Test
  void aRateOnTheEdgeOfItsRangeIsExpectedToGiveNoEvidence() {
    RateRange range = new RateRange(0.1, 0.35, 0.2);
    for (double truth : new double[] {range.low(), range.centre(), range.high()}) {
      double expected = 0;
      for (int k = 0; k <= 25; k++) {
        OneSampleRate detector = OneSampleRate.of(range, OPTIONS);
        detector.update(Pane.at(0), new RateCounts(60, 100));
        detector.reset();
        expected +=
            binomial(k, 25, truth) * Math.exp(detector.update(Pane.at(1), new RateCounts(k, 25)));
      }
      assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
    }
  }

  @Test
  void driftOnTheEdgeOfTheBallIsExpectedToGiveNoEvidence() {
    double[] q = {0.2, 0.3, 0.4, 0.1};
    double[][] truths = {q, {0.05, 0.3, 0.55, 0.1}, {0.2, 0.45, 0.35, 0}, {0.35, 0.15, 0.4, 0.1}};
    int n = 9;
    for (double[] truth : truths) {
      double expected = 0;
      for (int a = 0; a <= n; a++) {
        for (int b = 0; a + b <= n; b++) {
          for (int c = 0; a + b + c <= n; c++) {
            double[] counts = {a, b, c, n - a - b - c};
            BinnedDrift detector =
                BinnedDrift.of(
                    DriftReference.ofProportions(q, 1000, 3), 0.15, 0.15 + 1e-12, OPTIONS);
            detector.update(Pane.at(0), new long[] {5, 10, 80, 40});
            detector.reset();
            expected += multinomial(counts, truth) * Math.exp(detector.update(Pane.at(1), counts));
          }
        }
      }
      assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
    }
  }

  @Test
  void calibrationOnTheEdgeIsExpectedToGiveNoEvidence() {
    double[] n = {6, 5};
    double[] scores = {1.2, 3.5};
    for (double off : new double[] {-0.1, 0, 0.1}) {
      double expected = 0;
      for (int y0 = 0; y0 <= n[0]; y0++) {
        for (int y1 = 0; y1 <= n[1]; y1++) {
          CalibrationDrift detector = CalibrationDrift.of(2, 0.1, OPTIONS);
          detector.update(Pane.at(0), n, scores, new double[] {5, 0});
          detector.reset();
          double log = detector.update(Pane.at(1), n, scores, new double[] {y0, y1});
          expected +=
              binomial(y0, 6, scores[0] / n[0] + off)
                  * binomial(y1, 5, scores[1] / n[1] + off)
                  * Math.exp(log);
        }
      }
      assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
    }
  }

  @Test
  void anExceedanceAtTheNullRateIsExpectedToGiveNoEvidence() {
    double expected = 0;
    for (boolean exceeds : new boolean[] {false, true}) {
      Exceedance detector = Exceedance.of(Exceedance.NULL_RATE, 1, OPTIONS);
      detector.update(Pane.at(0), true);
      detector.reset();
      double probability = exceeds ? Exceedance.NULL_RATE : 1 - Exceedance.NULL_RATE;
      expected += probability * Math.exp(detector.update(Pane.at(1), exceeds));
    }
    assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
  }

  @Test
  void shiryaevRobertsStartsFromNothingAndAddsAtMostOnePerPane() {
    double expected = 0;
    for (int ka = 0; ka <= 7; ka++) {
      for (int kr = 0; kr <= 9; kr++) {
        RateGap detector = RateGap.of(0.05, OPTIONS.with(Accumulation.SHIRYAEV_ROBERTS));
        assertThat(detector.logEvidence()).isLessThan(-100);
        double log = detector.update(Pane.at(0), new RateCounts(ka, 7), new RateCounts(kr, 9));
        expected += binomial(ka, 7, 0.35) * binomial(kr, 9, 0.3) * Math.exp(log);
      }
    }
    assertThat(expected).isLessThanOrEqualTo(1 + ROUNDING);
  }

  private static double binomial(int k, int n, double p) {
    return multinomial(new double[] {k, n - k}, new double[] {p, 1 - p});
  }

  private static double multinomial(double[] counts, double[] p) {
    double log = LogGamma.of(DoubleStream.of(counts).sum() + 1);
    for (int i = 0; i < p.length; i++) {
      log += Likelihood.xLogY(counts[i], p[i]) - LogGamma.of(counts[i] + 1);
    }
    return Math.exp(log);
  }
}
