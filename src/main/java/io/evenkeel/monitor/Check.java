package io.evenkeel.monitor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that must hold in every pane, or an alert is due.
 *
 * @param name unique within the monitor; part of the alert id, so renaming starts a new story
 * @param kind what sort of alert a breach is
 * @param metric the metric in snake case, such as {@code false_positive_rate}
 * @param compare what the metric is compared with
 * @param feature the one feature to look at, or null for every feature (drift) or none
 * @param slices the slice specs to look at, as written ({@code sex & race}); empty means all,
 *     {@code *} overall
 * @param method how a breach is decided
 * @param tolerance how large an effect is harmless, or the limit of a fixed threshold, or how many
 *     standard deviations
 * @param critical a larger tolerance whose breach is critical, or null
 */
public record Check(
    String name,
    AlertKind kind,
    String metric,
    Compare compare,
    @Nullable String feature,
    List<String> slices,
    Method method,
    double tolerance,
    @Nullable Double critical) {

  /** What a metric is compared with. */
  public enum Compare {
    /** Nothing: the value itself has a limit. */
    NONE,
    /** The reference group in the same pane. */
    GROUPS,
    /** The same slice in the profile. */
    PROFILE
  }

  /** How a breach is decided. */
  public enum Method {
    /** Anytime-valid sequential evidence under the false-alarm budget. */
    SEQUENTIAL,
    /** The interval of one pane against the tolerance, k bad panes in a row. */
    INTERVAL,
    /** The bare value of one pane against a limit, k bad panes in a row; no false-alarm control. */
    FIXED_ABOVE,
    /** As {@link #FIXED_ABOVE}, for values that must not fall below the limit. */
    FIXED_BELOW,
    /**
     * The bare value of one pane against the mean over reference panes, plus and minus so many of
     * their standard deviations; no false-alarm control.
     */
    FIXED_SD;

    /** Whether the bare value decides, without any control of false alarms. */
    public boolean isFixed() {
      return switch (this) {
        case FIXED_ABOVE, FIXED_BELOW, FIXED_SD -> true;
        case SEQUENTIAL, INTERVAL -> false;
      };
    }
  }

  public Check {
    slices = List.copyOf(slices);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a check needs a name");
    }
    if (!Double.isFinite(tolerance)) {
      throw new IllegalArgumentException(
          "check " + name + " needs a finite tolerance, got " + tolerance);
    }
  }
}
