package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
  private static final TopicPartition FIRST = new TopicPartition("state", 0);
  private static final TopicPartition SECOND = new TopicPartition("state", 1);

  private final RestoreProgress progress = new RestoreProgress();

  @Test
  void whatIsLeftFallsWithEveryBatchAndIsNothingAtTheEnd() {
    progress.onRestoreStart(FIRST, "windows", 100, 300);
    progress.onRestoreStart(SECOND, "windows", 0, 50);
    assertThat(progress.left()).isEqualTo(250);

    progress.onBatchRestored(FIRST, "windows", 199, 100);
    assertThat(progress.left()).isEqualTo(150);

    progress.onRestoreEnd(FIRST, "windows", 200);
    progress.onRestoreSuspended(SECOND, "windows", 10);
    assertThat(progress.left()).isZero();
  }
}
