package io.evenkeel.readmodel;

import io.evenkeel.alert.Alert;
import io.evenkeel.digest.Series;
import java.util.Set;

/** Something that listeners to live events hear. */
public sealed interface Change {
  /** The model it is about. */
  String model();

  /**
   * Windows got new numbers.
   *
   * @param windows which ones, without their slices
   */
  record Windows(Series series, Set<Window> windows) implements Change {
    public Windows {
      windows = Set.copyOf(windows);
    }

    @Override
    public String model() {
      return series.model();
    }
  }

  /** One window of a series. */
  record Window(String length, long start) {}

  /** An alert has something new to say. */
  record Told(Alert alert) implements Change {
    @Override
    public String model() {
      return alert.series().model();
    }
  }

  /** A monitor was applied. */
  record Applied(String model) implements Change {}

  /** A monitor was deleted, with everything that was known of its model. */
  record Deleted(String model) implements Change {}
}
