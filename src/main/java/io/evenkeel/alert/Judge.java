package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import io.evenkeel.evaluation.WindowReport;
import java.util.List;

/** TEMP. */
public final class Judge {
  private Judge() {}

  /** TEMP. */
  public static List<WindowReport> judged(Plan plan, List<WindowReport> reports) {
    return reports;
  }
}
