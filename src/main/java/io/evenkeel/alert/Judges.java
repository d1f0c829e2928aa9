package io.evenkeel.alert;

import io.evenkeel.digest.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the judges of the plans used last, because making one compiles every check. Not
 * thread-safe.
 */
public final class Judges {
  static final int MOST = 64;

  private final Map<Long, Judge> judges = new LinkedHashMap<>(16, 0.75f, true);

  /** The judge by the checks of a plan. */
  public Judge of(Plan plan) {
    Judge judge = judges.computeIfAbsent(plan.id(), id -> new Judge(plan));
    if (judges.size() > MOST) {
      judges.remove(judges.keySet().iterator().next());
    }
    return judge;
  }
}
