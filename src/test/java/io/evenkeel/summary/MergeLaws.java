package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.observation.Observation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every summary, whatever its shape: adding is a commutative group, exactly.
 *
 * <p>A shape of summaries inherits these laws by naming its layout and making its events.
 */
abstract class MergeLaws {

  /** A prediction, with or without a label that came for it. */
  record Event(Observation observation, @Nullable LabelArrival label) {
    void addTo(SliceAccumulator sums, int sign) {
      sums.prediction(observation, sign);
      if (label != null) {
        sums.label(observation, label, sign);
      }
    }
  }

  abstract SummaryLayout layout();

  abstract SliceAccumulator accumulator();

  /** One event of this shape. */
  abstract Arbitrary<Observation> observations();

  /** True class, -1 for a regression. */
  abstract Arbitrary<Integer> actuals();

  /** True number, NaN for a class. */
  abstract Arbitrary<Double> values();

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<LabelArrival> labels =
        Combinators.combine(
                actuals(),
                values(),
                Arbitraries.integers().between(0, 2),
                // Few different times, so that a summary remembers all of them.
                Arbitraries.longs().between(-3, 4).map(hours -> hours * 3_600_000),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(LabelArrival::new);
    return Combinators.combine(observations(), labels.injectNull(0.3))
        .as(Event::new)
        .list()
        .ofMaxSize(12);
  }

  private SliceSummary summary(List<Event> events) {
    SliceAccumulator sums = accumulator();
    events.forEach(event -> event.addTo(sums, 1));
    return sums.summary();
  }

  @Property(tries = 100)
  void emptyIsTheIdentity(@ForAll("events") List<Event> events) {
    SliceSummary a = summary(events);
    SliceSummary empty = SliceSummary.empty(layout());
    assertThat(a.plus(empty)).isEqualTo(a);
    assertThat(empty.plus(a)).isEqualTo(a);
    assertThat(empty.isEmpty()).isTrue();
    assertThat(a.isEmpty()).isEqualTo(events.isEmpty());
  }

  @Property(tries = 100)
  void mergingCommutes(@ForAll("events") List<Event> first, @ForAll("events") List<Event> second) {
    SliceSummary a = summary(first);
    SliceSummary b = summary(second);
    assertThat(SummaryCodec.encode(a.plus(b))).isEqualTo(SummaryCodec.encode(b.plus(a)));
  }

  @Property(tries = 100)
  void mergingAssociates(
      @ForAll("events") List<Event> first,
      @ForAll("events") List<Event> second,
      @ForAll("events") List<Event> third) {
    SliceSummary a = summary(first);
    SliceSummary b = summary(second);
    SliceSummary c = summary(third);
    assertThat(SummaryCodec.encode(a.plus(b).plus(c)))
        .isEqualTo(SummaryCodec.encode(a.plus(b.plus(c))));
  }

  @Property(tries = 100)
  void addingAllEqualsMergingTheParts(
      @ForAll("events") List<Event> first, @ForAll("events") List<Event> second) {
    SliceAccumulator all = accumulator();
    second.forEach(event -> event.addTo(all, 1));
    first.forEach(event -> event.addTo(all, 1));
    SliceAccumulator merged = accumulator();
    SliceAccumulator part = accumulator();
    first.forEach(event -> event.addTo(merged, 1));
    second.forEach(event -> event.addTo(part, 1));
    merged.addAll(part);
    assertThat(summary(first).plus(summary(second)))
        .isEqualTo(all.summary())
        .isEqualTo(merged.summary());
  }

  @Property(tries = 100)
  void takingAwayWhatWasAddedLeavesNothing(
      @ForAll("events") List<Event> kept, @ForAll("events") List<Event> taken) {
    SliceAccumulator sums = accumulator();
    taken.forEach(event -> event.addTo(sums, 1));
    taken.forEach(event -> event.addTo(sums, -1));
    assertThat(sums.summary().isEmpty()).isTrue();
    // The negative may also travel alone, before what it takes away.
    SliceAccumulator negative = accumulator();
    taken.forEach(event -> event.addTo(negative, -1));
    kept.forEach(event -> event.addTo(negative, 1));
    assertThat(negative.summary().plus(summary(taken))).isEqualTo(summary(kept));
  }

  @Property(tries = 100)
  void bytesHoldEverything(
      @ForAll("events") List<Event> added, @ForAll("events") List<Event> taken) {
    SliceAccumulator sums = accumulator();
    added.forEach(event -> event.addTo(sums, 1));
    taken.forEach(event -> event.addTo(sums, -1));
    SliceSummary summary = sums.summary();
    byte[] bytes = SummaryCodec.encode(summary);
    SliceSummary read = SummaryCodec.decode(layout(), bytes);
    assertThat(read).isEqualTo(summary).hasSameHashCodeAs(summary);
    assertThat(SummaryCodec.encode(read)).isEqualTo(bytes);
  }

  @Property(tries = 50)
  void clearingForgetsEverything(@ForAll("events") List<Event> events) {
    SliceAccumulator sums = accumulator();
    events.forEach(event -> event.addTo(sums, 1));
    sums.clear();
    assertThat(sums.summary()).isEqualTo(SliceSummary.empty(layout()));
  }

  /** Fills in what every kind of task has: flags, weight and features. */
  static Arbitrary<Observation> observations(SummaryLayout layout, int scores) {
    Arbitrary<long[]> raw =
        Arbitraries.longs().array(long[].class).ofSize(4 + 3 * layout.features());
    return raw.map(
        numbers -> {
          Observation o = new Observation();
          o.reset(0, layout.features(), scores);
          o.weight = numbers[0] % 4 == 0 ? 1_000_000 : 1 + (int) Math.floorMod(numbers[0], 3L);
          o.late = numbers[1] % 3 == 0;
          o.invalidScore = numbers[2] % 5 == 0;
          o.renormalised = numbers[3] % 2 == 0;
          for (int f = 0; f < layout.features(); f++) {
            FeatureShape shape = layout.shape().features().get(f);
            o.cells[f] = (int) Math.floorMod(numbers[4 + 3 * f], (long) shape.cells());
            if (shape.numeric()) {
              o.sides[f] = (byte) Math.floorMod(numbers[5 + 3 * f], 8L);
              o.quantities[f] = numbers[6 + 3 * f] % (Quantity.LIMIT + 1);
            }
          }
          return o;
        });
  }
}
