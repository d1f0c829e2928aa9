package io.evenkeel.routing;

import io.evenkeel.receiver.Routes;
import java.io.IOException;
import java.time.Clock;

/** An instance in a process of its own, to be killed: bootstrap, registry, receiver. */
final class RouterChild {
  private RouterChild() {}

  public static void main(String[] args) throws IOException {
    try (Routers routers =
        AlertTopic.start(
            AlertTopic.kafka(args[0]),
            args[1],
            Routes.route(
                "name: hook", "type: webhook", "url: " + args[2], "secret: s", "token: child"),
            Clock.systemUTC())) {
      System.out.println(routers.status());
      // The parent never writes: this ends with the process.
      System.in.read();
    }
  }
}
