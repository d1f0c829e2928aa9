package io.evenkeel.bench;

import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.PredictionWalk;
import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.observation.ObservationCodec;
import io.evenkeel.topology.JoinInput;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Digested predictions under random UUIDs, spread evenly over the time for which they wait, and
 * labels for them in random order.
 *
 * <p>Features and attributes repeat after {@value #DIFFERENT} predictions; ids, scores and times do
 * not.
 */
final class PendingTraffic {
  private static final int DIFFERENT = 20_000;

  /** A prime, so that its multiples meet every prediction once. */
  private static final long STRIDE = 2_654_435_761L;

  private static final long DELAY_MS = 3_600_000;

  private final long count;
  private final long span;
  private final Observation[] observations = new Observation[DIFFERENT];
  private final JoinInput input = new JoinInput();

  PendingTraffic(Plan plan, long count) {
    this.count = count;
    this.span = plan.monitor().feedback().waitFor().toMillis();
    Traffic traffic = new Traffic(1, DIFFERENT);
    Digester digester = new Digester((model, time) -> plan);
    Bytes bytes = new Bytes(256);
    for (int i = 0; i < DIFFERENT; i++) {
      PredictionWalk.visit(traffic.prediction(i), digester);
      ObservationCodec.write(digester.observation(), bytes.clear());
      observations[i] = new Observation();
      ObservationCodec.read(new Bytes.Reader(bytes.toArray()), observations[i]);
    }
  }

  long count() {
    return count;
  }

  byte[] key(long i) {
    SplittableRandom random = new SplittableRandom(i * 0x9E3779B97F4A7C15L);
    long high = (random.nextLong() & ~0xF000L) | 0x4000;
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low).toString().getBytes(StandardCharsets.US_ASCII);
  }

  byte[] prediction(long i) {
    Observation observation = observations[(int) (i % DIFFERENT)];
    observation.eventTime = time(i);
    observation.score = new SplittableRandom(i).nextDouble();
    return input.observation(observation);
  }

  /** The number of the prediction that the label with this number is for. */
  long labelled(long label) {
    return Math.floorMod(label * STRIDE, count);
  }

  byte[] label(long label) {
    return input.label(
        Traffic.MODEL,
        new Label(0, time(labelled(label)) + DELAY_MS, Long.toString(label & 1), Double.NaN));
  }

  private long time(long i) {
    return Traffic.START.toEpochMilli() + (long) ((double) i / count * span);
  }
}
