package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.evaluation.Family;
import io.evenkeel.evaluation.Histogram;
import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Metric;
import io.evenkeel.evaluation.Metrics;
import io.evenkeel.evaluation.Pictures;
import io.evenkeel.evaluation.ReliabilityBin;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.http.Access;
import io.evenkeel.http.RouteTable;
import io.evenkeel.http.Routes;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.readmodel.ReadModel;
import io.evenkeel.readmodel.StoredReport;
import io.evenkeel.report.ResultJson;
import io.evenkeel.summary.SliceSummary;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What plots are drawn from: reliability, distributions against the reference, and proxies. */
final class PictureRoutes implements Routes {
  private static final Set<String> ASSOCIATIONS =
      Metrics.ALL.stream()
          .filter(metric -> metric.family() == Family.ASSOCIATION)
          .map(Metric::name)
          .collect(Collectors.toUnmodifiableSet());

  private final ReadModel model;

  PictureRoutes(ReadModel model) {
    this.model = model;
  }

  @Override
  public void addTo(RouteTable table) {
    table.get("/api/v1/models/{model}/reliability", Access.READER, this::reliability);
    table.get("/api/v1/models/{model}/histograms", Access.READER, this::histograms);
    table.get("/api/v1/models/{model}/proxies", Access.READER, this::proxies);
  }

  /** One report, and the reference that it was compared with. */
  private record Picture(
      Selection selection, WindowReport report, @Nullable ReferenceProfile profile) {
    @Nullable SliceSummary reference() {
      return profile == null ? null : profile.slice(report.slice()).orElse(null);
    }

    ObjectNode head() {
      ObjectNode json = Heads.put(Answers.object(), selection);
      json.put("slice", report.slice());
      json.put("start", Answers.time(report.start()));
      json.put("end", Answers.time(report.end()));
      json.put("state", report.state().name());
      json.put("n", report.n());
      json.put("labelled", report.labelled());
      return json.put("profile", profile == null ? null : profile.name());
    }
  }

  private Picture picture(Query query) {
    Selection selection = Selection.of(model, query);
    String slice = query.text("slice").orElse(Selection.OVERALL);
    StoredReport stored =
        selection.at(model, query.time("start")).stream()
            .filter(report -> report.key().slice().equals(slice))
            .findFirst()
            .orElseThrow(
                () -> Query.missing("there is no window of the slice '" + slice + "' there"));
    WindowReport report = model.read(stored);
    String name = selection.monitor().latest().profile();
    ReferenceProfile profile = name == null ? null : model.profile(name).orElse(null);
    boolean same = profile != null && profile.hash().equals(report.profileHash());
    return new Picture(selection, report, same ? profile : null);
  }

  private void reliability(Context context) {
    Picture picture = picture(new Query(context));
    ObjectNode answer = picture.head();
    answer.set("current", bins(picture.report().reliability()));
    SliceSummary reference = picture.reference();
    answer.set("reference", reference == null ? null : bins(Pictures.reliability(reference)));
    Answers.json(context, answer);
  }

  private static ArrayNode bins(List<ReliabilityBin> bins) {
    ArrayNode array = Answers.object().arrayNode();
    for (ReliabilityBin bin : bins) {
      array
          .addObject()
          .put("from", bin.from())
          .put("to", bin.to())
          .put("n", bin.n())
          .put("meanScore", bin.meanScore())
          .put("rate", bin.rate())
          .put("lower", bin.lower())
          .put("upper", bin.upper());
    }
    return array;
  }

  private void histograms(Context context) {
    Query query = new Query(context);
    Picture picture = picture(query);
    Set<String> features = Set.copyOf(query.texts("feature"));
    Cells cells = new Cells(picture.selection().monitor().latest(), picture.profile());
    ObjectNode answer = picture.head();
    ArrayNode array = answer.putArray("histograms");
    for (Histogram histogram : picture.report().histograms()) {
      if (features.isEmpty() || features.contains(histogram.name())) {
        array.add(cells.json(histogram, picture.reference()));
      }
    }
    Answers.json(context, answer);
  }

  private void proxies(Context context) {
    Query query = new Query(context);
    Picture picture = picture(query);
    Set<String> metrics = Set.copyOf(query.texts("metric"));
    ObjectNode answer = picture.head();
    ArrayNode cells = answer.putArray("cells");
    for (Measurement measurement : picture.report().measurements()) {
      if (ASSOCIATIONS.contains(measurement.metric())
          && (metrics.isEmpty() || metrics.contains(measurement.metric()))) {
        ObjectNode cell = Answers.tree(out -> ResultJson.measurement(out, measurement));
        cell.put("attribute", measurement.reference());
        cells.add(cell);
      }
    }
    Answers.json(context, answer);
  }
}
