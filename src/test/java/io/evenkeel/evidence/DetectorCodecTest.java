package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorCodecTest {
  private static final int PANES = 4;

  @ParameterizedTest
  @EnumSource
  void aDecodedDetectorCarriesOnAsIfItHadNeverBeenStored(DetectorKind kind) {
    Detector kept = Detectors.fresh(kind);
    Detector stored = Detectors.fresh(kind);
    for (int t = 0; t < 60; t++) {
      int worse = Math.min(t / 10, 5);
      stored = DetectorCodec.decode(DetectorCodec.encode(stored), Detectors.fresh(kind));
      updateAt(stored, t, worse);
      updateAt(kept, t, worse);
    }
    assertThat(stored.logEvidence()).isEqualTo(kept.logEvidence());
    assertThat(stored.run()).isEqualTo(kept.run());
    assertThat(stored.estimate()).isEqualTo(kept.estimate());
    assertThat(DetectorCodec.encode(stored)).isEqualTo(DetectorCodec.encode(kept));
  }

  private static void updateAt(Detector detector, int t, int worse) {
    Pane pane = Pane.at(t);
    if (detector instanceof RateGap gap) {
      gap.update(pane, new RateCounts(30 - worse, 100), new RateCounts(60, 200));
    } else if (detector instanceof RateRatio ratio) {
      ratio.update(pane, new RateCounts(30 - worse, 100), new RateCounts(60, 200));
    } else if (detector instanceof OneSampleRate rate) {
      rate.update(pane, new RateCounts(8 + worse, 100));
    } else if (detector instanceof BinnedDrift drift) {
      drift.update(pane, new long[] {25 - worse, 25, 25, 25 + worse, t % 2});
    } else if (detector instanceof CalibrationDrift calibration) {
      calibration.update(
          pane, new double[] {50, 9, 50}, new double[] {6, 4, 44}, new double[] {6 + worse, 4, 44});
    } else {
      ((Exceedance) detector).update(pane, t % 3 == 0);
    }
  }

  /** Bytes of released versions stay readable for ever; a missing one fails with what to add. */
  @ParameterizedTest
  @EnumSource
  void bytesOfVersionOneAreRead(DetectorKind kind) throws IOException {
    Detector computed = Detectors.fresh(kind);
    for (int t = 0; t < PANES; t++) {
      Detectors.update(computed, t);
    }
    String hex = golden().getProperty(kind.name());
    assertThat(hex)
        .as("add %s=%s", kind, HexFormat.of().formatHex(DetectorCodec.encode(computed)))
        .isNotNull();
    byte[] bytes = HexFormat.of().parseHex(hex);
    Detector read = DetectorCodec.decode(bytes, Detectors.fresh(kind));
    assertThat(DetectorCodec.encode(read)).isEqualTo(bytes);
    assertThat(read.logEvidence()).isCloseTo(computed.logEvidence(), within(1e-9));
    assertThat(read.run().panes()).isEqualTo(computed.run().panes());
    assertThat(read.run().firstPane()).isEqualTo(computed.run().firstPane());
    assertThat(Detectors.update(read, PANES))
        .isCloseTo(Detectors.update(computed, PANES), within(1e-9));
  }

  private static Properties golden() throws IOException {
    Properties golden = new Properties();
    try (InputStream file =
        DetectorCodecTest.class.getResourceAsStream("/evidence/golden-v1.properties")) {
      assertThat(file).isNotNull();
      golden.load(file);
    }
    return golden;
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    byte[] bytes = DetectorCodec.encode(RateGap.of(0.05, EvidenceOptions.standard()));
    bytes[0] = 2;
    assertThatThrownBy(
            () -> DetectorCodec.decode(bytes, RateGap.of(0.05, EvidenceOptions.standard())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown evidence state: evidence format version is 2, expected 1");
  }

  @Test
  void stateOfAnotherKindOrOfOtherParametersIsRefused() {
    byte[] bytes = DetectorCodec.encode(RateGap.of(0.05, EvidenceOptions.standard()));
    assertThatThrownBy(
            () -> DetectorCodec.decode(bytes, RateRatio.of(0.8, EvidenceOptions.standard())))
        .hasMessageContaining("detector kind is 1, expected 2");
    RateGap other = RateGap.of(0.10, EvidenceOptions.standard());
    assertThat(DetectorCodec.belongsTo(bytes, other)).isFalse();
    assertThatThrownBy(() -> DetectorCodec.decode(bytes, other))
        .hasMessageContaining("hash of the parameters");
    assertThat(DetectorCodec.belongsTo(bytes, RateGap.of(0.05, EvidenceOptions.standard())))
        .isTrue();
  }

  @Test
  void bytesThatAreCutOffOrTooLongAreRefused() {
    byte[] bytes = DetectorCodec.encode(RateGap.of(0.05, EvidenceOptions.standard()));
    for (int length : new int[] {0, 1, 9, bytes.length - 1, bytes.length + 1}) {
      byte[] wrong = Arrays.copyOf(bytes, length);
      assertThatThrownBy(
              () -> DetectorCodec.decode(wrong, RateGap.of(0.05, EvidenceOptions.standard())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aDriftStreamOfTwelveCellsTakesLessThanAKilobyte() {
    DriftReference reference =
        DriftReference.ofProportions(
            new double[] {.1, .1, .1, .1, .1, .1, .1, .1, .1, .05, .05, 0}, 1e4, 11);
    Detector drift = BinnedDrift.of(reference, 0.1, 0.12, EvidenceOptions.standard());
    assertThat(DetectorCodec.encode(drift)).hasSizeLessThan(1024);
  }
}
