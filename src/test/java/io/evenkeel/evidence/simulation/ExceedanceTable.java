package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.EvidenceOptions;
import io.evenkeel.evidence.Exceedance;
import io.evenkeel.evidence.Pane;
import java.util.List;

/** Detector D on independent panes that exceed with a given rate, null rate 0.10, ARL 1,000. */
final class ExceedanceTable {
  private ExceedanceTable() {}

  static Trial<Boolean> trial(double quiet, double changed, int runs) {
    return new Trial<>(
        seed -> new Panes(new Draw(seed), quiet, changed, List.of(new Alerts())), runs);
  }

  private record Panes(Draw draw, double before, double after, List<Rule<Boolean>> rules)
      implements World<Boolean> {
    @Override
    public Boolean quiet(int t) {
      return draw.uniform() < before;
    }

    @Override
    public Boolean changed(int t) {
      return draw.uniform() < after;
    }
  }

  private static final class Alerts implements Rule<Boolean> {
    private final Exceedance detector =
        Exceedance.of(Exceedance.NULL_RATE, 1, EvidenceOptions.standard());
    private long pane;

    @Override
    public boolean fires(Boolean exceeds) {
      boolean fires = detector.update(Pane.at(pane++), exceeds) >= Math.log(1000);
      if (fires) {
        detector.reset();
      }
      return fires;
    }
  }
}
