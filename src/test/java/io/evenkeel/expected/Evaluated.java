package io.evenkeel.expected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The document that one run of {@code evaluate} wrote. */
final class Evaluated {
  /** Before anything was evaluated. */
  static final Evaluated NOTHING = new Evaluated(View.NONE, List.of(), MissingNode.getInstance());

  private final View all;
  private final List<View> panes;
  private final JsonNode errorStreams;

  private Evaluated(View all, List<View> panes, JsonNode errorStreams) {
    this.all = all;
    this.panes = panes;
    this.errorStreams = errorStreams;
  }

  /** Nothing was said where something must be. */
  static final class Absent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Absent(String message) {
      super(message);
    }
  }

  /** Runs {@code evaluate} with these options; a breach is a result, too. */
  static Evaluated run(String... options) throws IOException {
    Path out = Files.createTempFile("evaluated", ".json");
    try {
      String[] fixed = {"evaluate", "--quiet", "--all-metrics", "--out", out.toString()};
      Cli run = Cli.run(Stream.concat(Stream.of(fixed), Stream.of(options)).toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isIn(0, 3);
      return of(new ObjectMapper().readTree(out.toFile()));
    } finally {
      Files.delete(out);
    }
  }

  private static Evaluated of(JsonNode document) {
    Map<String, Map<String, View>> windows = new HashMap<>();
    for (JsonNode window : document.get("windows")) {
      windows
          .computeIfAbsent(window.get("window").asText(), name -> new TreeMap<>())
          .computeIfAbsent(window.get("start").asText(), start -> new View(new HashMap<>()))
          .slices
          .put(window.get("slice").asText(), window);
    }
    Map<String, View> whole = windows.getOrDefault("all", Map.of());
    windows.remove("all");
    assertThat(windows.size()).as("lengths of panes").isLessThanOrEqualTo(1);
    List<View> panes = new ArrayList<>();
    windows.values().forEach(views -> panes.addAll(views.values()));
    // The last start in time is the final report of the cumulative window.
    View all = new View(new HashMap<>());
    for (View view : whole.values()) {
      all = view;
    }
    return new Evaluated(all, panes, document.path("errorStreams"));
  }

  /** The window of everything. */
  View all() {
    return all;
  }

  /** Panes in the order of time. */
  List<View> panes() {
    return panes;
  }

  View pane(String index) {
    return panes.get(Integer.parseInt(index));
  }

  /** Ids of the predictions at which a detector told a change, over everybody. */
  List<String> changes(String detector) {
    List<String> ids = new ArrayList<>();
    for (JsonNode stream : errorStreams) {
      if (stream.get("slice").asText().equals("*")
          && stream.get("detector").asText().equals(detector)) {
        stream.get("changes").forEach(change -> ids.add(change.get("predictionId").asText()));
      }
    }
    return ids;
  }

  /** One window, by slice. */
  static final class View {
    /** Before anything was evaluated. */
    static final View NONE = new View(Map.of());

    private final Map<String, JsonNode> slices;

    private View(Map<String, JsonNode> slices) {
      this.slices = slices;
    }

    /** Predictions in a slice, 0 without any. */
    long n(String slice) {
      JsonNode report = slices.get(slice);
      return report == null ? 0 : report.get("n").asLong();
    }

    /** A field of a report. */
    JsonNode field(String slice, String field) {
      JsonNode report = slices.get(slice);
      if (report == null) {
        throw new Absent("no report of " + slice);
      }
      return report.get(field);
    }

    @Nullable Double value(String slice, String metric) {
      return value(slice, metric, null);
    }

    @Nullable Double value(String slice, String metric, @Nullable String feature) {
      return number(find(slice, metric, feature, null), "value");
    }

    /** The value of a metric that is about a pair, such as a feature and an attribute. */
    @Nullable Double value(String slice, String metric, String feature, String reference) {
      return number(find(slice, metric, feature, reference), "value");
    }

    @Nullable Double lower(String slice, String metric, @Nullable String feature) {
      return number(find(slice, metric, feature, null), "lower");
    }

    @Nullable Double upper(String slice, String metric, @Nullable String feature) {
      return number(find(slice, metric, feature, null), "upper");
    }

    /** Whether the metric is there, defined or not. */
    boolean has(String slice, String metric, @Nullable String feature) {
      JsonNode report = slices.get(slice);
      return report != null && !matching(report, metric, feature, null).isEmpty();
    }

    private JsonNode find(
        String slice, String metric, @Nullable String feature, @Nullable String reference) {
      JsonNode report = slices.get(slice);
      if (report == null) {
        throw new Absent("no report of " + slice);
      }
      List<JsonNode> found = matching(report, metric, feature, reference);
      if (found.size() != 1) {
        throw new Absent(found.size() + " of " + metric + " of " + feature + " in " + slice);
      }
      return found.get(0);
    }

    private static List<JsonNode> matching(
        JsonNode report, String metric, @Nullable String feature, @Nullable String reference) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode measurement : report.get("measurements")) {
        if (measurement.get("metric").asText().equals(metric)
            && same(measurement.get("feature"), feature)
            && (reference == null || same(measurement.get("reference"), reference))) {
          found.add(measurement);
        }
      }
      return found;
    }

    private static boolean same(JsonNode node, @Nullable String text) {
      return text == null ? node.isNull() : node.asText().equals(text);
    }

    private static @Nullable Double number(JsonNode measurement, String field) {
      JsonNode node = measurement.get(field);
      return node.isNull() ? null : (Double) node.asDouble();
    }
  }
}
