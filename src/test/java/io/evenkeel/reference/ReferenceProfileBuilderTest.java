package io.evenkeel.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.FeatureType;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceProfileBuilderTest {

  private static ReferenceProfile build(Monitor monitor, Iterable<LabelledPrediction> records) {
    return new ReferenceProfileBuilder(monitor, "model@1", "a test").build(records);
  }

  private static ReferenceProfile numbers(DoubleStream values) {
    return build(
        Reference.binary(Map.of()),
        values.mapToObj(v -> Reference.feature("x", FeatureValue.of(v))).toList());
  }

  private static ReferenceProfile categories(Stream<String> values) {
    return build(
        Reference.binary(Map.of()),
        values.map(v -> Reference.feature("x", FeatureValue.of(v))).toList());
  }

  private static NumericBins numeric(ReferenceProfile profile) {
    return (NumericBins) profile.features().get(0);
  }

  private static CategoryCells categorical(ReferenceProfile profile) {
    return (CategoryCells) profile.features().get(0);
  }

  private static SliceSummary overall(ReferenceProfile profile) {
    return profile.slice("*").orElseThrow();
  }

  @Test
  void cutsAreTheDecilesOfTheReference() {
    ReferenceProfile profile = numbers(IntStream.rangeClosed(0, 100).asDoubleStream());
    NumericBins bins = numeric(profile);
    assertThat(bins.cuts()).containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90);
    assertThat(bins.min()).isZero();
    assertThat(bins.max()).isEqualTo(100);
    assertThat(overall(profile).featureCells(0))
        .containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 11, 0);
  }

  @Test
  void aValueWithMoreThanATenthOfTheRecordsHasItsOwnCell() {
    ReferenceProfile profile =
        numbers(
            DoubleStream.concat(
                DoubleStream.generate(() -> 0).limit(50),
                IntStream.rangeClosed(1, 50).asDoubleStream()));
    NumericBins bins = numeric(profile);
    assertThat(bins.cuts()).startsWith(0, Math.nextUp(0.0)).doesNotHaveDuplicates();
    assertThat(overall(profile).featureCells(0)[bins.cell(0)]).isEqualTo(50);
    assertThat(bins.cell(0.01)).isNotEqualTo(bins.cell(0));
  }

  @Test
  void aConstantColumnHasACellOfItsOwn() {
    ReferenceProfile profile = numbers(DoubleStream.generate(() -> 7).limit(20));
    NumericBins bins = numeric(profile);
    assertThat(bins.cuts()).containsExactly(7, Math.nextUp(7.0));
    assertThat(overall(profile).featureCells(0)).containsExactly(0, 20, 0, 0);
  }

  @Test
  void aFeatureThatNeverHasAValueCountsAsMissing() {
    ReferenceProfile profile = numbers(DoubleStream.of(Double.NaN, Double.POSITIVE_INFINITY));
    assertThat(overall(profile).featureCells(0)).containsExactly(0, 2);
    assertThat(profile.origin()).isEqualTo("a test (x never has a value)");
    assertThat(numeric(profile).cell(3)).isZero();
  }

  @Test
  void categoriesBeyondTheFiftyLargestAreRare() {
    // c00 occurs once, c01 twice and so on: the ten first are rare, the last is the largest.
    ReferenceProfile profile =
        categories(
            IntStream.range(0, 60)
                .boxed()
                .flatMap(i -> Stream.generate(() -> "c%02d".formatted(i)).limit(i + 1)));
    CategoryCells cells = categorical(profile);
    assertThat(cells.categories()).hasSize(50).startsWith("c59", "c58").endsWith("c10");
    assertThat(cells.rare()).hasSize(10).contains("c00", "c09");
    assertThat(cells.seenOnce()).isEqualTo(1);
    long[] counts = overall(profile).featureCells(0);
    assertThat(counts[0]).isEqualTo(60);
    assertThat(counts[cells.otherCell()]).isEqualTo(55);
    assertThat(counts[cells.newCell()]).isZero();
    assertThat(cells.cell("never seen")).isEqualTo(cells.newCell());
  }

  @Test
  void equallyLargeCategoriesRankByName() {
    assertThat(categorical(categories(Stream.of("b", "a", "c", "c"))).categories())
        .containsExactly("c", "a", "b");
  }

  @Test
  void aFeatureWithACategoryAnywhereIsCategorical() {
    ReferenceProfile profile =
        build(
            Reference.binary(Map.of()),
            List.of(
                Reference.feature("x", FeatureValue.of(17)),
                Reference.feature("x", FeatureValue.of("none")),
                Reference.feature("x", FeatureValue.of(17))));
    assertThat(categorical(profile).categories()).containsExactly("17", "none");
    assertThat(overall(profile).featureCells(0)).containsExactly(2, 1, 0, 0, 0);
  }

  @Test
  void aDeclaredTypeWins() {
    Monitor monitor =
        Reference.binary(Map.of("code", FeatureType.CATEGORICAL, "size", FeatureType.NUMERIC));
    ReferenceProfile profile =
        build(
            monitor,
            List.of(
                Reference.record(
                    Map.of("code", FeatureValue.of(3), "size", FeatureValue.of("large")),
                    null,
                    Map.of(),
                    null),
                Reference.record(
                    Map.of("code", FeatureValue.of(3), "size", FeatureValue.of(2.5)),
                    null,
                    Map.of(),
                    null)));
    assertThat(categorical(profile).categories()).containsExactly("3");
    long[] sizes = overall(profile).featureCells(1);
    assertThat(sizes[profile.features().get(1).missingCell()]).isEqualTo(1);
  }

  @Test
  void manyNumbersAreSampledAndTheOriginSaysSo() {
    List<LabelledPrediction> records =
        IntStream.range(0, 20_000)
            .mapToObj(i -> Reference.feature("x", FeatureValue.of(i)))
            .toList();
    ReferenceProfile profile =
        new ReferenceProfileBuilder(Reference.binary(Map.of()), "m", "a test")
            .valuesPerFeature(2000)
            .build(records);
    assertThat(profile.origin())
        .isEqualTo("a test (quantiles of x are those of a random sample of 2000 of 20000 values)");
    assertThat(numeric(profile).min()).isZero();
    assertThat(numeric(profile).max()).isEqualTo(19_999);
    // The standard error of a decile of 2000 values is 0.0067 to 0.011 of the range.
    for (int k = 1; k < 10; k++) {
      assertThat(numeric(profile).cuts()[k - 1]).isCloseTo(2000.0 * k, within(20_000 * 0.045));
    }
    assertThat(LongStream.of(overall(profile).featureCells(0)).sum()).isEqualTo(20_000);
  }

  @Test
  void theCalibratorPoolsScoresThatDecrease() {
    List<LabelledPrediction> records = new ArrayList<>();
    // Shares by score: 0.1 -> 0/2, 0.3 -> 2/2, 0.5 -> 0/2, 0.7 -> 1/2, 0.9 -> 2/2.
    String[] labels = {"00", "11", "00", "01", "11"};
    for (int i = 0; i < labels.length; i++) {
      for (char label : labels[i].toCharArray()) {
        records.add(Reference.scored((2 * i + 1) / 10.0, String.valueOf(label), 0));
      }
    }
    var calibrator =
        Objects.requireNonNull(build(Reference.binary(Map.of()), records).calibrator());
    assertThat(calibrator.scores()).containsExactly(0.1, 0.3, 0.7, 0.9);
    assertThat(calibrator.probabilities()).containsExactly(0, 0.5, 0.5, 1);
    assertThat(calibrator.applyAsDouble(0.2)).isCloseTo(0.25, within(1e-15));
    assertThat(calibrator.applyAsDouble(0.5)).isEqualTo(0.5);
  }

  @Test
  void oneOutcomeAloneGivesNoCalibrator() {
    assertThat(
            build(Reference.binary(Map.of()), List.of(Reference.scored(0.3, "1", 0))).calibrator())
        .isNull();
  }

  @Test
  void theLabelDelayIsItsNinetyNinthPercentile() {
    List<LabelledPrediction> records =
        IntStream.rangeClosed(1, 200)
            .mapToObj(i -> Reference.scored(0.2, i % 2 == 0 ? "1" : "0", i * 1000L))
            .toList();
    ReferenceProfile profile = build(Reference.binary(Map.of()), records);
    assertThat(profile.labelDelay()).isEqualTo(Duration.ofSeconds(198));
    assertThat(overall(profile).labelled(SummaryLayout.ALL)).isEqualTo(200);
    assertThat(overall(profile).labelled(SummaryLayout.MATURE)).isEqualTo(198);
  }

  @Test
  void labelsWithoutADelayTellNothingAboutIt() {
    ReferenceProfile profile =
        build(Reference.binary(Map.of()), List.of(Reference.scored(0.2, "1", 0)));
    assertThat(profile.labelDelay()).isNull();
    assertThat(overall(profile).labelled(SummaryLayout.MATURE)).isEqualTo(1);
  }

  @Test
  void labelsAfterTheWaitAreNotTaken() {
    long late = Duration.ofDays(31).toMillis();
    ReferenceProfile profile =
        build(Reference.binary(Map.of()), List.of(Reference.scored(0.2, "1", late)));
    assertThat(overall(profile).labelled(SummaryLayout.ALL)).isZero();
    assertThat(profile.labelDelay()).isNull();
  }

  @Test
  void everySliceHasItsOwnSummary() {
    Monitor monitor =
        Reference.monitor(
            Task.BINARY,
            Classes.ZERO_ONE,
            Map.of(),
            List.of(SliceSpec.of("sex"), SliceSpec.of("sex", "region")));
    List<LabelledPrediction> records = new ArrayList<>();
    for (String sex : List.of("F", "F", "M")) {
      records.add(
          new LabelledPrediction(
              Reference.prediction(
                  Map.of("region", FeatureValue.of("north")),
                  Map.of("sex", sex),
                  "1",
                  Map.of(),
                  null),
              Reference.feedback("1", null, 0)));
    }
    ReferenceProfile profile = build(monitor, records);
    assertThat(profile.slices().keySet())
        .containsExactly("*", "sex=F", "sex=F&region=north", "sex=M", "sex=M&region=north");
    assertThat(profile.slice("sex=F").orElseThrow().n()).isEqualTo(2);
    assertThat(overall(profile))
        .isEqualTo(profile.slice("sex=F").orElseThrow().plus(profile.slice("sex=M").orElseThrow()));
  }

  @Test
  void openClassesOfAMulticlassModelAreThoseSeen() {
    Monitor monitor = Reference.monitor(Task.MULTICLASS, null, Map.of(), List.of());
    ReferenceProfile profile =
        build(
            monitor,
            List.of(
                Reference.record(
                    Map.of(),
                    "b",
                    Map.of("a", 0.25, "b", 0.75),
                    Reference.feedback("c", null, 0))));
    assertThat(Objects.requireNonNull(profile.classes()).labels()).containsExactly("a", "b", "c");
    assertThat(overall(profile).predicted()).containsExactly(0, 1, 0, 0, 0);
    assertThat(overall(profile).confusion(SummaryLayout.ALL)[2]).containsExactly(0, 1, 0, 0, 0);
  }

  @Test
  void theUnitOfARegressionFollowsTheRangeOfItsNumbers() {
    Monitor monitor = Reference.monitor(Task.REGRESSION, null, Map.of(), List.of());
    List<LabelledPrediction> records =
        List.of(
            new LabelledPrediction(
                Reference.prediction(Map.of(), Map.of(), null, Map.of(), 100.0),
                Reference.feedback(null, 131.0, 0)),
            new LabelledPrediction(
                Reference.prediction(Map.of(), Map.of(), null, Map.of(), 102.0), null));
    ReferenceProfile profile = build(monitor, records);
    assertThat(profile.values().centre()).isEqualTo(100);
    assertThat(profile.values().unit()).isEqualTo(0x1p-16);
    var sums = overall(profile).regression(SummaryLayout.ALL, profile.values());
    assertThat(sums.n()).isEqualTo(1);
    assertThat(sums.error()).isEqualTo(-31);
    assertThat(sums.errorSquare()).isEqualTo(961);
  }

  @Test
  void weightsCountInTheSums() {
    LabelledPrediction one = Reference.feature("x", FeatureValue.of("a"));
    var p = one.prediction();
    var heavy =
        new LabelledPrediction(
            new io.evenkeel.event.Prediction(
                p.predictionId(),
                p.modelId(),
                p.modelVersion(),
                p.eventTime(),
                Map.of("x", FeatureValue.of("b")),
                p.meta(),
                null,
                Map.of(),
                null,
                p.stage(),
                10,
                null,
                null,
                null),
            null);
    ReferenceProfile profile = build(Reference.binary(Map.of()), List.of(one, one, heavy));
    assertThat(categorical(profile).categories()).containsExactly("b", "a");
    assertThat(categorical(profile).seenOnce()).isEqualTo(1);
    assertThat(overall(profile).n()).isEqualTo(12);
    assertThat(profile.rows()).isEqualTo(3);
  }

  @Test
  void progressIsToldForBothPasses() {
    List<String> heard = new ArrayList<>();
    List<LabelledPrediction> records =
        new ArrayList<>(
            java.util.Collections.nCopies(1500, Reference.feature("x", FeatureValue.of(1))));
    new ReferenceProfileBuilder(Reference.binary(Map.of()), "m", "a test")
        .onProgress((pass, rows) -> heard.add(pass + ":" + rows))
        .build(records);
    assertThat(heard).containsExactly("1:1000", "1:1500", "2:1000", "2:1500");
  }

  @Test
  void noRecordsAreNoReference() {
    assertThatThrownBy(() -> build(Reference.binary(Map.of()), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reference of model has no records");
  }

  @Test
  void recordsThatChangeBetweenThePassesAreRefused() {
    Iterator<List<LabelledPrediction>> passes =
        Arrays.asList(List.of(Reference.scored(0.5, "1", 0)), List.<LabelledPrediction>of())
            .iterator();
    assertThatThrownBy(() -> build(Reference.binary(Map.of()), () -> passes.next().iterator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reference had 1 records at first and 0 the second time");
  }
}
