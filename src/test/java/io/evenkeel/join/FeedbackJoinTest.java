package io.evenkeel.join;

import static io.evenkeel.summary.SummaryLayout.ALL;
import static io.evenkeel.summary.SummaryLayout.MATURE;
import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.ledger.Delta;
import io.evenkeel.ledger.PlanBook;
import io.evenkeel.ledger.Summariser;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.observation.Label;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.topology.Loans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Labels are waited for six hours, and an hour early; they are mature after one. */
class FeedbackJoinTest {
  private final Plan plan = Loans.plan(Loans.monitor(Loans.MODEL, Loans.MATURE_IN_AN_HOUR));
  private final Map<PendingKey, byte[]> pending = new HashMap<>();
  private final Summariser sums = new Summariser(book(plan));
  private final FeedbackJoin join = new FeedbackJoin(store(pending), sums, book(plan)::byId);

  private static PlanBook book(Plan plan) {
    return new PlanBook() {
      @Override
      public @Nullable Plan byId(long planId) {
        return planId == plan.id() ? plan : null;
      }

      @Override
      public @Nullable Plan at(String model, long eventTime) {
        return plan;
      }
    };
  }

  private static PendingStore store(Map<PendingKey, byte[]> entries) {
    return new PendingStore() {
      @Override
      public byte @Nullable [] get(PendingKey key, long likely) {
        return entries.get(key);
      }

      @Override
      public void put(PendingKey key, byte[] entry, long expiry, long span) {
        entries.put(key, entry);
      }
    };
  }

  private JoinOutcome take(Object event) {
    if (event instanceof Prediction prediction) {
      return join.prediction(prediction.predictionId(), plan, Loans.observation(plan, prediction));
    }
    Feedback feedback = (Feedback) event;
    return join.feedback(feedback.predictionId(), plan, Label.of(feedback));
  }

  private Map<String, SliceSummary> sums() {
    Map<String, SliceSummary> all = new TreeMap<>();
    sums.drain(
        (Delta delta, Plan of, SliceSummary summary) ->
            all.put(
                delta.series().version() + delta.pane() + "/" + delta.band() + delta.slice(),
                summary));
    return all;
  }

  private SliceSummary overall() {
    return overall(sums(), 0);
  }

  private SliceSummary overall(Map<String, SliceSummary> sums, int band) {
    SliceSummary empty = SliceSummary.empty(plan.layout());
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/" + band + "*"))
        .map(Map.Entry::getValue)
        .reduce(empty, SliceSummary::plus);
  }

  private static Prediction prediction(long time, String predicted) {
    return Loans.prediction(Loans.MODEL, "a", "1", time, "F", predicted);
  }

  private static Feedback label(long time, String label, int revision) {
    return Loans.feedback("a", time, label, revision);
  }

  /** The next version waits for a day; which one a label meets must not depend on its order. */
  @Test
  void aLabelCountsByTheVersionThatItsPredictionWasMadeUnder() {
    FeedbackSpec day = new FeedbackSpec(true, Duration.ofDays(1), Duration.ofHours(1), null, true);
    Plan next = Loans.plan(Loans.monitor(Loans.MODEL, day));
    take(prediction(START, "1"));
    Label tooLate = Label.of(label(START + 8 * HOUR, "1", 1));
    assertThat(join.feedback("a", next, tooLate)).isEqualTo(JoinOutcome.OUT_OF_TIME);
    assertThat(take(label(START + HOUR, "0", 0))).isEqualTo(JoinOutcome.JOINED);
    assertThat(overall().labelled(0)).isEqualTo(1);
  }

  @Test
  void aPredictionCountsOnceHoweverOftenItComes() {
    assertThat(take(prediction(START, "1"))).isEqualTo(JoinOutcome.COUNTED);
    assertThat(take(prediction(START, "1"))).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(overall().n()).isEqualTo(1);
  }

  @Test
  void feedbackMeetsItsPrediction() {
    take(prediction(START, "1"));
    assertThat(take(label(START + HOUR, "1", 0))).isEqualTo(JoinOutcome.JOINED);
    assertThat(take(label(START + HOUR, "1", 0))).isEqualTo(JoinOutcome.STALE);
    assertThat(overall().labelled(0)).isEqualTo(1);
  }

  @Test
  void aCorrectionSubtractsTheOldLabelAndAddsTheNew() {
    take(prediction(START, "1"));
    take(label(START + HOUR, "1", 0));
    assertThat(take(label(START + 2 * HOUR, "0", 1))).isEqualTo(JoinOutcome.CORRECTED);
    assertThat(take(label(START + 3 * HOUR, "1", 0))).isEqualTo(JoinOutcome.STALE);
    SliceSummary sum = overall();
    assertThat(sum.labelled(0)).isEqualTo(1);
    assertThat(sum.confusion(0)[1][0] + sum.confusion(0)[0][1]).isEqualTo(1);
    assertThat(sum.confusion(0)[1][1]).isZero();
  }

  @Test
  void feedbackThatComesFirstWaitsForItsPrediction() {
    assertThat(take(label(START + HOUR, "1", 0))).isEqualTo(JoinOutcome.EARLY);
    assertThat(take(label(START + HOUR, "1", 0))).isEqualTo(JoinOutcome.STALE);
    assertThat(take(prediction(START, "1"))).isEqualTo(JoinOutcome.COUNTED_WITH_LABEL);
    assertThat(overall().labelled(0)).isEqualTo(1);
  }

  @Test
  void feedbackOutsideItsSpanDoesNotCount() {
    take(prediction(START, "1"));
    assertThat(take(label(START + 6 * HOUR + 1, "1", 0))).isEqualTo(JoinOutcome.OUT_OF_TIME);
    assertThat(take(label(START - HOUR - 1, "1", 0))).isEqualTo(JoinOutcome.OUT_OF_TIME);
    assertThat(take(label(START + 6 * HOUR, "1", 0))).isEqualTo(JoinOutcome.JOINED);
    assertThat(overall().labelled(0)).isEqualTo(1);
  }

  @Test
  void ofCopiesThatDifferTheEarliestWins() {
    take(prediction(START + HOUR, "0"));
    take(label(START + 2 * HOUR, "1", 0));
    assertThat(take(prediction(START, "1"))).isEqualTo(JoinOutcome.REPLACED);
    assertThat(take(prediction(START + HOUR, "0"))).isEqualTo(JoinOutcome.DUPLICATE_LOST);
    SliceSummary sum = overall();
    assertThat(sum.n()).isEqualTo(1);
    assertThat(sum.confusion(0)[1][1]).isEqualTo(1);
  }

  @Test
  void aCorrectionThatIsTooLateLeavesTheLabelWhicheverComesFirst() {
    List<Object> events =
        List.of(
            prediction(START, "1"), label(START + HOUR, "1", 0), label(START + 7 * HOUR, "0", 1));
    everyOrderGivesTheSame(events);
    sums.clear();
    pending.clear();
    take(events.get(1));
    take(events.get(2));
    take(events.get(0));
    assertThat(overall().labelled(0)).isEqualTo(1);
  }

  @Test
  void aLabelTooEarlyForALaterCopyCountsForTheEarlierOne() {
    everyOrderGivesTheSame(
        List.of(
            prediction(START + 2 * HOUR, "0"),
            prediction(START, "1"),
            label(START + HOUR / 2, "1", 0),
            label(START + 7 * HOUR, "0", 1)));
  }

  @Test
  void decisionsSeeALabelThatIsCorrectedLaterUntilTheCorrectionIsOldEnough() {
    List<Object> events =
        List.of(
            prediction(START, "1"), label(START + HOUR, "1", 0), label(START + 3 * HOUR, "0", 1));
    everyOrderGivesTheSame(events);
    sums.clear();
    pending.clear();
    events.forEach(this::take);
    Map<String, SliceSummary> found = sums();
    SliceSummary first = overall(found, 0);
    assertThat(first.confusion(ALL)[1][1]).isZero();
    assertThat(first.labelled(ALL)).isEqualTo(1);
    assertThat(first.confusion(MATURE)[1][1]).isEqualTo(1);
    assertThat(overall(found, 1).isEmpty()).isTrue();
    SliceSummary later = first.plus(overall(found, 2));
    assertThat(later.confusion(MATURE)).isEqualTo(first.confusion(ALL));
    assertThat(later.labelled(MATURE)).isEqualTo(1);
    assertThat(overall(found, 3).isEmpty()).isTrue();
  }

  private void everyOrderGivesTheSame(List<Object> events) {
    Map<String, SliceSummary> expected = null;
    for (List<Object> order : permutations(events)) {
      sums.clear();
      pending.clear();
      order.forEach(this::take);
      Map<String, SliceSummary> found = sums();
      if (expected == null) {
        expected = found;
      }
      assertThat(found).as("in the order %s", order).isEqualTo(expected);
    }
  }

  private static List<List<Object>> permutations(List<Object> events) {
    if (events.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      List<Object> rest = new ArrayList<>(events);
      Object first = rest.remove(i);
      for (List<Object> tail : permutations(rest)) {
        List<Object> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        all.add(order);
      }
    }
    return all;
  }

  /** Copies that differ, early and late labels, corrections and repeats of one prediction id. */
  @Test
  void theOutcomeDoesNotDependOnTheOrder() {
    for (long seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      List<Object> events = new ArrayList<>();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        events.add(prediction(START + random.nextInt(5) * HOUR, "" + random.nextInt(2)));
      }
      for (int i = random.nextInt(5); i > 0; i--) {
        long time = START + (random.nextInt(14) - 3) * HOUR;
        events.add(label(time, "" + random.nextInt(2), random.nextInt(3)));
      }
      events.add(events.get(random.nextInt(events.size())));
      Map<String, SliceSummary> expected = null;
      for (int order = 0; order < 6; order++) {
        sums.clear();
        pending.clear();
        events.forEach(this::take);
        Map<String, SliceSummary> found = sums();
        expected = expected == null ? found : expected;
        assertThat(found).as("seed %d, events %s", seed, events).isEqualTo(expected);
        Collections.shuffle(events, random);
      }
    }
  }
}
