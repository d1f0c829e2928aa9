package io.evenkeel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MultivariateDriftTest {

  @Test
  void theUnbiasedValueIsThatOfAllPairsOfDifferentRecords() {
    Random random = new Random(3);
    double[][] weights = new double[2][16];
    double[] phases = new double[16];
    for (int i = 0; i < 16; i++) {
      weights[0][i] = random.nextGaussian();
      weights[1][i] = random.nextGaussian();
      phases[i] = random.nextDouble() * 2 * Math.PI;
    }
    FourierFeatures features = FourierFeatures.of(weights, phases);
    double[][] reference = rows(random, 5, 0);
    double[][] current = rows(random, 4, 1);
    double pairs =
        meanProduct(features, reference, reference, true)
            + meanProduct(features, current, current, true)
            - 2 * meanProduct(features, reference, current, false);
    assertThat(
            FourierMmd.unbiased(
                    5,
                    sum(features, reference),
                    squares(features, reference),
                    4,
                    sum(features, current),
                    squares(features, current))
                .getAsDouble())
        .isCloseTo(pairs, within(1e-13));
  }

  @Test
  void aWeightOfTwoEverywhereChangesNothingAndOneRecordHasNoPairs() {
    double[] before = {1.5, -0.5};
    double[] after = {0.25, 2};
    double plain = FourierMmd.unbiased(3, before, 2.5, 4, after, 3).orElseThrow();

    FourierSums reference = new FourierSums(3, 3, before, 2.5);
    assertThat(FourierMmd.unbiased(reference, new FourierSums(4, 4, after, 3)))
        .hasValueCloseTo(plain, within(1e-15));
    FourierSums twice = new FourierSums(8, 16, new double[] {0.5, 4}, 12);
    assertThat(FourierMmd.unbiased(reference, twice)).hasValueCloseTo(plain, within(1e-15));
    FourierSums one = new FourierSums(5, 25, after, 3);
    assertThat(FourierMmd.unbiased(reference, one)).isEmpty();
  }

  @Test
  void theMainDirectionsAreTheFewestThatExplainTheShareAndNeverAll() {
    double[][] pair = {{1, 0.8, 0}, {0.8, 1, 0}, {0, 0, 1}};
    double[][] one = PrincipalComponents.explaining(pair, 0.6);
    assertThat(one).hasDimensions(1, 3);
    assertThat(Math.abs(one[0][0] + one[0][1])).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(PrincipalComponents.explaining(pair, 0.65)).hasDimensions(2, 3);
    assertThat(PrincipalComponents.explaining(pair, 1)).hasDimensions(2, 3);
  }

  @Test
  void oneRecordHasNoUnbiasedValueAndNoneHasNoValue() {
    double[] sum = {1, 1};
    assertThat(FourierMmd.unbiased(1, sum, 2, 5, sum, 2)).isEmpty();
    assertThat(FourierMmd.biased(0, sum, 5, sum)).isEmpty();
    assertThat(FourierMmd.exact(new double[0][0], new double[][] {{1}}, 1)).isEmpty();
  }

  @Test
  void plainSumsGiveTheMomentsOfTheRows() {
    double[][] rows = rows(new Random(5), 6, 0.5);
    double[] sum = new double[2];
    double[][] products = new double[2][2];
    for (double[] row : rows) {
      for (int i = 0; i < 2; i++) {
        sum[i] += row[i];
        products[i][0] += row[i] * row[0];
        products[i][1] += row[i] * row[1];
      }
    }
    SecondMoments direct = SecondMoments.of(2, rows);
    SecondMoments ofSums = SecondMoments.ofSums(6, sum, products);
    assertThat(ofSums.covariance(0, 1)).isCloseTo(direct.covariance(0, 1), within(1e-14));
    assertThat(ofSums.covariance(1, 1)).isCloseTo(direct.covariance(1, 1), within(1e-14));
    assertThat(direct.plus(SecondMoments.empty(2)).mean(0)).isEqualTo(direct.mean(0));
  }

  @Test
  void allComponentsReconstructExactlyAndNoneLeavesTheVariance() {
    SecondMoments reference = SecondMoments.of(2, rows(new Random(8), 50, 0));
    assertThat(PcaReconstruction.fit(reference, 2).meanSquaredError(reference).getAsDouble())
        .isCloseTo(0, within(1e-12));
    assertThat(PcaReconstruction.fit(reference, 0).meanSquaredError(reference).getAsDouble())
        .isCloseTo(2, within(1e-12));
    assertThat(PcaReconstruction.fit(reference, 1).meanSquaredError(SecondMoments.empty(2)))
        .isEmpty();
  }

  @Test
  void aConstantVariableDoesNotDivideByItsDeviation() {
    SecondMoments constant =
        SecondMoments.of(2, new double[] {1, 5}, new double[] {2, 5}, new double[] {3, 5});
    assertThat(PcaReconstruction.fit(constant, 1).meanSquaredError(constant).getAsDouble())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void theBinnedTransportIsWithinItsBoundOfTheRawOne() {
    double[] reference = {0.1, 0.4, 0.6, 1.2, 1.9};
    double[] current = {0.3, 0.9, 1.1, 1.8};
    double raw = Wasserstein.ofValues(reference, current).getAsDouble();
    long[] q = {2, 1, 2};
    long[] p = {1, 1, 2};
    double[] edges = {0.1, 0.5, 1, 1.9};
    double[] referenceMeans = {0.25, 0.6, 1.55};
    double[] currentMeans = {0.3, 0.9, 1.45};
    double binned = Wasserstein.ofAtoms(referenceMeans, q, currentMeans, p).getAsDouble();
    assertThat(Math.abs(binned - raw))
        .isLessThanOrEqualTo(Wasserstein.errorBound(edges, q, p).getAsDouble());
    assertThat(Wasserstein.ofValues(reference, new double[0])).isEmpty();
    assertThat(Wasserstein.normed(1, 0)).isEqualTo(1000);
  }

  @Test
  void anEmptyBinNeedsNoMeanAndNoWidth() {
    double[] means = {0, Double.NaN, 2};
    assertThat(Wasserstein.ofBins(means, new long[] {1, 0, 1}, new long[] {0, 0, 2})).hasValue(1);
    double[] edges = {Double.NEGATIVE_INFINITY, 0, 1};
    assertThat(Wasserstein.errorBound(edges, new long[] {0, 3}, new long[] {0, 2})).hasValue(1);
  }

  private static double[][] rows(Random random, int n, double shift) {
    double[][] rows = new double[n][2];
    for (double[] row : rows) {
      row[0] = random.nextGaussian() + shift;
      row[1] = random.nextGaussian() + 0.5 * row[0];
    }
    return rows;
  }

  private static double[] sum(FourierFeatures features, double[]... rows) {
    double[] sum = new double[features.features()];
    for (double[] row : rows) {
      features.addTo(sum, row);
    }
    return sum;
  }

  private static double squares(FourierFeatures features, double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += product(sum(features, row), sum(features, row));
    }
    return sum;
  }

  private static double meanProduct(
      FourierFeatures features, double[][] left, double[][] right, boolean different) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        if (!different || i != j) {
          sum += product(sum(features, left[i]), sum(features, right[j]));
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
