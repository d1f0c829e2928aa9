package io.evenkeel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.event.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityHashTest {
  @Test
  void bitsOfNeighbouringIdsAndPanesAreFairAndIndependentOfEachOther() {
    int ids = 20_000;
    int[] ones = new int[64];
    int[] both = new int[64];
    int[] across = new int[64];
    Set<Long> names = new HashSet<>();
    for (int i = 0; i < ids; i++) {
      long name = EntityHash.of(Text.of("customer " + i), 3_600_000);
      long next = EntityHash.of(Text.of("customer " + i), 7_200_000);
      names.add(name);
      for (int bit = 0; bit < 64; bit++) {
        ones[bit] += (int) (name >>> bit & 1);
        both[bit] += (int) ((name >>> bit ^ name >>> (bit + 1) % 64) & 1);
        across[bit] += (int) ((name >>> bit ^ next >>> bit) & 1);
      }
    }
    assertThat(names).hasSize(ids);
    for (int[] counts : new int[][] {ones, both, across}) {
      for (int count : counts) {
        // Half of them, give or take five standard deviations.
        assertThat((double) count).isCloseTo(ids / 2.0, within(5 * Math.sqrt(ids / 4.0)));
      }
    }
  }

  @Test
  void theNameIsThatOfTheViewedBytesOnlyAndStaysWhatItIs() {
    byte[] bytes = "xcustomerx".getBytes(StandardCharsets.UTF_8);
    long name = EntityHash.of(new Text().set(bytes, 1, 8), 0);
    assertThat(name).isEqualTo(EntityHash.of(Text.of("customer"), 0));
    // Computed apart from this code.
    assertThat(name).isEqualTo(0x9d846cc1fb75b984L);
  }
}
