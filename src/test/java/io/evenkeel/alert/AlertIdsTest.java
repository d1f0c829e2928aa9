package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.digest.Series;
import io.evenkeel.event.Stage;
import org.junit.jupiter.api.Test;

class AlertIdsTest {
  private static final Series SERIES = new Series("income", "3", Stage.PRODUCTION);

  /**
   * Python 3: {@code hashlib.sha256(b''.join(struct.pack('>i', len(f)) + f for f in [b'income',
   * b'3', b'PRODUCTION', b'tpr:groups', b'sex=F', b'', b'1700000000000'])).hexdigest()[:32]}.
   */
  @Test
  void theIdIsTheHashOfTheFieldsWithTheirLengths() {
    StreamKey key = new StreamKey("tpr:groups", "sex=F", null);
    assertThat(AlertIds.episode(SERIES, key, 1_700_000_000_000L))
        .isEqualTo("2524983d84ebee502f8253a7912001a9");
    assertThat(AlertIds.incident(SERIES, 472_222, Cause.GROUP))
        .isEqualTo("23b855e25c1e9a1f5abbe0f4b267b5e6");
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    assertThat(AlertIds.episode(SERIES, new StreamKey("ab", "c", null), 1))
        .isNotEqualTo(AlertIds.episode(SERIES, new StreamKey("a", "bc", null), 1));
    assertThat(new StreamKey("a/1:b", "c", null).bookName())
        .isNotEqualTo(new StreamKey("a", "b/1:c", null).bookName());
  }
}
