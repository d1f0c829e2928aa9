package io.evenkeel.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.observation.Label;
import io.evenkeel.observation.UnknownFormatException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of format 1, which deployments have on disk. */
class PendingEntryTest {
  private static final Label FIRST = new Label(0, 5, "yes", Double.NaN);
  private static final Label SECOND = new Label(1, 6, null, 2.0);
  private static final byte[] PREDICTION = {7, 8, 9};

  private static final String LABEL = "00" + "0000000000000005" + "00" + "03796573";
  private static final String NUMBER = "02" + "0000000000000006" + "01" + "4000000000000000";

  private static void isWritten(PendingEntry entry, String hex, Waiting waiting) {
    assertThat(HexFormat.of().formatHex(entry.encode())).isEqualTo(hex);
    byte[] bytes = HexFormat.of().parseHex(hex);
    PendingEntry read = PendingEntry.decode(bytes);
    assertThat(read.labels()).isEqualTo(entry.labels());
    assertThat(read.observation()).isEqualTo(entry.observation());
    assertThat(HexFormat.of().formatHex(read.encode())).isEqualTo(hex);
    assertThat(Waiting.of(bytes)).isEqualTo(waiting);
  }

  @Test
  void aPredictionWaitsForItsLabel() {
    isWritten(
        new PendingEntry(List.of(), PREDICTION, true), "01" + "0a" + "070809", Waiting.FOR_LABEL);
  }

  @Test
  void aPredictionWithALabelWaitsForNothing() {
    isWritten(
        new PendingEntry(List.of(FIRST), PREDICTION, false),
        "01" + "03" + LABEL + "070809",
        Waiting.FOR_NOTHING);
  }

  @Test
  void feedbackWaitsForItsPrediction() {
    isWritten(
        new PendingEntry(List.of(SECOND, FIRST), null, false),
        "01" + "04" + "02" + NUMBER + LABEL,
        Waiting.FOR_PREDICTION);
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> Waiting.of(new byte[] {2, 0}))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessage("pending entry format 2 is not known to this version, which reads 1");
  }
}
