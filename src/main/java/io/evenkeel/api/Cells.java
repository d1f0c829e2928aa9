package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.evaluation.Histogram;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the cells of histograms, and puts the reference beside them. */
final class Cells {
  private final Monitor monitor;
  private final @Nullable ReferenceProfile profile;

  Cells(Monitor monitor, @Nullable ReferenceProfile profile) {
    this.monitor = monitor;
    this.profile = profile;
  }

  /**
   * A histogram with its cells.
   *
   * @param reference the reference's summary of the slice, or null when it has none
   */
  ObjectNode json(Histogram histogram, @Nullable SliceSummary reference) {
    ObjectNode json = Answers.object();
    json.put("kind", histogram.kind().name());
    json.put("name", histogram.name());
    FeatureBins bins = bins(histogram);
    json.put("type", bins == null ? null : bins.type().name());
    long[] counts = reference == null ? null : reference(histogram, reference);
    if (counts != null && counts.length != histogram.counts().size()) {
      counts = null;
    }
    json.put("n", histogram.counts().stream().mapToLong(Long::longValue).sum());
    json.put("referenceN", counts == null ? null : sum(counts));
    ArrayNode cells = json.putArray("cells");
    for (int cell = 0; cell < histogram.counts().size(); cell++) {
      ObjectNode node = cells.addObject();
      name(node, histogram, bins, cell);
      node.put("current", histogram.counts().get(cell));
      node.put("reference", counts == null ? null : (Long) counts[cell]);
    }
    return json;
  }

  private static Long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private @Nullable FeatureBins bins(Histogram histogram) {
    if (profile == null || histogram.kind() != Histogram.Kind.FEATURE) {
      return null;
    }
    return profile.features().stream()
        .filter(bins -> bins.feature().equals(histogram.name()))
        .filter(bins -> bins.cells() == histogram.counts().size())
        .findFirst()
        .orElse(null);
  }

  private long @Nullable [] reference(Histogram histogram, SliceSummary reference) {
    return switch (histogram.kind()) {
      case SCORE -> reference.scoreCounts();
      case CLASS -> reference.predicted();
      case FEATURE -> {
        FeatureBins bins = bins(histogram);
        yield bins == null || profile == null
            ? null
            : reference.featureCells(profile.features().indexOf(bins));
      }
    };
  }

  private void name(ObjectNode node, Histogram histogram, @Nullable FeatureBins bins, int cell) {
    switch (histogram.kind()) {
      case SCORE -> edges(node, cell / (double) size(histogram), (cell + 1.0) / size(histogram));
      case CLASS -> node.put("name", className(cell));
      case FEATURE -> {
        node.put("name", bins == null ? Integer.toString(cell) : bins.cellName(cell));
        if (bins instanceof NumericBins numeric && cell != numeric.missingCell()) {
          double[] cuts = numeric.cuts();
          node.put("from", cell == 0 ? numeric.min() : cuts[cell - 1]);
          node.put("to", cell == cuts.length ? numeric.max() : cuts[cell]);
        }
      }
    }
  }

  private static void edges(ObjectNode node, double from, double to) {
    node.put("name", from + " to " + to).put("from", from).put("to", to);
  }

  private static int size(Histogram histogram) {
    return histogram.counts().size();
  }

  /** Known classes, then unknown ones, then none. */
  private String className(int cell) {
    Classes classes =
        monitor.classes() != null || profile == null ? monitor.classes() : profile.classes();
    List<String> labels = classes == null ? List.of() : classes.labels();
    if (cell < labels.size()) {
      return labels.get(cell);
    }
    return cell == labels.size() ? "unknown" : "none";
  }
}
