package io.evenkeel.simulation;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.monitor.FeedbackSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The events of one model, made up by a seed: late and early labels, corrections, repeats, copies
 * that differ.
 *
 * <p>Within a partition no event lies more than grace behind the largest time before it, except
 * exact repeats, which follow the first of their kind in its partition.
 */
final class Traffic {
  private final Random random;
  private final ModelPlan plan;
  private final Layout layout;
  private final long start;
  private final long span;
  private final long grace;
  private final boolean versions;
  private final List<Sent> sent = new ArrayList<>();

  /**
   * How inputs are partitioned.
   *
   * @param coPartitioned whether both go by prediction id
   */
  record Layout(boolean coPartitioned, int predictions, int feedback) {}

  /**
   * One event on its way.
   *
   * @param order place in its partition
   * @param prediction or null
   * @param feedback or null
   */
  record Sent(
      long order, int partition, @Nullable Prediction prediction, @Nullable Feedback feedback) {
    long time() {
      return prediction != null
          ? prediction.eventTime().toEpochMilli()
          : java.util.Objects.requireNonNull(feedback).feedbackTime().toEpochMilli();
    }
  }

  private Traffic(Random random, ModelPlan plan, Layout layout, long start, int panes) {
    this.random = random;
    this.plan = plan;
    this.layout = layout;
    this.start = start;
    this.span = panes * plan.monitor().timing().pane().toMillis();
    this.grace = plan.monitor().timing().grace().toMillis();
    this.versions = random.nextInt(4) == 0;
  }

  /** Events in no order; those of a partition are to be sent by {@link Sent#order}. */
  static List<Sent> of(
      Random random, ModelPlan plan, Layout layout, long start, int panes, int predictions) {
    Traffic traffic = new Traffic(random, plan, layout, start, panes);
    for (int i = 0; i < predictions; i++) {
      traffic.one(plan.monitor().model() + "-" + i);
    }
    traffic.sent.sort(Comparator.comparingLong(Sent::order));
    return traffic.sent;
  }

  private void one(String id) {
    // Some time in the middle nobody comes, and in the last part everything is different.
    double at = random.nextDouble();
    double place = at < 0.5 ? at : 0.6 + (at - 0.5) * 0.8;
    long time = start + (long) (place * span);
    boolean changed = place > 0.3 && place < 0.85;
    Prediction prediction = prediction(id, time, changed);
    Sent first = send(prediction);
    int repeats = plan.plan().direct() ? 0 : random.nextInt(30);
    if (repeats > 26) {
      again(first);
    } else if (repeats > 24) {
      send(prediction(id, time, changed));
    } else if (repeats > 22) {
      // Copies count once within the wait; beyond it they are predictions of their own.
      long wait = plan.monitor().feedback().waitFor().toMillis();
      long moved = time + (long) (random.nextGaussian() * grace * 3);
      send(
          prediction(
              id,
              Math.max(start, Math.max(time - wait / 2, Math.min(time + wait / 2, moved))),
              changed));
    }
    if (plan.monitor().feedback().expected() && random.nextInt(5) > 0) {
      labels(prediction, changed);
    }
  }

  private Prediction prediction(String id, long time, boolean changed) {
    String version = versions && time > start + span / 2 ? "2" : "1";
    return Applicants.prediction(random, plan.monitor().model(), id, version, time, changed);
  }

  private void labels(Prediction prediction, boolean changed) {
    long time = prediction.eventTime().toEpochMilli() + delay();
    String label = Applicants.label(random, prediction, changed);
    Sent first = send(feedback(prediction, label, time, 0));
    if (random.nextInt(8) == 0) {
      again(first);
    }
    String other = label.equals("1") ? "0" : "1";
    switch (random.nextInt(12)) {
      case 0 -> send(feedback(prediction, other, time + delay() / 2, 1));
      case 1 -> send(feedback(prediction, other, time, 1 + random.nextInt(2)));
      case 2 -> send(feedback(prediction, other, time + random.nextInt(3_600_000), 0));
      case 3 -> send(feedback(prediction, other, time, 0));
      case 4 -> {
        send(feedback(prediction, other, time - random.nextInt(3_600_000), 2));
        send(feedback(prediction, label, time + delay(), 1));
      }
      default -> {
        // Most labels come once.
      }
    }
  }

  private static Feedback feedback(Prediction of, String label, long time, int revision) {
    return new Feedback(
        of.predictionId(), of.modelId(), label, null, Instant.ofEpochMilli(time), revision, null);
  }

  /** Time from a prediction to its label; both ends of what is taken, and beyond. */
  private long delay() {
    FeedbackSpec spec = plan.monitor().feedback();
    long wait = spec.waitFor().toMillis();
    long early = spec.early().toMillis();
    return switch (random.nextInt(16)) {
      case 0 -> wait;
      case 1 -> wait + 1;
      case 2 -> -early;
      case 3 -> -early - 1;
      case 4 -> -(long) (random.nextDouble() * early);
      case 5 -> plan.plan().maturity().toMillis();
      case 6 -> plan.plan().maturity().toMillis() + 1;
      case 7, 8 -> (long) (random.nextDouble() * wait * 1.2);
      default -> (long) (random.nextDouble() * plan.plan().maturity().toMillis());
    };
  }

  private Sent send(Prediction prediction) {
    int partition = partition(prediction.predictionId(), layout.predictions());
    return send(new Sent(order(prediction.eventTime()), partition, prediction, null));
  }

  private Sent send(Feedback feedback) {
    int partition = partition(feedback.predictionId(), layout.feedback());
    return send(new Sent(order(feedback.feedbackTime()), partition, null, feedback));
  }

  private Sent send(Sent one) {
    sent.add(one);
    return one;
  }

  /** The very same again, some time later, in the same partition. */
  private void again(Sent first) {
    long later = first.order() + 1 + (long) (random.nextDouble() * random.nextDouble() * span);
    send(new Sent(later, first.partition(), first.prediction(), first.feedback()));
  }

  private int partition(String id, int count) {
    return layout.coPartitioned()
        ? Outbox.usual(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), count)
        : random.nextInt(count);
  }

  /** Nobody is more than grace behind somebody before him if each is at most grace late. */
  private long order(Instant time) {
    long delay = random.nextInt(5) == 0 ? grace : (long) (random.nextDouble() * grace);
    return time.toEpochMilli() + delay;
  }
}
