package io.evenkeel.monitor;

/**
 * How many panes in a row it takes to believe a change.
 *
 * @param bad bad panes before an alert fires, at least 1
 * @param good good panes before it resolves, at least 1
 */
public record Hysteresis(int bad, int good) {

  /** Two bad panes fire, three good panes resolve. */
  public static final Hysteresis DEFAULT = new Hysteresis(2, 3);

  public Hysteresis {
    if (bad < 1 || good < 1) {
      throw new IllegalArgumentException(
          "hysteresis needs at least one pane each, got " + bad + " and " + good);
    }
  }
}
