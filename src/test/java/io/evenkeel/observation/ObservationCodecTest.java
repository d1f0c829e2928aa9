package io.evenkeel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.Golden;
import io.evenkeel.event.Stage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Format 1, pinned: what was written once must stay readable. */
class ObservationCodecTest {

  private static Observation full() {
    Observation o = new Observation();
    o.reset(3, 2, 3);
    o.planId = 0x0123456789ABCDEFL;
    o.eventTime = 1_700_000_000_123L;
    o.modelVersion = "v2";
    o.stage = Stage.PRE_PRODUCTION;
    o.late = true;
    o.weight = 300;
    o.predicted = 2;
    o.score = 0.5;
    o.scores = new double[] {0.25, 0.25, 0.5};
    o.value = -1.5;
    o.invalidScore = true;
    o.renormalised = true;
    o.attributes = new String[] {"F", "", "Müller"};
    o.cells = new int[] {4, 52};
    o.quantities = new long[] {-5, 1L << 31};
    o.sides = new byte[] {Observation.BELOW, (byte) (Observation.ABOVE | Observation.CLIPPED)};
    return o;
  }

  private static Observation bare() {
    Observation o = new Observation();
    o.reset(0, 0, 0);
    o.eventTime = -1;
    return o;
  }

  private static byte[] bytes(Observation o) {
    Bytes out = new Bytes(16);
    ObservationCodec.write(o, out);
    return out.toArray();
  }

  private static Observation read(byte[] bytes) {
    // Whatever was there before must not show through.
    Observation o = full();
    ObservationCodec.read(new Bytes.Reader(bytes), o);
    return o;
  }

  private static void same(Observation actual, Observation expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(expected);
  }

  @Test
  void formatOneOfAFullObservationStaysReadable() {
    Golden.equal("observation-1-full.hex", bytes(full()));
    same(read(Golden.bytes("observation-1-full.hex")), full());
  }

  @Test
  void formatOneOfABareObservationStaysReadable() {
    Golden.equal("observation-1-bare.hex", bytes(bare()));
    same(read(Golden.bytes("observation-1-bare.hex")), bare());
  }

  @Test
  void anEntityTakesEightBytesAndNoEntityNone() {
    Observation o = full();
    o.entity = 0xFEDC_BA98_7654_3210L;
    Golden.equal("observation-1-entity.hex", bytes(o));
    same(read(Golden.bytes("observation-1-entity.hex")), o);
    assertThat(bytes(o)).hasSize(bytes(full()).length + 8);
    // Nothing of it is left in an observation that is read over.
    ObservationCodec.read(new Bytes.Reader(bytes(full())), o);
    assertThat(o.entity).isZero();
  }

  @Test
  void longAttributesComeBackAsTheyWere() {
    Observation o = bare();
    o.attributes =
        new String[] {"x".repeat(127), "x".repeat(128), "ä".repeat(100), "😀", "a\u0000b"};
    same(read(bytes(o)), o);
  }

  @Test
  void anUnknownFormatIsRefused() {
    byte[] bytes = bytes(full());
    bytes[0] = 2;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("observation format 2 is not known to this version, which reads 1");
  }

  @Test
  void bytesThatEndEarlyAreRefused() {
    byte[] bytes = bytes(full());
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(part))
          .as("first " + length + " bytes")
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
