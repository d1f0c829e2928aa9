package io.evenkeel.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.observation.Bytes;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LatestTimesTest {

  private static LatestTimes of(List<Long> times) {
    LatestTimes latest = new LatestTimes();
    times.forEach(time -> latest.add(time, 1));
    return latest;
  }

  private static OptionalLong max(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).max();
  }

  @Property
  void theLatestIsTheLargest(@ForAll List<@LongRange(min = -30, max = 30) Long> times) {
    assertThat(of(times).latest()).isEqualTo(max(times));
  }

  @Property
  void upToSevenOfTheLargestMayBeTakenAwayInAnyOrder(
      @ForAll List<@LongRange(min = 0, max = 30) Long> kept,
      @ForAll @Size(max = 7) List<@LongRange(min = 0, max = 60) Long> taken) {
    LatestTimes first = of(kept);
    LatestTimes negative = new LatestTimes();
    taken.forEach(time -> negative.add(time, -1));
    LatestTimes before = new LatestTimes();
    before.addAll(negative);
    before.addAll(of(taken));
    before.addAll(first);
    assertThat(before.latest()).isEqualTo(max(kept));
    first.addAll(of(taken));
    first.addAll(negative);
    assertThat(first.latest()).isEqualTo(max(kept));
  }

  @Property
  void bytesHoldEverything(@ForAll List<Long> times, @ForAll @Size(max = 3) List<Long> taken) {
    LatestTimes latest = of(times);
    taken.forEach(time -> latest.add(time, -1));
    Bytes out = new Bytes(16);
    latest.write(out);
    LatestTimes read = LatestTimes.read(new Bytes.Reader(out.toArray()));
    assertThat(read).isEqualTo(latest).hasSameHashCodeAs(latest).hasToString(latest.toString());
  }

  @Example
  void aTimeTakenAwayBeforeItCameIsNotThere() {
    LatestTimes latest = of(List.of(5L));
    latest.add(9, -1);
    assertThat(latest.latest()).hasValue(5);
    latest.add(9, 1);
    assertThat(latest).isEqualTo(of(List.of(5L)));
    latest.add(5, -1);
    assertThat(latest.isEmpty()).isTrue();
    assertThat(latest.latest()).isEmpty();
  }

  @Example
  void theSmallestOfNineIsForgotten() {
    LatestTimes latest = of(List.of(4L, 9L, 1L, 8L, 2L, 7L, 3L, 6L, 5L));
    assertThat(latest).isEqualTo(of(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)));
    latest.add(1, 1);
    assertThat(latest.latest()).hasValue(9);
  }
}
