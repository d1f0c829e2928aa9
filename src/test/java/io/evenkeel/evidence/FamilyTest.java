package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.evidence.Family.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamilyTest {
  @Test
  void oneStreamAloneNeedsTheLogOfTheFamilySize() {
    Family family = Family.empty().plus(100);
    assertThat(family.alerts(List.of(new Candidate("a", Math.log(100))))).hasSize(1);
    assertThat(family.alerts(List.of(new Candidate("a", Math.log(100) - 1e-9)))).isEmpty();
  }

  @Test
  void streamsThatAlertTogetherNeedLessEach() {
    Family family = Family.empty().plus(100);
    double half = Math.log(100 / 2.0);
    assertThat(family.alerts(List.of(new Candidate("b", half), new Candidate("a", half))))
        .extracting(Candidate::stream)
        .containsExactly("a", "b");
  }

  @Test
  void theLargestBatchCountsEvenWhenSmallerOnesFail() {
    Family family = Family.empty().plus(10);
    List<Candidate> quiet = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      quiet.add(new Candidate("s" + i, Math.log(2)));
    }
    quiet.add(new Candidate("far", -5));
    assertThat(family.alerts(quiet)).hasSize(5).doesNotContain(new Candidate("far", -5));
  }

  @Test
  void theFamilyNeverShrinks() {
    assertThat(Family.empty().plus(3).plus(4)).isEqualTo(new Family(7));
    assertThatThrownBy(() -> new Family(7).plus(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Family(1).alerts(List.of(new Candidate("a", 0), new Candidate("b", 0))))
        .hasMessageContaining("2 candidates in a family of 1");
  }

  @Test
  void aSurplusThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> new Candidate("a", Double.NaN)).hasMessageContaining("a is not");
  }

  @Test
  void theBudgetCountsPanesAndSharesIt() {
    Budget budget = new Budget(Duration.ofDays(30), Duration.ofHours(1));
    assertThat(budget.logArl()).isCloseTo(Math.log(720), within(1e-12));
    assertThat(budget.logThreshold(0.25)).isCloseTo(Math.log(2880), within(1e-12));
    assertThatThrownBy(() -> budget.logThreshold(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Budget(Duration.ofMinutes(1), Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Half of the family is out by far, the other half sits exactly on the edge of its tolerance for
   * a whole ARL of panes. Streams that alert are not ranked again until they are quiet, so the rest
   * is judged as strictly as before.
   */
  @Test
  void fiftyOfAHundredStreamsTrulyOutRaiseNoFalseAlertsOnTheRest() {
    int streams = 100;
    int arl = 500;
    Random random = new Random(5);
    Family family = Family.empty().plus(streams);
    List<RateGap> detectors = new ArrayList<>();
    for (int s = 0; s < streams; s++) {
      detectors.add(RateGap.of(0.05, EvidenceOptions.standard()));
    }
    boolean[] alerting = new boolean[streams];
    int falseAlerts = 0;
    for (int t = 0; t < arl; t++) {
      List<Candidate> quiet = new ArrayList<>();
      for (int s = 0; s < streams; s++) {
        if (alerting[s] && s < 50) {
          continue;
        }
        double gap = s < 50 ? 0.35 : 0.05;
        RateGap detector = detectors.get(s);
        detector.update(Pane.at(t), rate(random, 20, 0.3 + gap), rate(random, 40, 0.3));
        quiet.add(new Candidate(Integer.toString(s), detector.logEvidence() - Math.log(arl)));
      }
      for (Candidate alert : family.alerts(quiet)) {
        int s = Integer.parseInt(alert.stream());
        alerting[s] = true;
        detectors.get(s).reset();
        falseAlerts += s < 50 ? 0 : 1;
      }
    }
    for (int s = 0; s < 50; s++) {
      assertThat(alerting[s]).isTrue();
    }
    assertThat(falseAlerts).isZero();
  }

  private static RateCounts rate(Random random, int n, double rate) {
    int k = 0;
    for (int i = 0; i < n; i++) {
      k += random.nextDouble() < rate ? 1 : 0;
    }
    return new RateCounts(k, n);
  }
}
