package io.evenkeel.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aBurstMayGoAtOnceAndThenOneEverySpan() {
    TokenBucket bucket = new TokenBucket(3, 60 * SECOND, 7 * SECOND);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.waitAt(7 * SECOND)).isZero();
      bucket.take(7 * SECOND);
    }
    assertThat(bucket.waitAt(7 * SECOND)).isEqualTo(20 * SECOND);
    assertThat(bucket.waitAt(17 * SECOND)).isEqualTo(10 * SECOND);
    assertThat(bucket.waitAt(27 * SECOND)).isZero();
    bucket.take(27 * SECOND);
    assertThat(bucket.waitAt(27 * SECOND)).isEqualTo(20 * SECOND);
  }

  @Test
  void aQuietHourEarnsNoMoreThanOneBurst() {
    TokenBucket bucket = new TokenBucket(2, 60 * SECOND, 0);
    long later = 3_600 * SECOND;
    bucket.take(later);
    bucket.take(later);
    assertThat(bucket.waitAt(later)).isEqualTo(30 * SECOND);
  }

  @Test
  void withoutALimitNothingWaits() {
    TokenBucket bucket = new TokenBucket(0, SECOND, 0);
    for (int i = 0; i < 1_000; i++) {
      bucket.take(1);
      assertThat(bucket.waitAt(1)).isZero();
    }
  }
}
