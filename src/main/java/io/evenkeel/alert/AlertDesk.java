package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import java.util.List;

/** TEMP. */
public final class AlertDesk {
  /** TEMP. */
  public AlertDesk(Plan plan, Series series, StateBook book) {}

  /** TEMP. */
  public List<Alert> decide(Step step) {
    return List.of();
  }
}
