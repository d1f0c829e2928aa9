package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PendingKeysTest {
  private static final String UUID = "0190a6c4-7f3e-7b1a-9c2d-00ff10ab32cd";

  @Test
  void aUuidTakesSixteenBytesAndOneThatSaysSo() {
    assertThat(PendingKeys.of(UUID)).hasSize(4 + 1 + 16);
    assertThat(PendingKeys.of(UUID.replace("-", ""))).hasSize(4 + 1 + 16);
    byte[] key = PendingKeys.of(UUID);
    assertThat(Arrays.copyOfRange(key, 4, 8)).containsExactly(1, 0x01, 0x90, 0xa6);
  }

  @Test
  void idsThatDifferHaveKeysThatDiffer() {
    List<String> ids =
        List.of(
            UUID,
            UUID.replace("-", ""),
            UUID.toUpperCase(java.util.Locale.ROOT),
            UUID.replace('-', '_'),
            "x" + UUID.substring(1),
            UUID.substring(1),
            "prediction-7",
            "prédiction-7",
            "",
            "0123456789abcdef");
    Set<String> keys = new HashSet<>();
    ids.forEach(id -> keys.add(Arrays.toString(PendingKeys.in(3, PendingKeys.of(id)))));
    assertThat(keys).hasSameSizeAs(ids);
  }

  @Test
  void aRemovalIsNotTakenForAnEntryNorAnEntryForARemoval() {
    assertThat(PendingKeys.removed(PendingKeys.removal(70_000))).isEqualTo(70_000);
    assertThat(PendingKeys.removed(PendingKeys.in(1, PendingKeys.of("abc")))).isZero();
    assertThat(PendingKeys.removed(PendingKeys.in(70_000, PendingKeys.of(UUID)))).isZero();
  }

  @Test
  void keysOfASegmentLieBetweenItsStartAndTheNext() {
    byte[] key = PendingKeys.in(255, PendingKeys.of(UUID));
    assertThat(Arrays.compareUnsigned(key, PendingKeys.start(255))).isPositive();
    assertThat(Arrays.compareUnsigned(key, PendingKeys.start(256))).isNegative();
  }
}
