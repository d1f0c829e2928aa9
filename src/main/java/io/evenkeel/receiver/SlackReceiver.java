package io.evenkeel.receiver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.alert.Alert;
import io.evenkeel.config.Json;
import io.evenkeel.config.RouteSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * An incoming webhook of Slack: a text for notifications, and blocks to read, a section for each
 * alert.
 */
final class SlackReceiver implements Receiver {
  private static final int HEADER = 150;
  private static final int SECTION = 3_000;

  private final RouteSettings route;
  private final Post post;

  SlackReceiver(RouteSettings route, Clock clock) {
    this.route = route;
    this.post = new Post(route, clock);
  }

  @Override
  public boolean folds() {
    return true;
  }

  @Override
  public Outcome deliver(Message message) {
    byte[] body = Json.compact(json(message)).getBytes(StandardCharsets.UTF_8);
    return post.send(route.urls().get(0), message.key(), body, Map.of());
  }

  ObjectNode json(Message message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String title = title(message);
    json.put("text", cut(escaped(title + ": " + message.first().message()), SECTION));
    ArrayNode blocks = json.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header");
    header.putObject("text").put("type", "plain_text").put("text", cut(title, HEADER));
    for (Alert alert : message.alerts()) {
      ObjectNode section = blocks.addObject().put("type", "section");
      section.putObject("text").put("type", "mrkdwn").put("text", sentence(message, alert));
    }
    return json;
  }

  private static String title(Message message) {
    Alert first = message.first();
    String title =
        message.alerts().size() == 1
            ? first.state() + " " + first.severity() + " " + first.kind()
            : message.alerts().size() + " alerts of one incident";
    return (message.test() ? "TEST " : "") + title + ": " + first.series().model();
  }

  private String sentence(Message message, Alert alert) {
    String start =
        message.alerts().size() == 1 ? "" : "*" + alert.state() + " " + alert.severity() + "* ";
    String link = Links.of(route.link(), alert);
    String end = link == null ? "" : "\n<" + link + "|Open in Evenkeel>";
    return start + cut(escaped(alert.message()), SECTION - start.length() - end.length()) + end;
  }

  /** What Slack asks for: these three and no others. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }
}
