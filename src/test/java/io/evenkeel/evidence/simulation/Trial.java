package io.evenkeel.evidence.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Runs worlds of consecutive seeds and counts what their rules do. */
record Trial<P>(LongFunction<World<P>> worlds, int runs) {
  /** False alarms of each rule per 1,000 quiet panes. */
  List<Measured> falseAlarms(int panes) {
    List<Measured> perRule = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      World<P> world = worlds.apply(run);
      List<Rule<P>> rules = world.rules();
      int[] fired = new int[rules.size()];
      for (int t = 0; t < panes; t++) {
        P pane = world.quiet(t);
        for (int r = 0; r < fired.length; r++) {
          fired[r] += rules.get(r).fires(pane) ? 1 : 0;
        }
      }
      for (int r = 0; r < fired.length; r++) {
        if (perRule.size() == r) {
          perRule.add(new Measured());
        }
        perRule.get(r).add(1000.0 * fired[r] / panes);
      }
    }
    return perRule;
  }

  /**
   * Panes from the change to the first alert of each rule, counting the pane that fires; runs that
   * never fire within {@code limit} panes are counted as missed. Alerts before the change are
   * answered and forgotten.
   */
  List<Measured> delays(int quietPanes, int limit) {
    List<Measured> perRule = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      World<P> world = worlds.apply(run);
      List<Rule<P>> rules = world.rules();
      while (perRule.size() < rules.size()) {
        perRule.add(new Measured());
      }
      for (int t = 0; t < quietPanes; t++) {
        P pane = world.quiet(t);
        rules.forEach(rule -> rule.fires(pane));
      }
      boolean[] done = new boolean[rules.size()];
      int open = done.length;
      for (int t = 0; t < limit && open > 0; t++) {
        P pane = world.changed(t);
        for (int r = 0; r < done.length; r++) {
          if (!done[r] && rules.get(r).fires(pane)) {
            done[r] = true;
            open--;
            perRule.get(r).add(t + 1.0);
          }
        }
      }
      for (int r = 0; r < done.length; r++) {
        if (!done[r]) {
          perRule.get(r).miss();
        }
      }
    }
    return perRule;
  }
}
