package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingDiskTest {
  private final PendingStores context;
  private final PendingDisk disk;

  PendingDiskTest(@TempDir Path state) {
    context = new PendingStores(state);
    disk = PendingStores.disk(context);
  }

  @AfterEach
  void close() {
    disk.close();
  }

  private static Bytes key(int segment, String id) {
    return Bytes.wrap(PendingKeys.in(segment, PendingKeys.of(id)));
  }

  private static KeyValue<byte[], byte[]> record(int segment, String id, String value) {
    return KeyValue.pair(key(segment, id).get(), value.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyValue<byte[], byte[]> removal(int segment) {
    return KeyValue.pair(PendingKeys.removal(segment), new byte[] {1});
  }

  private void remove(int segment) {
    disk.put(Bytes.wrap(PendingKeys.removal(segment)), new byte[] {1});
  }

  private List<Bytes> keys() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = disk.all()) {
      all.forEachRemaining(row -> keys.add(row.key));
    }
    return keys;
  }

  @Test
  void whatWasPutIsThereUntilItIsDeleted() {
    disk.put(key(1, "a"), new byte[] {1, 2});
    assertThat(disk.get(key(1, "a"))).containsExactly(1, 2);
    assertThat(disk.putIfAbsent(key(1, "a"), new byte[] {3})).containsExactly(1, 2);
    assertThat(disk.get(key(2, "a"))).isNull();
    assertThat(disk.delete(key(1, "a"))).containsExactly(1, 2);
    assertThat(disk.get(key(1, "a"))).isNull();
  }

  @Test
  void aRemovalTakesItsSegmentAndNoOther() {
    for (int segment = 1; segment <= 3; segment++) {
      disk.put(key(segment, "a"), new byte[] {1});
      disk.put(key(segment, "b"), new byte[] {1});
    }
    remove(2);
    assertThat(keys()).containsExactly(key(1, "a"), key(1, "b"), key(3, "a"), key(3, "b"));
  }

  @Test
  void aScanHoldsBothItsEnds() {
    for (String id : List.of("a", "b", "c", "d")) {
      disk.put(key(1, id), new byte[] {1});
    }
    try (KeyValueIterator<Bytes, byte[]> some = disk.range(key(1, "b"), key(1, "c"))) {
      assertThat(some.peekNextKey()).isEqualTo(key(1, "b"));
      assertThat(some.next().key).isEqualTo(key(1, "b"));
      assertThat(some.next().key).isEqualTo(key(1, "c"));
      assertThat(some.hasNext()).isFalse();
    }
  }

  @Test
  void aCleanCloseKeepsEverything() {
    disk.put(key(1, "a"), new byte[] {1});
    disk.put(key(2, "a"), new byte[] {2});
    remove(1);
    disk.close();
    assertThat(disk.isOpen()).isFalse();
    assertThatThrownBy(() -> disk.get(key(1, "a"))).isInstanceOf(ProcessorStateException.class);
    disk.init(context, disk);
    assertThat(keys()).containsExactly(key(2, "a"));
  }

  @Test
  void aChangelogRestoresWhatTheStoreHeldRemovalsIncluded() {
    context.restore(
        List.of(
            record(1, "a", "old"),
            record(2, "a", "x"),
            record(1, "a", "new"),
            record(3, "gone", "y"),
            KeyValue.pair(key(3, "gone").get(), null)));
    context.restore(List.of(record(1, "b", "z"), removal(1), record(3, "c", "w")));
    assertThat(keys()).containsExactly(key(2, "a"), key(3, "c"));
  }

  @Test
  void aStandbyThatFollowsTheChangelogTakesOver() {
    context.restore(List.of(record(1, "a", "x"), record(2, "a", "x")));
    context.restore(List.of(removal(1)));
    disk.put(key(2, "b"), new byte[] {1});
    assertThat(keys()).containsExactly(key(2, "a"), key(2, "b"));
  }

  @Test
  void removedSegmentsFreeTheirDisk() {
    Random random = new Random(1);
    byte[] value = new byte[100];
    for (int segment = 1; segment <= 3; segment++) {
      for (int i = 0; i < 60_000; i++) {
        random.nextBytes(value);
        disk.put(
            key(segment, new UUID(random.nextLong(), random.nextLong()).toString()), value.clone());
      }
    }
    disk.close();
    disk.init(context, disk);
    long full = disk.diskBytes();
    assertThat(full).isGreaterThan(18_000_000);
    remove(1);
    remove(2);
    assertThat(disk.diskBytes()).isLessThan(full * 4 / 10);
    remove(3);
    assertThat(disk.diskBytes()).isLessThan(full / 20);
  }

  @Test
  void anExpiryOfManyEntriesIsOneRecordInTheChangelog() {
    RecordedStore recorded = new RecordedStore(disk);
    for (int i = 0; i < 1000; i++) {
      recorded.put(key(1, "id" + i).get(), new byte[] {1});
    }
    recorded.changelog().clear();
    recorded.put(PendingKeys.removal(1), new byte[] {1});
    assertThat(recorded.changelog()).hasSize(1);
    assertThat(keys()).isEmpty();
  }
}
