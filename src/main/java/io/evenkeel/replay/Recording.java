package io.evenkeel.replay;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.topology.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Encoded predictions and feedback of any models, to be produced in the order of their times. */
public final class Recording {
  private final List<TimedRecord> records = new ArrayList<>();
  private final Set<String> models = new TreeSet<>();
  private final EventEncoder encoder;
  private final Topics topics;
  private boolean sorted = true;

  public Recording(EventEncoder encoder, Topics topics) {
    this.encoder = encoder;
    this.topics = topics;
  }

  /** Adds a prediction, to be sent at its event time. */
  public void add(Prediction prediction) {
    add(prediction, prediction.eventTime());
  }

  /** Adds a prediction that reaches the topic later than it was made. */
  public void add(Prediction prediction, Instant sent) {
    models.add(prediction.modelId());
    add(
        sent.toEpochMilli(),
        false,
        prediction.predictionId(),
        encoder.encode(topics.predictions(), prediction));
  }

  /** Adds feedback, to be sent at its own time. */
  public void add(Feedback feedback) {
    add(feedback, feedback.feedbackTime());
  }

  /** Adds feedback that reaches the topic later than it became known. */
  public void add(Feedback feedback, Instant sent) {
    models.add(feedback.modelId());
    add(
        sent.toEpochMilli(),
        true,
        feedback.predictionId(),
        encoder.encode(topics.feedback(), feedback));
  }

  private void add(long time, boolean feedback, String id, byte[] value) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    records.add(new TimedRecord(time, records.size(), feedback, key, value));
    sorted = false;
  }

  /** Events recorded. */
  public int size() {
    return records.size();
  }

  /** Time from the first event to the last; zero when there is none. */
  public Duration span() {
    List<TimedRecord> ordered = inOrder();
    return ordered.isEmpty()
        ? Duration.ZERO
        : Duration.ofMillis(ordered.get(ordered.size() - 1).time() - ordered.get(0).time());
  }

  /** Every model that has events here. */
  public Set<String> models() {
    return Collections.unmodifiableSet(models);
  }

  /** The events in the order of their times. */
  List<TimedRecord> inOrder() {
    if (!sorted) {
      Collections.sort(records);
      sorted = true;
    }
    return Collections.unmodifiableList(records);
  }
}
