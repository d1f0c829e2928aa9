package io.evenkeel.replay;

import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.topology.Topics;
import java.nio.charset.StandardCharsets;
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

  /** Adds a prediction at its event time. */
  public void add(Prediction prediction) {
    models.add(prediction.modelId());
    add(
        prediction.eventTime().toEpochMilli(),
        false,
        prediction.predictionId(),
        encoder.encode(topics.predictions(), prediction));
  }

  /** Adds feedback at its own time. */
  public void add(Feedback feedback) {
    models.add(feedback.modelId());
    add(
        feedback.feedbackTime().toEpochMilli(),
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
