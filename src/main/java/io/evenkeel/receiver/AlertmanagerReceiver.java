package io.evenkeel.receiver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.alert.Alert;
import io.evenkeel.config.Json;
import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Outcome.Fate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus Alertmanager, API v2. Its replicas do not tell each other of alerts, so each is told;
 * a message has arrived when one of them has it.
 *
 * <p>Alertmanager keeps alerts in memory only and ends those it does not hear of. Alerts that go on
 * are therefore told again every {@code resend}, each time with an end that lies {@code hold}
 * ahead: an Alertmanager that restarted knows them soon, and a monitor that is down for less than
 * {@code hold} resolves nothing. An end that a replica has not heard of is told again, too.
 */
final class AlertmanagerReceiver implements Receiver {
  private static final String PATH = "/api/v2/alerts";
  private static final int BATCH = 100;
  private static final int MOST_OWED = 1_000;

  private final RouteSettings route;
  private final List<URI> urls;
  private final Post post;
  private final Clock clock;

  /** By URL: ends that it has not heard of, by labels. */
  private final Map<URI, Map<SortedMap<String, String>, ObjectNode>> owed = new LinkedHashMap<>();

  AlertmanagerReceiver(RouteSettings route, Clock clock) {
    this.route = route;
    this.urls = route.urls().stream().map(AlertmanagerReceiver::endpoint).toList();
    this.post = new Post(route, clock);
    this.clock = clock;
  }

  private static URI endpoint(URI url) {
    String text = url.toString().replaceAll("/+$", "");
    return URI.create(text.endsWith(PATH) ? text : text + PATH);
  }

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public Outcome deliver(Message message) {
    Alert alert = message.first();
    SortedMap<String, String> labels = AlertmanagerJson.labels(alert, message.test());
    Map<SortedMap<String, String>, ObjectNode> ends = new LinkedHashMap<>();
    ObjectNode json = json(alert, labels);
    List<ObjectNode> sent = new ArrayList<>(List.of(json));
    if (over(alert)) {
      ends.put(labels, json);
    }
    Alert before = message.before();
    // Another severity is another alert there; the old one must not stay.
    if (before != null) {
      SortedMap<String, String> old = AlertmanagerJson.labels(before, message.test());
      if (!labels.equals(old)) {
        ObjectNode end = json(before, old, clock.instant());
        ends.put(old, end);
        sent.add(end);
      }
    }
    List<Outcome> outcomes = post.sendAll(urls, message.key(), body(sent));
    Outcome best = Outcome.best(outcomes);
    if (best.fate() == Fate.ACCEPTED) {
      for (int i = 0; i < urls.size(); i++) {
        settle(urls.get(i), outcomes.get(i).fate(), labels, ends);
      }
    }
    return best;
  }

  private void settle(
      URI url,
      Fate fate,
      SortedMap<String, String> labels,
      Map<SortedMap<String, String>, ObjectNode> ends) {
    Map<SortedMap<String, String>, ObjectNode> open = ends(url);
    open.remove(labels);
    if (fate == Fate.LATER) {
      open.putAll(ends);
      open.keySet().stream()
          .limit(Math.max(0, open.size() - MOST_OWED))
          .toList()
          .forEach(open::remove);
    }
  }

  @Override
  public void repeat(Collection<Alert> standing) {
    List<ObjectNode> alerts =
        standing.stream().map(a -> json(a, AlertmanagerJson.labels(a, false))).toList();
    for (URI url : urls) {
      Map<SortedMap<String, String>, ObjectNode> open = ends(url);
      if (repeat(url, alerts) && repeat(url, List.copyOf(open.values()))) {
        open.clear();
      }
    }
  }

  /** Whether the URL has heard all of it; what it refuses it will never hear. */
  private boolean repeat(URI url, List<ObjectNode> alerts) {
    for (int from = 0; from < alerts.size(); from += BATCH) {
      List<ObjectNode> batch = alerts.subList(from, Math.min(alerts.size(), from + BATCH));
      Fate fate = repeatBatch(url, batch);
      if (fate == Fate.REFUSED && batch.size() > 1) {
        // One bad alert spoils the batch for all others.
        for (ObjectNode one : batch) {
          fate = repeatBatch(url, List.of(one));
          if (fate == Fate.LATER) {
            return false;
          }
        }
      }
      if (fate == Fate.LATER) {
        return false;
      }
    }
    return true;
  }

  private Fate repeatBatch(URI url, List<ObjectNode> batch) {
    return post.send(url, "repeat-" + clock.millis(), body(batch), Map.of()).fate();
  }

  private Map<SortedMap<String, String>, ObjectNode> ends(URI url) {
    return owed.computeIfAbsent(url, u -> new LinkedHashMap<>());
  }

  private ObjectNode json(Alert alert, SortedMap<String, String> labels) {
    Instant now = clock.instant();
    Instant until =
        over(alert)
            ? AlertmanagerJson.earlier(Instant.ofEpochMilli(alert.windowEnd()), now)
            : now.plus(route.pace().hold());
    return json(alert, labels, until);
  }

  private ObjectNode json(Alert alert, SortedMap<String, String> labels, Instant until) {
    @Nullable String link = Links.of(route.link(), alert);
    return AlertmanagerJson.alert(alert, labels, clock.instant(), until, link);
  }

  private static boolean over(Alert alert) {
    return switch (alert.state()) {
      case PENDING, FIRING, ONGOING, ACKNOWLEDGED -> false;
      case RESOLVED, EXPIRED, SUPERSEDED -> true;
    };
  }

  private static byte[] body(List<ObjectNode> alerts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    alerts.forEach(array::add);
    return Json.compact(array).getBytes(StandardCharsets.UTF_8);
  }
}
