package io.evenkeel.ledger;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.MINUTE;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Step;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Stage;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.topology.Loans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final long GRACE = 5 * MINUTE;
  private static final int PANES_KEPT = 6 + 6 + 24 + 2;

  private final Monitor monitor =
      Loans.monitor(
          Loans.MODEL,
          Loans.SIX_HOURS,
          ReportWindow.of(Duration.ofHours(1)),
          ReportWindow.of(Duration.ofDays(1)),
          ReportWindow.ALL);
  private Plan plan = Loans.plan(monitor);
  private final OrderedStore store = OrderedStore.inMemory();
  private final PlanBook book =
      new PlanBook() {
        @Override
        public @Nullable Plan byId(long planId) {
          return planId == plan.id() && !planIsGone ? plan : null;
        }

        @Override
        public @Nullable Plan at(String model, long eventTime) {
          return planIsGone ? null : plan;
        }
      };
  private Ledger ledger = new Ledger(store, book);
  private final Summariser summariser = new Summariser(book);
  private final Heard heard = new Heard();
  private boolean allAdded = true;
  private boolean planIsGone;

  private record Told(Series series, WindowSpan span, SortedMap<String, SliceSummary> slices) {
    long n() {
      SliceSummary all = slices.get("*");
      return all == null ? 0 : all.n();
    }
  }

  private static final class Heard implements LedgerEvents {
    private final List<Told> windows = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<Told> all = new ArrayList<>();

    @Override
    public void window(
        Plan of, Series series, WindowSpan span, SortedMap<String, SliceSummary> slices) {
      windows.add(new Told(series, span, slices));
      all.add(new Told(series, span, slices));
    }

    @Override
    public void gone(Plan of, Series series, WindowSpan span, SortedSet<String> slices) {
      slices.forEach(slice -> gone.add(span.name() + " " + slice));
    }

    @Override
    public void step(Plan of, Step step) {
      steps.add(step);
    }

    List<Long> hours() {
      return steps.stream().map(step -> (step.start() - START) / HOUR).toList();
    }
  }

  private void add(String version, long time, boolean late) {
    Observation observation = observation(version, time);
    observation.late = late;
    summariser.prediction(observation, 1);
    drain();
  }

  private Observation observation(String version, long time) {
    Prediction prediction = Loans.prediction(Loans.MODEL, "a", version, time, "F", "1");
    return Loans.observation(plan, prediction);
  }

  private void add(long time) {
    add("1", time, false);
  }

  private void label(long predicted, long time) {
    summariser.labels(observation("1", predicted), List.of(new Label(0, time, "1", Double.NaN)), 1);
    drain();
  }

  private void drain() {
    summariser.drain((delta, of, summary) -> allAdded &= ledger.add(delta, of, summary));
  }

  private void advance(long time) {
    ledger.advance(Loans.MODEL, time, false, Long.MAX_VALUE, heard);
  }

  private void end() {
    ledger.advance(Loans.MODEL, Long.MIN_VALUE, true, Long.MIN_VALUE, heard);
  }

  private List<Told> publish() {
    heard.windows.clear();
    ledger.publish(heard);
    return heard.windows;
  }

  private static Told window(List<Told> windows, String name) {
    return windows.stream()
        .filter(told -> told.span().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsForgottenBeforeTheFirstStepHoweverFarApartTheDataLies() {
    add(START + 1000 * HOUR);
    add(START);

    end();

    assertThat(allAdded).isTrue();
    assertThat(window(publish(), "all").n()).isEqualTo(2);
    assertThat(heard.hours()).startsWith(0L);
  }

  @Test
  void aStepIsTakenWhenTheWatermarkHasPassedEndAndGrace() {
    add(START);
    advance(START + HOUR + GRACE - 1);
    assertThat(heard.steps).isEmpty();
    advance(START + HOUR + GRACE);
    assertThat(heard.hours()).containsExactly(0L);
  }

  @Test
  void everyPaneIsSteppedOnceAndInOrderEmptyOnesIncluded() {
    add(START + 3 * HOUR);
    add(START);
    advance(START + 2 * HOUR + GRACE);
    advance(START + 2 * HOUR + GRACE);
    advance(START + HOUR);
    advance(START + 4 * HOUR + GRACE);
    assertThat(heard.hours()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(heard.steps.get(1).slices()).isEmpty();
  }

  @Test
  void stepsGoOnAfterTheLastDataUntilNoLabelCanCome() {
    add(START);
    advance(START + 100 * HOUR);
    assertThat(heard.hours()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void labelsAreJudgedInTheStepInWhichTheirPaneMatures() {
    add(START);
    label(START, START + 2 * HOUR);
    advance(START + 100 * HOUR);
    List<Step> judged = heard.steps.stream().filter(step -> !step.matured().isEmpty()).toList();
    assertThat(judged).hasSize(1);
    assertThat(judged.get(0).start()).isEqualTo(START + 6 * HOUR);
    assertThat(judged.get(0).matured().get(0).start()).isEqualTo(START);
    SliceSummary all = judged.get(0).matured().get(0).slices().get("*");
    assertThat(all == null ? -1 : all.labelled(0)).isEqualTo(1);
  }

  private final Plan hasty = Loans.plan(Loans.monitor(Loans.MODEL, Loans.MATURE_IN_AN_HOUR));

  /** Labels mature after one hour; the bands after it end at 2, 4 and 6 hours. */
  @Test
  void aStepSeesOfAnEarlierPaneTheLabelsThatMustHaveCome() {
    plan = hasty;
    add(START);
    add(START);
    label(START, START + HOUR);
    label(START, START + 3 * HOUR);
    advance(START + 100 * HOUR);
    assertThat(known(1)).isEqualTo(1);
    assertThat(known(3)).isEqualTo(1);
    assertThat(known(4)).isEqualTo(2);
    assertThat(known(6)).isEqualTo(2);
    assertThat(mature(heard.steps.get(1).matured().get(0).slices())).isEqualTo(1);
  }

  private long known(int step) {
    return mature(ledger.knownBy(heard.steps.get(step), plan).pane(START));
  }

  private static long mature(SortedMap<String, SliceSummary> slices) {
    SliceSummary all = slices.get("*");
    return all == null ? -1 : all.labelled(1);
  }

  @Test
  void stepsGoOnAfterTheEndOfInputUntilEveryLabelWasSeen() {
    plan = hasty;
    add(START);
    label(START, START + HOUR);
    ledger.advance(Loans.MODEL, START + 2 * HOUR + GRACE, false, START, heard);
    assertThat(heard.hours()).containsExactly(0L, 1L);
    label(START, START + 3 * HOUR);
    end();
    assertThat(heard.hours()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void lateRecordsEnterReportsAndNeverDecisions() {
    add(START + 2 * HOUR);
    add("1", START + 2 * HOUR, true);
    advance(START + 3 * HOUR + GRACE);
    SliceSummary decided = heard.steps.get(0).slices().get("*");
    assertThat(decided == null ? -1 : decided.n()).isEqualTo(1);
    assertThat(window(publish(), "1h").n()).isEqualTo(2);
  }

  @Test
  void onlyWindowsThatChangedAreTold() {
    add(START);
    assertThat(publish()).extracting(told -> told.span().name()).containsOnly("1h", "1d", "all");
    assertThat(publish()).isEmpty();
    add(START + HOUR);
    List<Told> told = publish();
    assertThat(told).hasSize(3);
    assertThat(window(told, "1h").span().start()).isEqualTo(START + HOUR);
    assertThat(window(told, "1d").n()).isEqualTo(2);
    assertThat(window(told, "all").n()).isEqualTo(2);
  }

  @Test
  void aWindowIsToldAgainWhenItCloses() {
    add(START);
    assertThat(window(publish(), "1h").span().closed()).isFalse();
    advance(START + HOUR + GRACE);
    assertThat(window(publish(), "1h").span().closed()).isTrue();
  }

  @Test
  void theEndOfInputClosesEveryWindow() {
    add(START + HOUR);
    end();
    assertThat(publish()).isNotEmpty().allMatch(told -> told.n() == 0 || told.span().closed());
    assertThat(window(heard.windows, "1d").span().closed()).isTrue();
  }

  @Test
  void aLongWindowClosesWhenTimePassesItThoughStepsStoppedBefore() {
    add(START + HOUR);
    advance(START + 24 * HOUR + GRACE - 1);
    assertThat(window(publish(), "1d").span().closed()).isFalse();
    advance(START + 24 * HOUR + GRACE);
    assertThat(window(publish(), "1d").span().closed()).isTrue();
    advance(START + 48 * HOUR);
    assertThat(publish()).isEmpty();
  }

  @Test
  void theCumulativeWindowBeginsWithTheFirstPaneAndKeepsWhatIsForgotten() {
    for (int hour = 0; hour < 60; hour++) {
      add(START + hour * HOUR);
      advance(START + hour * HOUR + GRACE);
    }
    Told all = window(publish(), "all");
    assertThat(all.n()).isEqualTo(60);
    assertThat(all.span().start()).isEqualTo(START);
    assertThat(all.span().end()).isEqualTo(START + 60 * HOUR);
  }

  @Test
  void panesThatNothingCanReachAreForgotten() {
    for (int hour = 0; hour < 200; hour++) {
      add(START + hour * HOUR);
      advance(START + hour * HOUR + GRACE);
    }
    List<Long> kept = new ArrayList<>();
    store.scan(
        LedgerKeys.type(LedgerKeys.ON_TIME),
        (key, value) -> kept.add((LedgerKeys.parse(key).pane() - START) / HOUR));
    assertThat(kept).hasSizeBetween(2 * PANES_KEPT, 2 * (PANES_KEPT + 3)).contains(199L);
  }

  @Test
  void aLongWindowIsToldWholeThoughTimeLeapsOverManyOfThem() {
    for (int hour = 0; hour < 240; hour++) {
      add(START + hour * HOUR);
    }
    end();
    ledger.publish(heard);
    Map<Long, Long> days = new TreeMap<>();
    heard.windows.stream()
        .filter(told -> told.span().name().equals("1d"))
        .forEach(told -> days.put(told.span().start(), told.n()));
    assertThat(days).hasSize(10);
    assertThat(days.values()).containsOnly(24L);
  }

  @Test
  void aDeltaOfAForgottenPaneIsRefused() {
    for (int hour = 0; hour < 100; hour++) {
      add(START + hour * HOUR);
      advance(START + hour * HOUR + GRACE);
    }
    assertThat(allAdded).isTrue();
    add(START + 90 * HOUR);
    assertThat(allAdded).isTrue();
    add(START);
    assertThat(allAdded).isFalse();
    assertThat(window(publish(), "all").n()).isEqualTo(101);
  }

  @Test
  void aLeapOfTimeTellsOfOtherSeriesAsTheyAreThen() {
    for (int hour = 0; hour < 90; hour++) {
      add("1", START + hour * HOUR, false);
      add("2", START + hour * HOUR, false);
    }
    advance(START + 90 * HOUR + GRACE);
    publish();
    Map<String, Boolean> closed = new TreeMap<>();
    heard.all.stream()
        .filter(told -> told.span().name().equals("1h"))
        .forEach(
            told -> closed.put(told.series() + "" + told.span().start(), told.span().closed()));
    assertThat(closed).hasSize(180).doesNotContainValue(false);
  }

  @Test
  void aLeapOfTimeTellsOfLongWindowsWhileAllTheirPanesAreKnown() {
    add(START + 22 * HOUR);
    add(START + 23 * HOUR);
    advance(START + 24 * HOUR + GRACE);
    publish();
    label(START + 23 * HOUR, START + 24 * HOUR);
    for (int hour = 24; hour < 120; hour++) {
      add(START + hour * HOUR);
    }
    advance(START + 120 * HOUR + GRACE);
    publish();
    assertThat(heard.all)
        .filteredOn(told -> told.span().name().equals("1d") && told.span().start() == START)
        .last()
        .satisfies(told -> assertThat(told.n()).isEqualTo(2));
  }

  @Test
  void aWindowWhoseLastPanesAreEmptyIsToldOfWhenItCloses() {
    add(START + 23 * HOUR - 1);
    advance(START + 23 * HOUR + GRACE);
    assertThat(window(publish(), "1d").span().closed()).isFalse();
    ledger.advance(Loans.MODEL, START + 24 * HOUR + GRACE, false, START + 23 * HOUR, heard);
    assertThat(window(publish(), "1d").span().closed()).isTrue();
  }

  @Test
  void aPaneWithoutDataIsToldOfUnlessSilenceMeansNothing() {
    add(START);
    advance(START + 3 * HOUR + GRACE);
    assertThat(publish())
        .filteredOn(told -> told.span().name().equals("1h"))
        .extracting(Told::n)
        .containsExactly(1L, 0L, 0L);
    ledger.advance(Loans.MODEL, START + 5 * HOUR + GRACE, false, START, heard);
    assertThat(publish()).filteredOn(told -> told.span().name().equals("1h")).isEmpty();
    assertThat(heard.steps.get(2).ended()).isFalse();
    assertThat(heard.steps.get(4).ended()).isTrue();
  }

  @Test
  void silenceOfASeriesMeansNothingOnceTrafficHasMovedToAnother() {
    add("1", START, false);
    add("2", START + HOUR, false);
    add("2", START + 4 * HOUR, false);
    advance(START + 3 * HOUR + GRACE);
    assertThat(heard.steps)
        .filteredOn(step -> step.series().version().equals("1"))
        .extracting(Step::ended)
        .containsExactly(false, true, true);
    assertThat(heard.steps)
        .filteredOn(step -> step.series().version().equals("2"))
        .extracting(Step::ended)
        .containsExactly(false, false);
  }

  @Test
  void whichStepsThereAreDoesNotDependOnWhenTheDataAfterAGapCame() {
    add(START);
    advance(START + 100 * HOUR);
    add(START + 101 * HOUR);
    advance(START + 102 * HOUR + GRACE);
    List<Long> gapFirst = heard.hours();
    assertThat(gapFirst).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 101L);
    heard.steps.clear();
    ledger = new Ledger(OrderedStore.inMemory(), book);
    add(START);
    add(START + 101 * HOUR);
    advance(START + 102 * HOUR + GRACE);
    assertThat(heard.hours()).isEqualTo(gapFirst);
  }

  @Test
  void aPredictionThatMovesAwayLeavesNoTrace() {
    add("1", START, false);
    add("2", START + HOUR, false);
    publish();
    summariser.prediction(observation("2", START + HOUR), -1);
    summariser.prediction(observation("1", START + HOUR / 2), 1);
    drain();
    assertThat(publish()).extracting(told -> told.series().version()).containsOnly("1");
    assertThat(heard.gone)
        .containsExactlyInAnyOrder("1h *", "1h sex=F", "1d *", "1d sex=F", "all *", "all sex=F");
    advance(START + 3 * HOUR);
    assertThat(heard.steps).allMatch(step -> step.series().version().equals("1"));
  }

  @Test
  void theLastPaneIsTheLastThatStillHasData() {
    add(START);
    add(START + 5 * HOUR);
    summariser.prediction(observation("1", START + 5 * HOUR), -1);
    drain();
    assertThat(window(publish(), "all").span().end()).isEqualTo(START + HOUR);
  }

  @Test
  void seriesOfAModelStepInOneFixedOrder() {
    add("2", START, false);
    add("1", START + HOUR, false);
    add("3", START, false);
    advance(START + 2 * HOUR + GRACE);
    assertThat(heard.steps)
        .extracting(step -> (step.start() - START) / HOUR + "/" + step.series().version())
        .containsExactly("0/2", "0/3", "1/1", "1/2", "1/3");
  }

  @Test
  void sumsOfAPlanThatIsGoneArePassedOver() {
    add(START);
    advance(START + HOUR + GRACE);
    planIsGone = true;
    label(START, START + MINUTE);
    assertThat(summariser.takeGone()).isEqualTo(1);
    assertThat(summariser.takeGone()).isZero();
    advance(START + 3 * HOUR + GRACE);
    assertThat(publish()).isEmpty();
  }

  @Test
  void aPaneSummedUnderAGonePlanBeginsAnewUnderTheNextOne() {
    add(START);
    Plan next = Loans.plan(Loans.monitor(Loans.MODEL, Loans.DIRECT));
    Delta delta =
        new Delta(next.id(), new Series(Loans.MODEL, "1", Stage.PRODUCTION), START, false, 0, "*");
    planIsGone = true;
    Ledger under = new Ledger(store, only(next));
    assertThat(under.add(delta, next, one(next))).isTrue();
    heard.windows.clear();
    under.publish(heard);
    assertThat(window(heard.windows, "1h").n()).isEqualTo(1);
  }

  private static SliceSummary one(Plan of) {
    SliceAccumulator sum = of.accumulator();
    sum.prediction(Loans.observation(of, Loans.prediction("z", START)), 1);
    return sum.summary();
  }

  private static PlanBook only(Plan known) {
    return new PlanBook() {
      @Override
      public @Nullable Plan byId(long planId) {
        return planId == known.id() ? known : null;
      }

      @Override
      public Plan at(String model, long eventTime) {
        return known;
      }
    };
  }
}
