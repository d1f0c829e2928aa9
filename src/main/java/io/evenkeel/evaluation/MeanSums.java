package io.evenkeel.evaluation;

import io.evenkeel.statistics.MeanEstimate;
import io.evenkeel.statistics.ReliabilityBins;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryLayout;
import java.util.Optional;

/**
 * Count, sum and sum of squares of something: what a mean and its interval are made of.
 *
 * @param n how many predictions were summed
 * @param sum sum over them
 * @param squares sum of squares over them
 * @param weight mean weight of a record
 */
record MeanSums(long n, double sum, double squares, double weight) {

  /** Outcome minus score of a binary model: the squares are the Brier sum. */
  static MeanSums ofResidual(SliceSummary summary) {
    ReliabilityBins bins =
        ReliabilityBins.of(
            summary.labelScoreCounts(SummaryLayout.ALL),
            summary.labelScoreSums(SummaryLayout.ALL),
            summary.labelScorePositives(SummaryLayout.ALL));
    double sum = 0;
    for (int bin = 0; bin < bins.bins(); bin++) {
      sum += bins.positives(bin) - bins.sumProbability(bin);
    }
    return new MeanSums(bins.total(), sum, summary.brierSum(), Weights.mean(summary));
  }

  /** Score of every prediction. */
  static MeanSums ofScore(SliceSummary summary) {
    long n = 0;
    double sum = 0;
    double squares = 0;
    long[] counts = summary.scoreCounts();
    double[] sums = summary.scoreSums();
    double[] binSquares = summary.scoreSquares();
    for (int bin = 0; bin < counts.length; bin++) {
      n += counts[bin];
      sum += sums[bin];
      squares += binSquares[bin];
    }
    return new MeanSums(n, sum, squares, Weights.mean(summary));
  }

  /** The same with the opposite sign. */
  MeanSums negated() {
    return new MeanSums(n, -sum, squares, weight);
  }

  /** What is here and not in {@code part}. */
  MeanSums minus(MeanSums part) {
    return new MeanSums(n - part.n, sum - part.sum, squares - part.squares, weight);
  }

  /** The mean; undefined with fewer than two records. */
  Optional<MeanEstimate> mean() {
    return MeanEstimate.of(n, sum, squares, weight);
  }
}
