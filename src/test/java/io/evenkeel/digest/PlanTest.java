package io.evenkeel.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.monitor.Task;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.LabelArrival;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Monitor MONITOR =
      Monitor.of("model", Task.BINARY, List.of(SliceSpec.of("sex")));
  private static final long HOUR = 3_600_000;

  private static ReferenceProfile profile(@Nullable Duration labelDelay, String hash) {
    return ReferenceProfile.builder("model@1", "model")
        .rows(1)
        .classes(MONITOR.classes())
        .labelDelay(labelDelay)
        .hash(hash)
        .build();
  }

  private static Plan plan(@Nullable Duration labelDelay) {
    return Plan.compile(MONITOR, profile(labelDelay, "h"), "document");
  }

  private static LabelArrival arrival(Plan plan, String name, long eventTime, long feedbackTime) {
    Observation o = new Observation();
    o.eventTime = eventTime;
    return plan.arrival(o, new Label(0, feedbackTime, name, Double.NaN));
  }

  @Test
  void theIdentityFollowsTheDocumentAndTheProfile() {
    long id = plan(null).id();
    assertThat(plan(Duration.ofHours(1)).id()).isEqualTo(id);
    assertThat(Plan.compile(MONITOR, profile(null, "h"), "other").id()).isNotEqualTo(id);
    assertThat(Plan.compile(MONITOR, profile(null, "other"), "document").id()).isNotEqualTo(id);
    assertThat(Plan.compile(MONITOR, null, "document").id()).isNotEqualTo(id);
  }

  @Test
  void sumsMeanTheSameWhereBinsAndClassesAreTheSame() {
    Plan plan = plan(null);
    assertThat(plan.sumsLike(Plan.compile(MONITOR, profile(null, "h"), "other checks"))).isTrue();
    assertThat(plan.sumsLike(Plan.compile(MONITOR, profile(null, "other"), "document"))).isFalse();
    assertThat(plan.sumsLike(Plan.compile(MONITOR, null, "document"))).isFalse();
    Monitor values = Monitor.of("model", Task.REGRESSION, List.of(SliceSpec.of("sex")));
    assertThat(plan.sumsLike(Plan.compile(values, profile(null, "h"), "values"))).isFalse();
  }

  @Test
  void sumsByEntityAreKeptWhereTheMonitorAsksAndNotInItsProfile() {
    Monitor asks = MONITOR.toBuilder().clusteredByEntity(true).build();
    Plan plan = Plan.compile(asks, profile(null, "h"), "clustered");
    assertThat(plan.layout().shape().clustered()).isTrue();
    assertThat(plan.sumsLike(plan(null))).isFalse();
    assertThat(plan(null).layout().shape().clustered()).isFalse();
    Plan profiling = Plan.compile(asks, null, "", Crosses.NONE);
    assertThat(profiling.layout().shape().clustered()).isFalse();
  }

  @Test
  void labelsMatureAtTheDelayOfTheProfileButNotAfterTheWait() {
    assertThat(plan(null).maturity()).isEqualTo(Duration.ofDays(30));
    assertThat(plan(Duration.ofDays(3)).maturity()).isEqualTo(Duration.ofDays(3));
    assertThat(plan(Duration.ofDays(40)).maturity()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void aLabelOfExactlyTheMaturityAgeIsMature() {
    Plan plan = plan(Duration.ofHours(10));
    assertThat(arrival(plan, "1", 5, 5 + 10 * HOUR).mature()).isTrue();
    assertThat(arrival(plan, "1", 5, 6 + 10 * HOUR).mature()).isFalse();
    assertThat(arrival(plan, "1", 5, 0).mature()).isTrue();
  }

  @Test
  void aLabelAfterTheEndOfThePaneAndGraceRevisesIt() {
    Plan plan = plan(null);
    long close = HOUR + 5 * 60_000;
    assertThat(arrival(plan, "1", 17, close).afterClose()).isFalse();
    assertThat(arrival(plan, "1", 17, close + 1).afterClose()).isTrue();
    assertThat(arrival(plan, "1", -1, 5 * 60_000 + 1).afterClose()).isTrue();
  }

  @Test
  void labelsAreIndexedByClass() {
    Plan plan = plan(null);
    assertThat(arrival(plan, "0", 0, 0).actual()).isZero();
    assertThat(arrival(plan, "1", 0, 0).actual()).isEqualTo(1);
    assertThat(arrival(plan, "maybe", 0, 0).actual()).isEqualTo(2);
  }

  @Test
  void versionsAndStagesAreSeriesOfTheirOwn() {
    Observation o = new Observation();
    o.modelVersion = "v1";
    Series first = plan(null).series(o);
    o.modelVersion = "v2";
    assertThat(plan(null).series(o)).isNotEqualTo(first).isGreaterThan(first);
  }
}
