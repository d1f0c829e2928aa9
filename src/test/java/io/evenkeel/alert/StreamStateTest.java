package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.alert.StreamState.Phase;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamStateTest {
  private static StreamState pending() {
    StreamState state = new StreamState();
    state.created = 7;
    state.phase = Phase.PENDING;
    state.bad = 1;
    state.startedAt = 5_000_000;
    state.lastDecision = 5_000_000;
    state.cause = Cause.GROUP;
    state.pool(5_000_000, new double[] {1, 10});
    return state;
  }

  @Test
  void theBytesOfFormatOneNeverChange() {
    assertThat(HexFormat.of().formatHex(pending().encode()))
        .isEqualTo(
            "010e01010080ade2040080ade20480ade20480ade204000000000547524f55"
                + "50023ff000000000000040240000000000000000");
  }

  @Test
  void stateComesBackFromItsBytes() {
    StreamState back = StreamState.decode(pending().encode());
    assertThat(back.encode()).isEqualTo(pending().encode());
    assertThat(back.pool()).containsExactly(1, 10);
    assertThat(back.runFirst).isEqualTo(5_000_000);
  }

  @Test
  void theCourseOfEvidenceIsKeptAndBounded() {
    StreamState state = pending();
    for (int pane = 0; pane < 200; pane++) {
      state.course(pane, false, pane / 10.0);
    }
    assertThat(state.course()).hasSize(StreamState.COURSE);
    assertThat(StreamState.decode(state.encode()).course()).isEqualTo(state.course());

    state.course(200, true, 0);
    assertThat(state.course()).isEmpty();
  }

  @Test
  void anUnknownFormatIsRefused() {
    byte[] bytes = pending().encode();
    bytes[0] = 9;
    assertThatThrownBy(() -> StreamState.decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alert state format 9 is not known to this version, which reads 1");
    Map<String, byte[]> book = new HashMap<>(Map.of("desk", new byte[] {3}));
    assertThatThrownBy(
            () -> new AlertDesk(Plans.of(Plans.SELECTION_GAP), Panes.SERIES, StateBook.of(book)))
        .hasMessageContaining("desk state format 3");
  }

  @Test
  void bytesThatEndEarlyAreRefused() {
    byte[] bytes = pending().encode();
    assertThatThrownBy(() -> StreamState.decode(java.util.Arrays.copyOf(bytes, 20)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
