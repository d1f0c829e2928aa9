package io.evenkeel.receiver;

import io.evenkeel.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told at once.
 *
 * @param alerts one alert, or several of one incident in their order; not empty
 * @param before what was told of the first one before, or null
 * @param test whether nothing is wrong and only the way is tried
 */
public record Message(List<Alert> alerts, @Nullable Alert before, boolean test) {
  public Message {
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("a message without an alert");
    }
  }

  /** A message of one alert. */
  public static Message of(Alert alert) {
    return new Message(List.of(alert), null, false);
  }

  /** The first alert. */
  public Alert first() {
    return alerts.get(0);
  }

  /**
   * Names this delivery, the same however often it is tried: id, state and time of the last alert,
   * and how many there are when there are more.
   */
  public String key() {
    Alert last = alerts.get(alerts.size() - 1);
    String key = last.id() + "-" + last.state() + "-" + last.windowEnd();
    return alerts.size() == 1 ? key : key + "-" + alerts.size();
  }
}
