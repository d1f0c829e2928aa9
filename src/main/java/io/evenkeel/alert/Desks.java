package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps desks open, because opening one compiles every check and reads all state.
 *
 * <p>To be dropped with the task that owns the books: after a failure their state is not what the
 * desks here remember. Not thread-safe.
 */
public final class Desks {
  /** So many desks are kept; the one used longest ago goes first. */
  static final int MOST = 256;

  private final Function<Series, StateBook> books;
  private final Map<Series, Open> desks = new LinkedHashMap<>(16, 0.75f, true);

  private record Open(long planId, AlertDesk desk) {}

  /**
   * Desks on these books.
   *
   * @param books the book of a series, with all that was written into it before
   */
  public Desks(Function<Series, StateBook> books) {
    this.books = books;
  }

  /** The desk of a series under a plan, opened if need be. */
  public AlertDesk desk(Plan plan, Series series) {
    Open open = desks.get(series);
    if (open == null || open.planId() != plan.id()) {
      open = new Open(plan.id(), new AlertDesk(plan, series, books.apply(series)));
      desks.put(series, open);
      if (desks.size() > MOST) {
        desks.remove(desks.keySet().iterator().next());
      }
    }
    return open.desk();
  }

  /** The desk of a series, whatever plan it is open under, else opened under this one. */
  public AlertDesk open(Plan plan, Series series) {
    Open open = desks.get(series);
    return open == null ? desk(plan, series) : open.desk();
  }

  /** Forgets the desk of a series, as when its state is dropped. */
  public void forget(Series series) {
    desks.remove(series);
  }
}
