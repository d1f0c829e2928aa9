package io.evenkeel.simulation;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Meta;
import io.evenkeel.event.MetaSplit;
import io.evenkeel.event.Prediction;
import io.evenkeel.monitor.FeedbackSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Random metaRandom;
  private final List<Sent> sent = new ArrayList<>();

  /**
   * How inputs are partitioned.
   *
   * @param coPartitioned whether all go by prediction id
   * @param meta partitions of the topic of meta attributes, 0 when there is none
   */
  record Layout(boolean coPartitioned, int predictions, int feedback, int meta) {}

  /**
   * One event on its way.
   *
   * @param order place in its partition
   * @param prediction or null
   * @param feedback or null
   * @param meta or null
   */
  record Sent(
      long order,
      int partition,
      @Nullable Prediction prediction,
      @Nullable Feedback feedback,
      @Nullable Meta meta) {

    /** The one that is there. */
    Object event() {
      return prediction != null
          ? prediction
          : java.util.Objects.requireNonNull(feedback != null ? feedback : meta);
    }

    long time() {
      return meta != null
          ? meta.metaTime().toEpochMilli()
          : prediction != null
              ? prediction.eventTime().toEpochMilli()
              : java.util.Objects.requireNonNull(feedback).feedbackTime().toEpochMilli();
    }
  }

  private Traffic(
      Random random, Random metaRandom, ModelPlan plan, Layout layout, long start, int panes) {
    this.metaRandom = metaRandom;
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
      Random random,
      Random metaRandom,
      ModelPlan plan,
      Layout layout,
      long start,
      int panes,
      int predictions) {
    Traffic traffic = new Traffic(random, metaRandom, plan, layout, start, panes);
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
    Prediction whole = prediction(id, time, changed);
    Prediction prediction = apart(whole).prediction();
    Sent first = send(prediction);
    groups(whole);
    int repeats = plan.plan().direct() ? 0 : random.nextInt(30);
    if (repeats > 26) {
      again(first);
    } else if (repeats > 24) {
      send(apart(prediction(id, time, changed)).prediction());
    } else if (repeats > 22) {
      // Copies count once within the wait; beyond it they are predictions of their own.
      long wait = plan.monitor().feedback().waitFor().toMillis();
      long moved = time + (long) (random.nextGaussian() * grace * 3);
      long at2 = Math.max(start, Math.max(time - wait / 2, Math.min(time + wait / 2, moved)));
      send(apart(prediction(id, at2, changed)).prediction());
    }
    if (plan.monitor().feedback().expected() && random.nextInt(5) > 0) {
      labels(prediction, changed);
    }
  }

  private Prediction prediction(String id, long time, boolean changed) {
    String version = versions && time > start + span / 2 ? "2" : "1";
    return Applicants.prediction(random, plan.monitor().model(), id, version, time, changed);
  }

  private MetaSplit apart(Prediction whole) {
    return MetaSplit.of(whole, java.util.Set.copyOf(plan.monitor().meta().attributes()));
  }

  /** Meta records of a prediction: none, in and out of time, twice, contradictory. */
  private void groups(Prediction whole) {
    Meta said = apart(whole).meta();
    if (said == null || metaRandom.nextInt(10) == 0) {
      return;
    }
    Meta meta = moved(said);
    Sent first = send(meta);
    switch (metaRandom.nextInt(10)) {
      case 0, 1 -> again(first);
      case 2 -> send(moved(said));
      case 3 -> send(other(meta));
      case 4 -> send(moved(other(meta)));
      default -> {
        // Most come once.
      }
    }
  }

  private Meta other(Meta meta) {
    Map<String, @Nullable String> values = new HashMap<>(meta.values());
    values.put("sex", "M".equals(values.get("sex")) ? "F" : "M");
    return new Meta(meta.predictionId(), meta.modelId(), meta.metaTime(), values, null);
  }

  /** The same at another time, on both sides of what is taken, and on its edges. */
  private Meta moved(Meta meta) {
    long wait = plan.monitor().meta().waitFor().toMillis();
    long by =
        switch (metaRandom.nextInt(12)) {
          case 0 -> wait;
          case 1 -> wait + 1;
          case 2 -> -wait;
          case 3 -> -wait - 1;
          case 4 -> (long) (metaRandom.nextDouble() * wait * 1.3);
          case 5 -> 0;
          default -> (long) ((metaRandom.nextDouble() * 1.5 - 0.5) * wait);
        };
    return new Meta(
        meta.predictionId(), meta.modelId(), meta.metaTime().plusMillis(by), meta.values(), null);
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
    return send(new Sent(order(random, prediction.eventTime()), partition, prediction, null, null));
  }

  private Sent send(Feedback feedback) {
    int partition = partition(feedback.predictionId(), layout.feedback());
    return send(new Sent(order(random, feedback.feedbackTime()), partition, null, feedback, null));
  }

  private Sent send(Meta meta) {
    int partition =
        layout.coPartitioned()
            ? partition(meta.predictionId(), layout.meta())
            : metaRandom.nextInt(layout.meta());
    return send(new Sent(order(metaRandom, meta.metaTime()), partition, null, null, meta));
  }

  private Sent send(Sent one) {
    sent.add(one);
    return one;
  }

  /** The very same again, some time later, in the same partition. */
  private void again(Sent first) {
    Random by = first.meta() == null ? random : metaRandom;
    long later = first.order() + 1 + (long) (by.nextDouble() * by.nextDouble() * span);
    send(new Sent(later, first.partition(), first.prediction(), first.feedback(), first.meta()));
  }

  private int partition(String id, int count) {
    return layout.coPartitioned()
        ? Outbox.usual(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), count)
        : random.nextInt(count);
  }

  /** Nobody is more than grace behind somebody before him if each is at most grace late. */
  private long order(Random random, Instant time) {
    long delay = random.nextInt(5) == 0 ? grace : (long) (random.nextDouble() * grace);
    return time.toEpochMilli() + delay;
  }
}
