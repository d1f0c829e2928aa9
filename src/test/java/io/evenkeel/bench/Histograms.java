package io.evenkeel.bench;

import io.evenkeel.avro.PredictionEvent;
import io.evenkeel.digest.Digester;
import io.evenkeel.profile.CategoryCells;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.ScoreBins;
import io.evenkeel.summary.SummaryLayout;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The histograms that Evenkeel keeps of a prediction, for the textbook: feature cells by the same
 * bins, predicted classes and score bins, with the count in front.
 */
final class Histograms {
  private final List<FeatureBins> features;
  private final int[] starts;
  private final int length;

  Histograms(ReferenceProfile profile) {
    features = profile.features();
    starts = new int[features.size() + 2];
    int at = 1;
    for (int f = 0; f < features.size(); f++) {
      starts[f] = at;
      at += features.get(f).cells();
    }
    starts[features.size()] = at;
    starts[features.size() + 1] = at + 2;
    length = at + 2 + SummaryLayout.SCORE_BINS;
  }

  long[] empty() {
    return new long[length];
  }

  /** The cell of each feature, the class and the score bin, one byte each. */
  byte[] cells(PredictionEvent event) {
    byte[] cells = new byte[features.size() + 2];
    for (int f = 0; f < features.size(); f++) {
      FeatureBins bins = features.get(f);
      cells[f] = (byte) cell(bins, event.getFeatures().get(bins.feature()));
    }
    cells[features.size()] = (byte) ("1".equals(event.getPredictedLabel()) ? 1 : 0);
    cells[features.size() + 1] = (byte) ScoreBins.bin(score(event), SummaryLayout.SCORE_BINS);
    return cells;
  }

  private static double score(PredictionEvent event) {
    Map<String, Double> scores = Objects.requireNonNull(event.getScores(), "no scores");
    return Objects.requireNonNull(scores.get("1"), "no score");
  }

  private static int cell(FeatureBins bins, @Nullable Object value) {
    if (bins instanceof NumericBins numeric && value instanceof Number number) {
      return numeric.cell(number.doubleValue());
    }
    if (bins instanceof CategoryCells categories && value != null) {
      return categories.cell(
          value instanceof Number number ? Digester.plain(number.doubleValue()) : value.toString());
    }
    return bins.missingCell();
  }

  /** Counts one event in place. */
  long[] add(byte[] cells, long[] counts) {
    counts[0]++;
    for (int f = 0; f < cells.length; f++) {
      counts[starts[f] + cells[f]]++;
    }
    return counts;
  }
}
