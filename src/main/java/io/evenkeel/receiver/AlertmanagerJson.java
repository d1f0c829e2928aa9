package io.evenkeel.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.alert.Alert;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Alerts as Alertmanager's API v2 wants them. Labels name an alert there; annotations describe. */
final class AlertmanagerJson {
  private AlertmanagerJson() {}

  /** What names the alert; empty labels are left out, as Alertmanager would do. */
  static SortedMap<String, String> labels(Alert alert, boolean test) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", test ? "EvenkeelRouteTest" : "Evenkeel" + camel(alert.kind()));
    labels.put("model", alert.series().model());
    labels.put("version", alert.series().version());
    labels.put("stage", word(alert.series().stage()));
    labels.put("check", alert.check());
    labels.put("kind", word(alert.kind()));
    labels.put("severity", word(alert.severity()));
    labels.put("slice", alert.slice());
    put(labels, "feature", alert.feature());
    labels.put("alert_id", alert.id());
    put(labels, "incident", alert.incident());
    if (test) {
      labels.put("test", "true");
    }
    labels.values().removeIf(String::isEmpty);
    return labels;
  }

  /**
   * An alert.
   *
   * @param labels what names it
   * @param now no time after it is sent, so that nothing starts or ends in the receiver's future
   * @param until when it ends, unless it is told of again
   */
  static ObjectNode alert(
      Alert alert,
      SortedMap<String, String> labels,
      Instant now,
      Instant until,
      @Nullable String link) {
    Instant started = earlier(Instant.ofEpochMilli(alert.startedAt()), now);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    labels.forEach(json.putObject("labels")::put);
    annotations(alert).forEach(json.putObject("annotations")::put);
    json.put("startsAt", started.toString());
    json.put("endsAt", (until.isBefore(started) ? started : until).toString());
    if (link != null) {
      json.put("generatorURL", link);
    }
    return json;
  }

  private static Map<String, String> annotations(Alert alert) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", alert.message());
    annotations.put("state", alert.state().name());
    annotations.put("metric", alert.metric());
    put(annotations, "reference", alert.referenceSlice());
    number(annotations, "estimate", alert.estimate());
    number(annotations, "lower", alert.lower());
    number(annotations, "upper", alert.upper());
    number(annotations, "tolerance", alert.tolerance());
    number(annotations, "evidence", alert.evidence());
    number(annotations, "threshold", alert.threshold());
    annotations.put("n", Long.toString(alert.n()));
    annotations.put("window_start", Instant.ofEpochMilli(alert.windowStart()).toString());
    annotations.put("window_end", Instant.ofEpochMilli(alert.windowEnd()).toString());
    annotations.put("profile_hash", alert.profileHash());
    annotations.values().removeIf(String::isEmpty);
    return annotations;
  }

  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static void put(Map<String, String> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static void number(Map<String, String> map, String key, @Nullable Double value) {
    put(map, key, value == null ? null : value.toString());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String camel(Enum<?> constant) {
    StringBuilder camel = new StringBuilder();
    for (String word : constant.name().split("_", -1)) {
      camel.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return camel.toString();
  }
}
