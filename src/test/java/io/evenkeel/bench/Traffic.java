package io.evenkeel.bench;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Generated events of one model: 6 numeric and 4 categorical features, two attributes, a score, all
 * spread evenly over a day.
 *
 * <p>Event {@code i} depends on the seed and on {@code i} alone.
 */
record Traffic(long seed, long events) {
  static final String MODEL = "income";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Duration SPAN = Duration.ofDays(1);
  private static final long LABEL_DELAY_MS = 600_000;
  private static final String[] NUMBERS = {"age", "income", "hours", "debt", "tenure", "balance"};
  private static final String[] CATEGORIES = {"job", "marital", "education", "channel"};
  private static final int[] KINDS = {12, 5, 8, 4};
  private static final String[] SEX = {"female", "male"};
  private static final String[] REGION = {"north", "east", "south", "west"};

  /** The prediction with this number. */
  Prediction prediction(long i) {
    SplittableRandom random = random(i);
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    for (String number : NUMBERS) {
      features.put(number, FeatureValue.of(50 + 20 * random.nextGaussian()));
    }
    for (int c = 0; c < CATEGORIES.length; c++) {
      int kind = random.nextInt(KINDS[c]) * random.nextInt(KINDS[c]) / KINDS[c];
      features.put(CATEGORIES[c], FeatureValue.of("kind-" + kind));
    }
    Map<String, @Nullable String> meta = new LinkedHashMap<>();
    meta.put("sex", SEX[random.nextInt(SEX.length)]);
    meta.put("region", REGION[random.nextInt(REGION.length)]);
    double score = random.nextDouble();
    return new Prediction(
        id(i),
        MODEL,
        "7",
        time(i),
        features,
        meta,
        score >= 0.5 ? "1" : "0",
        Map.of("1", score),
        null,
        Stage.PRODUCTION,
        1,
        null,
        null,
        null);
  }

  /** The truth about that prediction, ten minutes later. */
  Feedback feedback(long i) {
    boolean positive = random(~i).nextDouble() < random(i).nextDouble();
    return new Feedback(
        id(i), MODEL, positive ? "1" : "0", null, time(i).plusMillis(LABEL_DELAY_MS), 0, null);
  }

  /** All of it, for a reference. */
  Iterable<LabelledPrediction> labelled() {
    return () -> iterator();
  }

  private Iterator<LabelledPrediction> iterator() {
    return LongStream.range(0, events)
        .mapToObj(i -> new LabelledPrediction(prediction(i), feedback(i)))
        .iterator();
  }

  private static String id(long i) {
    return String.format("prediction-%010d", i);
  }

  private Instant time(long i) {
    return START.plusMillis((long) ((double) i / events * SPAN.toMillis()));
  }

  private SplittableRandom random(long i) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + i);
  }
}
