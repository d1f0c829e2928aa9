package io.evenkeel.observation;

import io.evenkeel.event.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * What was true for a prediction, in one of its versions.
 *
 * <p>Totally ordered by revision, then time, then the label itself: the greatest survives.
 *
 * @param revision 0 for the first label, higher for corrections
 * @param feedbackTime when the truth became known, in milliseconds since 1970
 * @param name the true class, or null for a regression
 * @param value the true number, NaN for a class
 */
public record Label(int revision, long feedbackTime, @Nullable String name, double value)
    implements Comparable<Label> {

  /** What a feedback event says. */
  public static Label of(Feedback feedback) {
    return new Label(
        feedback.revision(),
        feedback.feedbackTime().toEpochMilli(),
        feedback.label(),
        feedback.value() == null ? Double.NaN : feedback.value());
  }

  @Override
  public int compareTo(Label other) {
    int byRevision = Integer.compare(revision, other.revision);
    if (byRevision != 0) {
      return byRevision;
    }
    int byTime = Long.compare(feedbackTime, other.feedbackTime);
    if (byTime != 0) {
      return byTime;
    }
    int byName = (name == null ? "" : name).compareTo(other.name == null ? "" : other.name);
    return byName != 0 ? byName : Double.compare(value, other.value);
  }
}
