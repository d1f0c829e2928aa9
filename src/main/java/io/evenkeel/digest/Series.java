package io.evenkeel.digest;

import io.evenkeel.event.Stage;

/**
 * A model, one version of it, on one stage.
 *
 * @param version empty when the model has none
 */
public record Series(String model, String version, Stage stage) implements Comparable<Series> {
  @Override
  public int compareTo(Series other) {
    int byModel = model.compareTo(other.model);
    if (byModel != 0) {
      return byModel;
    }
    int byVersion = version.compareTo(other.version);
    return byVersion != 0 ? byVersion : stage.compareTo(other.stage);
  }
}
