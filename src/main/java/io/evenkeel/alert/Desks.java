package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps desks and judges open, because opening one compiles every check and reads all state.
 *
 * <p>To be dropped with the task that owns the books: after a failure their state is not what the
 * desks here remember. Not thread-safe.
 */
public final class Desks {
  /** Judges of so many plans are kept; the one used longest ago goes first. */
  static final int JUDGES = 64;

  private final Function<Series, StateBook> books;
  private final Map<Series, Open> desks = new HashMap<>();
  private final Map<Long, Judge> judges = new LinkedHashMap<>(16, 0.75f, true);

  private record Open(long planId, AlertDesk desk) {}

  /** Desks on these books. */
  public Desks(Function<Series, StateBook> books) {
    this.books = books;
  }

  /** The desk of a series under a plan, opened if need be. */
  public AlertDesk desk(Plan plan, Series series) {
    Open open = desks.get(series);
    if (open == null || open.planId() != plan.id()) {
      open = new Open(plan.id(), new AlertDesk(plan, series, books.apply(series)));
      desks.put(series, open);
    }
    return open.desk();
  }

  /** The judge by the checks of a plan. */
  public Judge judge(Plan plan) {
    Judge judge = judges.computeIfAbsent(plan.id(), id -> new Judge(plan));
    if (judges.size() > JUDGES) {
      judges.remove(judges.keySet().iterator().next());
    }
    return judge;
  }

  /** Forgets the desk of a series, as when its state is dropped. */
  public void forget(Series series) {
    desks.remove(series);
  }
}
