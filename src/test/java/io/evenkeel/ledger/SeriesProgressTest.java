package io.evenkeel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.observation.UnknownFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SeriesProgressTest {
  private static final String FORMAT_1 =
      "01"
          + "0000000000000001"
          + "0000000000000002"
          + "0000000000000003"
          + "00000000000000ff"
          + "8000000000000000"
          + "0000000000000009";
  private final SeriesProgress progress = new SeriesProgress(1, 2, 3, 255, Long.MIN_VALUE, 9);

  @Test
  void bytesOfFormatOneAreWrittenAndRead() {
    assertThat(HexFormat.of().formatHex(progress.encode())).isEqualTo(FORMAT_1);
    assertThat(SeriesProgress.decode(HexFormat.of().parseHex(FORMAT_1))).isEqualTo(progress);
  }

  @Test
  void anotherFormatIsRefused() {
    byte[] later = progress.encode();
    later[0] = 2;
    assertThatThrownBy(() -> SeriesProgress.decode(later))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessage("progress format 2 is not known to this version, which reads 1");
  }
}
