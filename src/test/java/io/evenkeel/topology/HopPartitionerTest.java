package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.watermark.Mark;
import io.evenkeel.watermark.Marker;
import io.evenkeel.watermark.Source;
import io.evenkeel.watermark.Source.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HopPartitionerTest {
  private final HopPartitioner partitioner = new HopPartitioner();
  private final byte[] label =
      Envelope.label(new Bytes(64), "loans", new Label(0, 5, "1", Double.NaN));

  private Optional<Set<Integer>> partitions(byte[] key, byte[] value) {
    return partitioner.partitions("observations", key, value, 4);
  }

  @Test
  void markersGoToEveryPartition() {
    Marker marker =
        new Marker(new Source(Kind.FEEDBACK, 1), 4, "loans", new Mark(5, Mark.State.LIVE));
    byte[] value = Envelope.marker(new Bytes(64), marker);
    assertThat(partitions(HopPartitioner.EVERYWHERE, value)).contains(Set.of(0, 1, 2, 3));
  }

  @Test
  void aPredictionIdThatLooksLikeTheKeyOfMarkersGoesToOnePartition() {
    assertThat(partitions(HopPartitioner.EVERYWHERE, label).orElseThrow()).hasSize(1);
  }

  @Test
  void theSlicesOfAModelMeetInOnePartition() {
    byte[] men = "loans\0sex=M".getBytes(StandardCharsets.UTF_8);
    byte[] women = "loans\0sex=F".getBytes(StandardCharsets.UTF_8);
    byte[] model = "loans".getBytes(StandardCharsets.UTF_8);
    assertThat(partitions(men, label)).isEqualTo(partitions(women, label));
    assertThat(partitions(men, label)).contains(Set.of(HopPartitioner.partition(model, 4)));
  }
}
