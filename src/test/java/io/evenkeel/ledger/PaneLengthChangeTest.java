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
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.topology.Loans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor whose panes become longer, or shorter, while its stream goes on. */
class PaneLengthChangeTest {
  private static final long DAY = 24 * HOUR;
  private static final long SWITCH = START + 2 * DAY;
  private static final long END = START + 4 * DAY;

  private final OrderedStore store = OrderedStore.inMemory();
  private final List<String> steps = new ArrayList<>();
  private final Map<Long, Long> weeks = new TreeMap<>();
  private long stepped;

  private static Plan plan(long pane) {
    Monitor monitor =
        Loans.monitor(
            Loans.MODEL,
            Loans.SIX_HOURS,
            ReportWindow.of(Duration.ofMillis(pane)),
            ReportWindow.of(Duration.ofDays(7)));
    return Loans.plan(Loans.withPane(monitor, Duration.ofMillis(pane)));
  }

  private static PlanBook book(Plan before, Plan after) {
    return new PlanBook() {
      @Override
      public @Nullable Plan byId(long planId) {
        return planId == before.id() ? before : planId == after.id() ? after : null;
      }

      @Override
      public Plan at(String model, long eventTime) {
        return eventTime < SWITCH ? before : after;
      }
    };
  }

  private final LedgerEvents events =
      new LedgerEvents() {
        @Override
        public void window(
            Plan of, Series series, WindowSpan span, SortedMap<String, SliceSummary> slices) {
          SliceSummary all = slices.get("*");
          if (span.name().equals("7d") && all != null) {
            weeks.put(span.start(), all.n());
          }
        }

        @Override
        public void gone(Plan of, Series series, WindowSpan span, SortedSet<String> slices) {
          throw new AssertionError("nothing goes away here: " + slices);
        }

        @Override
        public void step(Plan of, Step step) {
          SliceSummary all = step.slices().get("*");
          stepped += all == null ? 0 : all.n();
          steps.add((step.start() - START) / HOUR + "+" + (step.end() - step.start()) / HOUR);
        }
      };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPaneIsSteppedOnceCountedInLongerWindowsAndForgotten(boolean longer) {
    long first = longer ? HOUR : DAY;
    long second = longer ? DAY : HOUR;
    PlanBook book = book(plan(first), plan(second));
    Ledger ledger = new Ledger(store, book);
    Summariser summariser = new Summariser(book);
    long sent = 0;
    for (long time = START; time < END; time += HOUR) {
      Plan plan = Objects.requireNonNull(book.at(Loans.MODEL, time));
      summariser.prediction(Loans.observation(plan, Loans.prediction("p" + sent++, time)), 1);
      summariser.drain(ledger::add);
      ledger.advance(Loans.MODEL, time, false, Long.MAX_VALUE, events);
    }
    ledger.advance(Loans.MODEL, END + HOUR, false, Long.MAX_VALUE, events);
    ledger.publish(events);

    assertThat(stepped).isEqualTo(sent);
    assertThat(weeks.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(sent);
    assertThat(steps).doesNotHaveDuplicates().hasSize(2 * 24 + 2);
    assertThat(steps.get(0)).isEqualTo(first == HOUR ? "0+1" : "0+24");
    assertThat(steps.get(steps.size() - 1)).isEqualTo(first == HOUR ? "72+24" : "95+1");

    ledger.advance(Loans.MODEL, END + 40 * DAY, false, Long.MAX_VALUE, events);
    List<String> left = new ArrayList<>();
    store.scan(new byte[0], (key, value) -> left.add(Character.toString(key[0])));
    assertThat(left).as("what is kept of a series that nothing can reach").isEmpty();
  }
}
