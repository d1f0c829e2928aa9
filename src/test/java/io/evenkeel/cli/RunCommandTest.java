package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunCommandTest {
  private static final Duration USUAL = Duration.ofMinutes(2);

  @Test
  void aRecordWaitsForTwoMinutesUnlessTheGroupIsLessPatient() {
    assertThat(RunCommand.patience(Map.of(), USUAL)).isEqualTo(USUAL);
    assertThat(RunCommand.patience(Map.of("max.poll.interval.ms", "900000"), USUAL))
        .isEqualTo(USUAL);
    assertThat(RunCommand.patience(Map.of("max.poll.interval.ms", "60000"), USUAL))
        .isEqualTo(Duration.ofSeconds(24));
  }

  @Test
  void thePropertyOfConsumersGoesBeforeThatOfAllClients() {
    assertThat(
            RunCommand.patience(
                Map.of("max.poll.interval.ms", "900000", "consumer.max.poll.interval.ms", "30000"),
                USUAL))
        .isEqualTo(Duration.ofSeconds(12));
  }
}
