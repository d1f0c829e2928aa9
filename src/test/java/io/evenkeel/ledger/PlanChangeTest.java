package io.evenkeel.ledger;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Step;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.topology.Loans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A monitor that changes at noon: what was summed before may mean something else. */
class PlanChangeTest {
  private static final long NOON = START + 12 * HOUR;
  private static final long END = START + 24 * HOUR;

  private final Map<Long, Long> days = new TreeMap<>();
  private final Map<Long, Long> matured = new TreeMap<>();

  private final LedgerEvents events =
      new LedgerEvents() {
        @Override
        public void window(
            Plan of, Series series, WindowSpan span, SortedMap<String, SliceSummary> slices) {
          SliceSummary all = slices.get("*");
          if (span.name().equals("1d") && all != null) {
            days.put(span.start(), all.n());
          }
        }

        @Override
        public void gone(Plan of, Series series, WindowSpan span, SortedSet<String> slices) {
          throw new AssertionError("nothing goes away here: " + slices);
        }

        @Override
        public void step(Plan of, Step step) {
          for (Step.MaturedPane pane : step.matured()) {
            SliceSummary all = pane.slices().get("*");
            matured.put(pane.start(), all == null ? 0 : all.labelled(0));
          }
        }
      };

  private static Plan plan(String bins, String document) {
    Monitor monitor =
        Loans.monitor(
            Loans.MODEL,
            Loans.SIX_HOURS,
            ReportWindow.of(Duration.ofHours(1)),
            ReportWindow.of(Duration.ofDays(1)));
    ReferenceProfile profile =
        ReferenceProfile.builder("loans@1", Loans.MODEL)
            .rows(1)
            .classes(monitor.classes())
            .hash(bins)
            .build();
    return Plan.compile(monitor, profile, document);
  }

  private void run(Plan before, Plan after) {
    PlanBook book =
        new PlanBook() {
          @Override
          public @Nullable Plan byId(long planId) {
            return planId == before.id() ? before : planId == after.id() ? after : null;
          }

          @Override
          public Plan at(String model, long eventTime) {
            return eventTime < NOON ? before : after;
          }
        };
    Ledger ledger = new Ledger(OrderedStore.inMemory(), book);
    Summariser summariser = new Summariser(book);
    for (long time = START; time < END; time += HOUR) {
      Plan plan = Objects.requireNonNull(book.at(Loans.MODEL, time));
      Observation observation = Loans.observation(plan, Loans.prediction("p" + time, time));
      summariser.prediction(observation, 1);
      Label label = new Label(0, time + HOUR, "1", Double.NaN);
      summariser.labels(observation, List.of(label), 1);
      summariser.drain(ledger::add);
    }
    ledger.advance(Loans.MODEL, END + 12 * HOUR, false, Long.MAX_VALUE, events);
    ledger.publish(events);
  }

  @Test
  void sumsOverOtherBinsAreNeitherAddedNorJudged() {
    run(plan("narrow bins", "document"), plan("wide bins", "document"));

    assertThat(days).containsExactly(Map.entry(START, 12L));
    assertThat(labelsBetween(START, NOON)).isEqualTo(6);
    assertThat(labelsBetween(NOON, END)).isEqualTo(12);
  }

  @Test
  void sumsUnderOtherChecksGoOn() {
    run(plan("bins", "lenient"), plan("bins", "strict"));

    assertThat(days).containsExactly(Map.entry(START, 24L));
    assertThat(labelsBetween(START, END)).isEqualTo(24);
  }

  private long labelsBetween(long from, long to) {
    return matured.entrySet().stream()
        .filter(pane -> pane.getKey() >= from && pane.getKey() < to)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
