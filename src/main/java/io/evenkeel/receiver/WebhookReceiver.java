package io.evenkeel.receiver;

import io.evenkeel.config.RouteSettings;
import io.evenkeel.report.ResultJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One alert a request, as the JSON object of {@code evenkeel alerts --json}, signed. */
final class WebhookReceiver implements Receiver {
  private final RouteSettings route;
  private final Post post;
  private final String secret;
  private final Clock clock;

  WebhookReceiver(RouteSettings route, Clock clock) {
    this.route = route;
    this.post = new Post(route, clock);
    this.secret = Objects.requireNonNull(route.credentials().secret(), "a webhook has a secret");
    this.clock = clock;
  }

  @Override
  public Outcome deliver(Message message) {
    byte[] body = ResultJson.text(message.first()).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>();
    headers.put(Signature.HEADER, Signature.of(secret, clock.instant(), body));
    if (message.test()) {
      headers.put("X-Evenkeel-Test", "true");
    }
    return post.send(route.urls().get(0), message.key(), body, headers);
  }
}
