package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void works() {
    assertThat("a" + 1).isEqualTo("a1");
  }

  @Property
  void jq(@ForAll int x) {
    assertThat(x + 1L).isGreaterThan(x);
  }
}
