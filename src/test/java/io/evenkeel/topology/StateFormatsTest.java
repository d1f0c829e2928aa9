package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.UnknownFormatException;
import io.evenkeel.watermark.Mark;
import io.evenkeel.watermark.Marker;
import io.evenkeel.watermark.Source;
import io.evenkeel.watermark.Source.Kind;
import java.util.HexFormat;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** Bytes that other versions left: what this version reads, and how it refuses. */
class StateFormatsTest {
  private static final String MARKER_1 = "0101020404" + "7365656e" + "01" + "0000000000000005";

  @Test
  void markersOfFormatOneAreRead() {
    Marker marker =
        new Marker(new Source(Kind.FEEDBACK, 2), 4, "seen", new Mark(5, Mark.State.IDLE));
    Bytes out = new Bytes(32);
    marker.write(out);
    assertThat(HexFormat.of().formatHex(out.toArray())).isEqualTo(MARKER_1);
    assertThat(Marker.read(new Bytes.Reader(HexFormat.of().parseHex(MARKER_1)))).isEqualTo(marker);
  }

  @Test
  void markersOfAnotherFormatAreRefused() {
    byte[] later = HexFormat.of().parseHex("02" + MARKER_1.substring(2));
    assertThatThrownBy(() -> Marker.read(new Bytes.Reader(later)))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessage("marker format 2 is not known to this version, which reads 1");
  }

  @Test
  void internalRecordsOfAnotherFormatAreRefused() {
    assertThatThrownBy(() -> Envelope.type(new Bytes.Reader(new byte[] {7, 1})))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessage("internal record format 7 is not known to this version, which reads 1");
  }

  @Test
  void anUnknownFormatStopsTheInstanceInsteadOfBeingTriedAgain() {
    Throwable error = new StreamsException(new UnknownFormatException("summary", 2, 1));
    assertThat(MonitorStreams.isOfUnknownFormat(error)).isTrue();
    assertThat(MonitorStreams.isOfUnknownFormat(new StreamsException("fenced"))).isFalse();
  }

  @Test
  void theApplicationIdCarriesTheStateVersion() {
    assertThat(MonitorStreams.applicationId("prod"))
        .isEqualTo("evenkeel-prod-v" + MonitorStreams.STATE_VERSION);
  }
}
