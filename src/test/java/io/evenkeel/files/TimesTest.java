package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2013-01-01T10:00:00Z, 2013-01-01T10:00:00Z",
    "2013-01-01T10:00:00.123456Z, 2013-01-01T10:00:00.123Z",
    "2013-01-01T10:00:00+02:00, 2013-01-01T08:00:00Z",
    "2013-01-01T10:00:00-0500, 2013-01-01T15:00:00Z",
    "2013-01-01 10:00:00, 2013-01-01T10:00:00Z",
    "2013-01-01T10:00, 2013-01-01T10:00:00Z",
    "2013-01-01, 2013-01-01T00:00:00Z",
    "1357034400, 2013-01-01T10:00:00Z",
    "1357034400.5, 2013-01-01T10:00:00.500Z",
    "1357034400000, 2013-01-01T10:00:00Z",
    "2013-01-01T10:00Z, 2013-01-01T10:00:00Z",
    "0, 1970-01-01T00:00:00Z",
  })
  void timesAreReadAsPeopleWriteThem(String text, Instant expected) {
    assertThat(EventTimes.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2013-13-01", "01/02/2013", "1e9", "99999999999999999999"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> EventTimes.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void rowsAreSpreadEvenlyOverTheirWindow() {
    Instant start = Instant.parse("2000-01-01T00:00:00Z");
    RowsPerWindow clock = new RowsPerWindow(start, 7, Duration.ofHours(1));

    assertThat(clock.at(0)).isEqualTo(start);
    assertThat(clock.at(6)).isEqualTo(start.plusMillis(6 * 3_600_000 / 7));
    assertThat(clock.at(7)).isEqualTo(start.plus(Duration.ofHours(1)));
    assertThat(clock.at(22)).isEqualTo(start.plus(Duration.ofHours(3)).plusMillis(3_600_000 / 7));
  }
}
