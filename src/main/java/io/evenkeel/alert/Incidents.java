package io.evenkeel.alert;

import io.evenkeel.digest.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds alerts that belong together into incidents: those of one cause that fire in one step, and
 * later ones whose trouble began before the incident was first told.
 *
 * <p>One change shows in many streams, so causes explain each other: a feature that drifts while
 * its data are broken is a matter of data quality, and quality that falls while features drift is a
 * matter of the drift.
 */
final class Incidents {
  private final Series series;

  Incidents(Series series) {
    this.series = series;
  }

  /**
   * Gives every firing alert its cause and incident.
   *
   * @param firing turns of this step
   * @param open states that already alert, with their sentence
   * @return the incident of each firing turn, in their order
   */
  List<String> fold(List<Turn> firing, Collection<StreamState> open, Step step) {
    List<String> incidents = new ArrayList<>();
    for (Turn turn : firing) {
      StreamState state = turn.state();
      state.cause = cause(turn, firing, open);
      StreamState earlier = joinable(state.cause, state.startedAt, open);
      if (earlier == null) {
        state.incidentUntil = step.end();
        incidents.add(AlertIds.incident(series, step.number(), state.cause));
      } else {
        state.incidentUntil = earlier.incidentUntil;
        incidents.add(Objects.requireNonNull(Objects.requireNonNull(earlier.last).incident()));
      }
    }
    return incidents;
  }

  private static Cause cause(Turn turn, List<Turn> firing, Collection<StreamState> open) {
    Cause own = turn.target().cause();
    String feature = turn.target().key().feature();
    long startedAt = turn.state().startedAt;
    if (own == Cause.COVARIATE && feature != null) {
      boolean broken =
          firing.stream()
                  .anyMatch(
                      t ->
                          t.target().cause() == Cause.DATA_QUALITY
                              && feature.equals(t.target().key().feature()))
              || open.stream()
                  .filter(s -> s.cause == Cause.DATA_QUALITY && startedAt < s.incidentUntil)
                  .anyMatch(s -> s.last != null && feature.equals(s.last.feature()));
      return broken ? Cause.DATA_QUALITY : own;
    }
    if (own == Cause.CONCEPT) {
      boolean drifts =
          firing.stream().anyMatch(t -> t.target().cause() == Cause.COVARIATE)
              || joinable(Cause.COVARIATE, startedAt, open) != null;
      return drifts ? Cause.COVARIATE : own;
    }
    return own;
  }

  private static @Nullable StreamState joinable(
      Cause cause, long startedAt, Collection<StreamState> open) {
    for (StreamState state : open) {
      boolean known = state.last != null && state.last.incident() != null;
      if (known && state.cause == cause && startedAt < state.incidentUntil) {
        return state;
      }
    }
    return null;
  }
}
