package io.evenkeel.ingest;

import io.evenkeel.event.Feedback;
import io.evenkeel.ingest.RejectedException.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of feedback to an event. */
final class FeedbackRows {
  private final LayoutOptions options;

  FeedbackRows(LayoutOptions options) {
    this.options = options;
  }

  Feedback read(At place, String id, At label, Instant time) {
    String model = options.model();
    if (model == null) {
      throw place.rejected(Reason.MISSING_MODEL);
    }
    boolean number = options.output() == Output.VALUE && label.present();
    @Nullable String text = number ? null : Scalars.filled(label);
    @Nullable Double value = number ? (Double) Scalars.number(label, Reason.MISSING_LABEL) : null;
    label.require(text != null || value != null, Reason.MISSING_LABEL);
    return new Feedback(id, model, named(text), value, time, 0, options.source());
  }

  /** A class that was given by its position, as predictions give it. */
  private @Nullable String named(@Nullable String text) {
    List<String> classes = options.columns().classes();
    if (text == null || classes.isEmpty() || classes.contains(text)) {
      return text;
    }
    try {
      int index = Integer.parseInt(text);
      return index >= 0 && index < classes.size() ? classes.get(index) : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
