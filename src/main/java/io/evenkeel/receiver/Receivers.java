package io.evenkeel.receiver;

import io.evenkeel.config.RouteSettings;
import java.time.Clock;

/** Makes the receiver of a route. */
public final class Receivers {
  private Receivers() {}

  /** A receiver; connects to nothing yet. */
  public static Receiver of(RouteSettings route, Clock clock) {
    return switch (route.type()) {
      case ALERTMANAGER -> new AlertmanagerReceiver(route, clock);
      case WEBHOOK -> new WebhookReceiver(route, clock);
      case SLACK -> new SlackReceiver(route, clock);
    };
  }
}
