package io.evenkeel.reference;

import io.evenkeel.event.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A uniform random sample of whole predictions (Vitter's algorithm R), with a fixed seed so that
 * the same records in the same order give the same sample.
 */
final class PredictionSample {
  private static final long SEED = 0x5DEECE66DL;

  private final int limit;
  private final List<Prediction> kept = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private long seen;

  /** A sample of at most {@code limit} predictions, which may be 0. */
  PredictionSample(int limit) {
    this.limit = limit;
  }

  void add(Prediction prediction) {
    if (limit == 0) {
      return;
    }
    seen++;
    if (kept.size() < limit) {
      kept.add(prediction);
      return;
    }
    long place = random.nextLong(seen);
    if (place < limit) {
      kept.set((int) place, prediction);
    }
  }

  /** The sample, in no order. */
  List<Prediction> kept() {
    return Collections.unmodifiableList(kept);
  }
}
