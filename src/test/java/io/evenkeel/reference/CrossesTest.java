package io.evenkeel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Plan;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Automatic intersections from the reference to the plan that slices live traffic. */
class CrossesTest {
  private static final SliceSpec SEX = SliceSpec.of("sex");
  private static final SliceSpec RACE = SliceSpec.of("race");
  private static final String OTHER = "sex=__other__&race=__other__";

  private static List<LabelledPrediction> records() {
    List<LabelledPrediction> records = new ArrayList<>();
    records.addAll(Collections.nCopies(120, Reference.meta(Map.of("sex", "F", "race", "B"))));
    records.addAll(Collections.nCopies(150, Reference.meta(Map.of("sex", "M", "race", "W"))));
    records.addAll(Collections.nCopies(99, Reference.meta(Map.of("sex", "F", "race", "W"))));
    return records;
  }

  private static ReferenceProfile profile(Monitor monitor, List<LabelledPrediction> records) {
    return new ReferenceProfileBuilder(monitor, "model@1", "a test").build(records);
  }

  private static long rows(ReferenceProfile profile, String slice) {
    return profile.slice(slice).orElseThrow().rows();
  }

  @Test
  void combinationsWithEnoughRecordsGetASliceAndTheRestIsSummed() {
    ReferenceProfile profile = profile(Reference.crossing(200, SEX, RACE), records());

    assertThat(profile.slices().keySet())
        .containsExactlyInAnyOrder(
            "*", "sex=F", "sex=M", "race=B", "race=W", "sex=F&race=B", "sex=M&race=W", OTHER);
    assertThat(rows(profile, "sex=F&race=B")).isEqualTo(120);
    assertThat(rows(profile, OTHER)).isEqualTo(99);
  }

  @Test
  void orderOfTheReferenceDoesNotMatter() {
    List<LabelledPrediction> shuffled = records();
    Collections.shuffle(shuffled, new Random(3));
    Monitor monitor = Reference.crossing(1, SEX, RACE);

    assertThat(profile(monitor, shuffled).slices()).isEqualTo(profile(monitor, records()).slices());
  }

  @Test
  void tighterLimitThanTheProfilesFoldsTheSmallerOnesIntoTheRest() {
    ReferenceProfile profile =
        profile(Reference.crossing(200, SEX, RACE), records()).withHash("abc");

    Plan plan = Plan.compile(Reference.crossing(1, SEX, RACE), profile, "");

    ReferenceProfile used = Objects.requireNonNull(plan.profile());
    assertThat(rows(used, OTHER)).isEqualTo(99 + 120);
    assertThat(rows(used, "sex=M&race=W")).isEqualTo(150);
    assertThat(used.slice("sex=F&race=B")).isEmpty();
    assertThat(used.hash()).isEqualTo("abc");
    assertThat(plan.slicer().slices(new String[] {"F", "B"}))
        .containsExactly("*", "sex=F", "race=B", OTHER);
  }

  @Test
  void withoutAReferenceOrWithoutTheWishThereAreNoCrosses() {
    Monitor crossing = Reference.crossing(200, SEX, RACE);
    Monitor plain = Monitor.of("model", crossing.task(), crossing.slices());

    assertThat(Plan.compile(crossing, null, "").slicer().specs()).containsExactly(SEX, RACE);
    assertThat(Plan.compile(plain, profile(crossing, records()), "").slicer().specs())
        .containsExactly(SEX, RACE);
  }

  @Test
  void listedCrossIsNotAddedAgain() {
    Monitor listed = Reference.crossing(200, SEX, RACE, SliceSpec.of("race", "sex"));

    ReferenceProfile profile = profile(listed, records());

    assertThat(profile.slices()).containsKey("race=W&sex=F").doesNotContainKey("sex=F&race=B");
    assertThat(profile.slices()).doesNotContainKey(OTHER);
  }
}
