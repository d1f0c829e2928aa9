package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.http.Access;
import io.evenkeel.http.RouteTable;
import io.evenkeel.http.Routes;
import io.evenkeel.readmodel.ReadModel;
import io.evenkeel.readmodel.StoredReport;
import io.evenkeel.report.ResultJson;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Windows, slices, and measurements over time. */
final class WindowRoutes implements Routes {
  /** Reports that one request may read. */
  private static final int MOST_REPORTS = 20_000;

  private static final int POINTS = 200;

  private final ReadModel model;

  WindowRoutes(ReadModel model) {
    this.model = model;
  }

  @Override
  public void addTo(RouteTable table) {
    table.get("/api/v1/models/{model}/windows", Access.READER, this::windows);
    table.get("/api/v1/models/{model}/windows/{start}", Access.READER, this::window);
    table.get("/api/v1/models/{model}/slices", Access.READER, this::slices);
    table.get("/api/v1/models/{model}/measurements", Access.READER, this::measurements);
  }

  private void windows(Context context) {
    Query query = new Query(context);
    Selection selection = Selection.of(model, query);
    String slice = query.text("slice").orElse(Selection.OVERALL);
    Span span = Span.of(query);
    List<StoredReport> newestFirst = new ArrayList<>();
    for (StoredReport report : model.history(selection.series(), selection.window(), slice)) {
      if (span.has(report)) {
        newestFirst.add(0, report);
      }
    }
    ObjectNode answer = Heads.put(Answers.object(), selection).put("slice", slice);
    Page.of(
        answer,
        query,
        newestFirst,
        report -> Page.descending(report.key().start()),
        report -> {
          ObjectNode json = Heads.put(Heads.put(Answers.object(), report), report.verdicts());
          List<StoredReport> all =
              model.at(selection.series(), selection.window(), report.key().start());
          json.set("everySlice", Heads.put(Answers.object(), Heads.verdicts(all)));
          return json;
        });
    Answers.json(context, answer);
  }

  private void window(Context context) {
    Query query = new Query(context);
    Selection selection = Selection.of(model, query);
    String path = query.path("start");
    Long start = path.equals("latest") ? null : (Long) Query.time("start", path);
    List<String> slices = query.texts("slice");
    List<StoredReport> reports =
        selection.at(model, start).stream()
            .filter(report -> slices.isEmpty() || slices.contains(report.key().slice()))
            .toList();
    if (reports.isEmpty()) {
      throw Query.missing("there is no such window of the model, or no such slice in it");
    }
    ObjectNode answer = Heads.put(Answers.object(), selection);
    Page.of(
        answer,
        query,
        reports,
        report -> report.key().slice(),
        report -> Answers.tree(json -> ResultJson.window(json, model.read(report))));
    Answers.json(context, answer);
  }

  private void slices(Context context) {
    Query query = new Query(context);
    Selection selection = Selection.of(model, query);
    Set<String> metrics = Set.copyOf(query.texts("metric"));
    List<StoredReport> reports = selection.at(model, query.time("start"));
    ObjectNode answer = Heads.put(Answers.object(), selection);
    Page.of(
        answer, query, reports, report -> report.key().slice(), report -> slice(report, metrics));
    Answers.json(context, answer);
  }

  private ObjectNode slice(StoredReport report, Set<String> metrics) {
    ObjectNode json = Answers.object().put("slice", report.key().slice());
    Heads.put(Heads.put(json, report), report.verdicts());
    ArrayNode measurements = json.putArray("measurements");
    if (!metrics.isEmpty()) {
      for (Measurement measurement : model.read(report).measurements()) {
        if (metrics.contains(measurement.metric())) {
          measurements.add(Answers.tree(out -> ResultJson.measurement(out, measurement)));
        }
      }
    }
    return json;
  }

  private void measurements(Context context) {
    Query query = new Query(context);
    Selection selection = Selection.of(model, query);
    Set<String> metrics = Set.copyOf(query.texts("metric"));
    if (metrics.isEmpty()) {
      throw Query.wrong("metric", "is missing: name one or more, see /api/v1/metrics");
    }
    Set<String> features = Set.copyOf(query.texts("feature"));
    List<String> slices =
        query.texts("slice").isEmpty() ? List.of(Selection.OVERALL) : query.texts("slice");
    Span span = Span.of(query);
    int limit = query.limit(POINTS, Query.MOST);
    if ((long) slices.size() * limit > MOST_REPORTS) {
      throw Query.wrong("slice", "times limit must be at most " + MOST_REPORTS);
    }
    Map<Line, ArrayNode> lines = new LinkedHashMap<>();
    boolean truncated = false;
    for (String slice : slices) {
      List<StoredReport> history =
          model.history(selection.series(), selection.window(), slice).stream()
              .filter(span::has)
              .toList();
      truncated |= history.size() > limit;
      for (StoredReport stored :
          history.subList(Math.max(0, history.size() - limit), history.size())) {
        collect(lines, slice, stored, metrics, features);
      }
    }
    ObjectNode answer = Heads.put(Answers.object(), selection).put("truncated", truncated);
    ArrayNode series = answer.putArray("series");
    lines.forEach((line, points) -> series.add(line.json().set("points", points)));
    Answers.json(context, answer);
  }

  private void collect(
      Map<Line, ArrayNode> lines,
      String slice,
      StoredReport stored,
      Set<String> metrics,
      Set<String> features) {
    WindowReport report = model.read(stored);
    for (Measurement m : report.measurements()) {
      String feature = m.feature();
      if (metrics.contains(m.metric())
          && (features.isEmpty() || (feature != null && features.contains(feature)))) {
        Line line = new Line(m.metric(), slice, feature, m.reference());
        lines.computeIfAbsent(line, key -> Answers.object().arrayNode()).add(point(report, m));
      }
    }
  }

  private static ObjectNode point(WindowReport report, Measurement m) {
    return Answers.object()
        .put("start", Answers.time(report.start()))
        .put("end", Answers.time(report.end()))
        .put("state", report.state().name())
        .put("value", m.value())
        .put("lower", m.lower())
        .put("upper", m.upper())
        .put("n", m.n())
        .put("verdict", m.verdict() == null ? null : m.verdict().name())
        .put("reason", m.reason())
        .put("tolerance", m.tolerance());
  }

  /** What the points of one line have in common. */
  private record Line(
      String metric, String slice, @Nullable String feature, @Nullable String reference) {
    ObjectNode json() {
      return Answers.object()
          .put("metric", metric)
          .put("slice", slice)
          .put("feature", feature)
          .put("reference", reference);
    }
  }

  /** Windows that overlap a span of time; an end that is null is open. */
  private record Span(@Nullable Long from, @Nullable Long to) {
    static Span of(Query query) {
      return new Span(query.time("from"), query.time("to"));
    }

    boolean has(StoredReport report) {
      return (from == null || report.end() > from) && (to == null || report.start() < to);
    }
  }
}
