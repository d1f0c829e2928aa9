package io.evenkeel.files;

/**
 * One thing that is wrong with a column map.
 *
 * @param path where, as in {@code columns.features.age}
 * @param message what, and what to write instead if that can be guessed
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
