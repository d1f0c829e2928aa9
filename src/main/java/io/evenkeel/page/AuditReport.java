package io.evenkeel.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Gathers the answers that a report shows; asks for nothing that the page would not. */
public final class AuditReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Groups whose reliability is drawn; the page draws the same ones. */
  private static final int GROUPS = 5;

  private final Requests requests = Requests.read();
  private final Answers source;
  private final ReportWish wish;
  private final Map<String, String> values = new HashMap<>();
  private final ObjectNode answers = JSON.createObjectNode();

  private AuditReport(Answers source, ReportWish wish) {
    this.source = source;
    this.wish = wish;
  }

  /**
   * The report as one HTML page.
   *
   * @param told who made it of what, in one line
   * @throws IllegalArgumentException when there is nothing to report
   */
  public static String html(Answers source, ReportWish wish, String told) {
    AuditReport report = new AuditReport(source, wish);
    ObjectNode data = report.gather();
    data.put("told", told);
    return ReportFile.html(wish.model(), data);
  }

  private ObjectNode gather() {
    values.put("model", wish.model());
    values.put("limit", "1000");
    values.put("from", time(wish.from()));
    values.put("to", time(wish.to()));
    values.put("slice", "*");
    JsonNode detail =
        ask("model").orElseThrow(() -> nothing("there is no model '" + wish.model() + "'"));
    JsonNode version = version(detail);
    values.put("version", version.path("version").asText());
    values.put("stage", version.path("stage").asText());
    values.put("window", window(version));
    JsonNode windows = ask("windows").orElseThrow(() -> nothing("there is no window"));
    values.put("start", start(windows.path("items")));
    ask("drift");
    ask("quality");
    ask("histograms");
    ask("proxies");
    slices();
    ObjectNode data = JSON.createObjectNode().put("model", wish.model());
    ObjectNode query = data.putObject("query");
    for (String name : List.of("version", "stage", "window", "start", "from", "to")) {
      query.put(name, values.getOrDefault(name, ""));
    }
    data.set("alerts", alerts());
    data.set("answers", answers);
    return data;
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  private Optional<JsonNode> ask(String name) {
    String address = requests.address(name, values);
    Optional<JsonNode> answer = source.to(address).map(AuditReport::json);
    answer.ifPresent(json -> answers.set(address, json));
    return answer;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an answer is no JSON", e);
    }
  }

  private static IllegalArgumentException nothing(String what) {
    return new IllegalArgumentException(what + " to report on");
  }

  private JsonNode version(JsonNode detail) {
    return StreamSupport.stream(detail.path("versions").spliterator(), false)
        .filter(v -> wish.version() == null || v.path("version").asText().equals(wish.version()))
        .max(
            Comparator.<JsonNode, Boolean>comparing(
                    v -> v.path("stage").asText().equals("PRODUCTION"))
                .thenComparing(v -> v.path("latest").path("end").asText()))
        .orElseThrow(
            () ->
                nothing(
                    wish.version() == null
                        ? "the model has no windows"
                        : "there is no version '" + wish.version() + "'"));
  }

  private String window(JsonNode version) {
    List<String> lengths = new ArrayList<>();
    version.path("windows").forEach(length -> lengths.add(length.asText()));
    String length = wish.window() == null ? lengths.get(0) : wish.window();
    if (!lengths.contains(length)) {
      throw nothing("windows are " + lengths + ", there is none of " + length);
    }
    return length;
  }

  /** The newest closed window of the span, else the newest. */
  private String start(JsonNode newestFirst) {
    for (JsonNode window : newestFirst) {
      if (!window.path("state").asText().equals("OPEN")) {
        return window.path("start").asText();
      }
    }
    if (newestFirst.isEmpty()) {
      throw nothing("there is no window in this span");
    }
    return newestFirst.get(0).path("start").asText();
  }

  private void slices() {
    List<JsonNode> groups = new ArrayList<>();
    requests
        .groupMetrics()
        .forEach(
            (metric, gap) -> {
              values.put("metric", metric);
              values.put("gap", gap);
              ask("slices")
                  .filter(answer -> groups.isEmpty())
                  .ifPresent(answer -> answer.path("items").forEach(groups::add));
            });
    groups.removeIf(slice -> slice.path("slice").asText().equals("*"));
    groups.sort(
        Comparator.<JsonNode>comparingLong(slice -> -slice.path("n").asLong())
            .thenComparing(slice -> slice.path("slice").asText()));
    ask("reliability");
    for (JsonNode slice : groups.subList(0, Math.min(GROUPS, groups.size()))) {
      values.put("slice", slice.path("slice").asText());
      ask("reliability");
    }
    values.put("slice", "*");
  }

  /** Addresses of the stories, oldest begin first. */
  private ArrayNode alerts() {
    ArrayNode addresses = JSON.createArrayNode();
    List<JsonNode> heads = new ArrayList<>();
    ask("modelAlerts").ifPresent(answer -> answer.path("items").forEach(heads::add));
    heads.removeIf(alert -> alert.path("state").asText().equals("PENDING"));
    heads.sort(Comparator.comparing(alert -> alert.path("startedAt").asText()));
    for (JsonNode alert : heads) {
      values.put("id", alert.path("id").asText());
      if (ask("alert").isPresent()) {
        addresses.add(requests.address("alert", values));
      }
    }
    return addresses;
  }
}
