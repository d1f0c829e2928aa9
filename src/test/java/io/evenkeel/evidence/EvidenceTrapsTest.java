package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways in which monitors of this kind are known to go wrong. */
class EvidenceTrapsTest {
  private static final double THRESHOLD = Math.log(1000);
  private static final EvidenceOptions OPTIONS = EvidenceOptions.standard();

  @Test
  void aZipfFeatureOfTwentyThousandValuesGivesNoFalseAlert() {
    assertThat(zipfEvidence(true)).isLessThan(THRESHOLD);
  }

  @Test
  void withoutGoodTuringTheSameFeatureWouldAlert() {
    assertThat(zipfEvidence(false)).isGreaterThan(THRESHOLD);
  }

  /**
   * The largest evidence over 300 panes of 500 records without any change, reference of 20,000
   * records.
   */
  private static double zipfEvidence(boolean goodTuring) {
    Random random = new Random(11);
    double[] cumulative = new double[20_000];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    Map<Integer, Integer> reference = new HashMap<>();
    int m = 20_000;
    for (int i = 0; i < m; i++) {
      reference.merge(zipf(random, cumulative), 1, Integer::sum);
    }
    List<Integer> largest =
        reference.entrySet().stream()
            .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
            .limit(50)
            .map(Map.Entry::getKey)
            .toList();
    long[] counts = new long[52];
    reference.forEach((value, n) -> counts[cell(value, largest, reference)] += n);
    if (goodTuring) {
      long once = reference.values().stream().filter(n -> n == 1).count();
      NewCategories expected = NewCategories.of(once, counts[50]);
      counts[50] = expected.other();
      counts[51] = expected.expected();
      assertThat(expected.nearlyAnIdentifier(m, 0.10)).isTrue();
    }
    DriftReference drift = DriftReference.categorical(counts);
    BinnedDrift detector =
        BinnedDrift.of(drift, 0.10, drift.effectiveTolerance(0.10, 1).getAsDouble(), OPTIONS);
    double most = 0;
    for (int t = 0; t < 300; t++) {
      long[] pane = new long[52];
      for (int i = 0; i < 500; i++) {
        pane[cell(zipf(random, cumulative), largest, reference)]++;
      }
      most = Math.max(most, detector.update(Pane.at(t), pane));
    }
    return most;
  }

  private static int zipf(Random random, double[] cumulative) {
    int at =
        Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
    return at >= 0 ? at : -at - 1;
  }

  private static int cell(int value, List<Integer> largest, Map<Integer, Integer> reference) {
    int at = largest.indexOf(value);
    return at >= 0 ? at : reference.containsKey(value) ? 50 : 51;
  }

  @Test
  void aGapThatIsThereFromTheFirstPaneIsFoundAsFastWithTheDesignEffectOn() {
    int plain = panesToAlert(OPTIONS);
    int measured = panesToAlert(OPTIONS.with(Overdispersion.fromFirstPanes()));
    assertThat(plain).isLessThan(10);
    assertThat(measured).isEqualTo(plain);
  }

  /** Uncentred, the gap alone would imply 25 times the sampling variance. */
  @Test
  void aGapFromTheFirstPaneDoesNotPassForScatter() {
    Random random = new Random(3);
    double mean = 0;
    int streams = 40;
    for (int s = 0; s < streams; s++) {
      DispersionMeter meter = new DispersionMeter();
      for (int t = 0; t < 50; t++) {
        meter.observe(rate(random, 200, 0.15), rate(random, 800, 0.3));
      }
      mean += meter.variance() / streams;
    }
    double samplingVariance = 0.15 * 0.85 / 200 + 0.3 * 0.7 / 800;
    assertThat(mean).isLessThan(0.5 * samplingVariance);
  }

  /** Without the step the same records scatter as records do. */
  @Test
  void aChangeWithinTheMeasuredPanesDoesNotBlindTheStreamForEver() {
    int[] late = new int[2];
    for (int step = 0; step < 2; step++) {
      Random random = new Random(17);
      RateGap gap = RateGap.of(0.05, OPTIONS.with(Overdispersion.fromFirstPanes()));
      for (int t = 0; t < 260; t++) {
        boolean bad = step == 1 && t >= 10 && t < 130;
        gap.update(Pane.at(t), rate(random, 200, bad ? 0.1 : 0.3), rate(random, 800, 0.3));
        if (gap.logEvidence() >= THRESHOLD || gap.recovered()) {
          gap.reset();
        }
      }
      gap.reset();
      int t = 260;
      while (gap.logEvidence() < THRESHOLD) {
        gap.update(Pane.at(t++), rate(random, 200, 0.15), rate(random, 800, 0.3));
      }
      late[step] = t - 260;
    }
    assertThat(late[0]).isLessThan(8);
    assertThat(late[1]).isLessThan(8);
  }

  /** Fifty panes vary by chance; that they do is no reason to trust each record less. */
  @Test
  void independentRecordsHaveNoDesignEffect() {
    Random random = new Random(23);
    int effects = 0;
    for (int stream = 0; stream < 200; stream++) {
      DispersionMeter meter = new DispersionMeter();
      for (int t = 0; t < 50; t++) {
        meter.observe(rate(random, 50, 0.3), rate(random, 200, 0.3));
      }
      effects += meter.variance() > 0 ? 1 : 0;
    }
    assertThat(effects).isLessThan(12);
  }

  private static int panesToAlert(EvidenceOptions options) {
    Random random = new Random(4);
    RateGap gap = RateGap.of(0.05, options);
    int t = 0;
    while (gap.logEvidence() < THRESHOLD) {
      gap.update(Pane.at(t++), rate(random, 200, 0.15), rate(random, 800, 0.3));
    }
    return t;
  }

  @Test
  void panesThatScatterMoreThanTheirRecordsGiveNoAlertOnceMeasured() {
    Random random = new Random(8);
    DispersionMeter meter = new DispersionMeter();
    for (int t = 0; t < 50; t++) {
      meter.observe(noisy(random, 1000), noisy(random, 4000));
    }
    RateGap plain = RateGap.of(0.05, OPTIONS);
    RateGap measured = RateGap.of(0.05, OPTIONS.with(Overdispersion.given(meter.variance())));
    double mostPlain = 0;
    double mostMeasured = 0;
    for (int t = 0; t < 500; t++) {
      RateCounts group = noisy(random, 1000);
      RateCounts reference = noisy(random, 4000);
      mostPlain = Math.max(mostPlain, plain.update(Pane.at(t), group, reference));
      mostMeasured = Math.max(mostMeasured, measured.update(Pane.at(t), group, reference));
    }
    assertThat(mostPlain).isGreaterThan(THRESHOLD);
    assertThat(mostMeasured).isLessThan(THRESHOLD);
  }

  private static RateCounts noisy(Random random, int n) {
    return rate(random, n, 0.3 + 0.04 * random.nextGaussian());
  }

  @Test
  void aReferenceOfFiveHundredStaysWithinBudgetAgainstPanesOfFiveThousand() {
    Random random = new Random(21);
    double[] equal = new double[10];
    Arrays.fill(equal, 0.1);
    int alertsWithMargin = 0;
    int alertsWithout = 0;
    for (int run = 0; run < 20; run++) {
      DriftReference reference = DriftReference.numeric(sample(random, 500, equal), 10);
      double margin = reference.effectiveTolerance(0.02, 1).getAsDouble();
      BinnedDrift with = BinnedDrift.of(reference, 0.02, margin, OPTIONS);
      BinnedDrift without = BinnedDrift.of(reference, 0.02, 0.02, OPTIONS);
      for (int t = 0; t < 20; t++) {
        long[] pane = sample(random, 5000, equal);
        alertsWithMargin += alert(with, with.update(Pane.at(t), pane));
        alertsWithout += alert(without, without.update(Pane.at(t), pane));
      }
    }
    assertThat(alertsWithMargin).isZero();
    assertThat(alertsWithout).isGreaterThan(150);
  }

  private static int alert(Detector detector, double evidence) {
    if (evidence < THRESHOLD) {
      return 0;
    }
    detector.reset();
    return 1;
  }

  @Test
  void aStreamQuietAfterALongEpisodeStaysQuietAndRecovers() {
    Random random = new Random(13);
    RateGap gap = RateGap.of(0.05, OPTIONS);
    for (int t = 0; t < 100; t++) {
      gap.update(Pane.at(t), rate(random, 200, 0.6), rate(random, 800, 0.3));
    }
    assertThat(gap.logEvidence()).isGreaterThan(1000);
    assertThat(gap.recovered()).isFalse();
    gap.reset();
    int recoveredAfter = 0;
    for (int t = 100; t < 400; t++) {
      gap.update(Pane.at(t), rate(random, 200, 0.3), rate(random, 800, 0.3));
      assertThat(gap.logEvidence()).isLessThan(THRESHOLD);
      if (gap.recovered() && recoveredAfter == 0) {
        recoveredAfter = t - 99;
      }
    }
    assertThat(recoveredAfter).isBetween(5, 20);
  }

  @Test
  void anOldPeakFadesWithoutAReset() {
    RateGap gap = RateGap.of(0.05, OPTIONS);
    for (int t = 0; t < 20; t++) {
      gap.update(Pane.at(t), new RateCounts(120, 200), new RateCounts(240, 800));
    }
    for (int t = 20; t < 400; t++) {
      gap.update(Pane.at(t), new RateCounts(60, 200), new RateCounts(240, 800));
    }
    assertThat(gap.logEvidence()).isLessThan(0);
  }

  @ParameterizedTest
  @EnumSource
  void aPaneCountsOnceAndInOrder(DetectorKind kind) {
    Detector detector = Detectors.fresh(kind);
    Detectors.update(detector, 3);
    assertThatThrownBy(() -> Detectors.update(detector, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("already counted");
    assertThatThrownBy(() -> Detectors.update(detector, 2))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void infiniteEvidenceIsAnErrorThatNamesItsComponent() {
    OneSampleRate never = OneSampleRate.of(new RateRange(0, 0, 0), OPTIONS);
    assertThatThrownBy(() -> never.update(Pane.at(0), new RateCounts(1, 10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("evidence is not finite: component plug-in of memory 50.0");
    assertThat(never.logEvidence()).isZero();
  }

  @Test
  void panesWithoutRecordsChangeNothing() {
    RateGap gap = RateGap.of(0.05, OPTIONS);
    double before = gap.update(Pane.at(0), new RateCounts(9, 10), new RateCounts(3, 10));
    assertThat(gap.update(Pane.at(1), RateCounts.NONE, new RateCounts(3, 10))).isEqualTo(before);
    BinnedDrift drift = Detectors.drift(OPTIONS);
    assertThat(drift.update(Pane.at(0), new long[5])).isCloseTo(0, within(1e-12));
    assertThat(drift.estimate()).isEmpty();
  }

  private static RateCounts rate(Random random, int n, double rate) {
    return new RateCounts(IntStream.range(0, n).filter(i -> random.nextDouble() < rate).count(), n);
  }

  private static long[] sample(Random random, int n, double[] p) {
    long[] counts = new long[p.length];
    for (int i = 0; i < n; i++) {
      counts[(int) (random.nextDouble() * p.length)]++;
    }
    return counts;
  }
}
