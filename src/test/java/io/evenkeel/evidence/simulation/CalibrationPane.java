package io.evenkeel.evidence.simulation;

/** Records, sums of scores and sums of outcomes per score bin. */
final class CalibrationPane {
  private final double[] n;
  private final double[] scores;
  private final double[] outcomes;

  CalibrationPane(int bins) {
    this.n = new double[bins];
    this.scores = new double[bins];
    this.outcomes = new double[bins];
  }

  void add(double score, boolean outcome) {
    int bin = Math.min(n.length - 1, (int) (score * n.length));
    n[bin]++;
    scores[bin] += score;
    outcomes[bin] += outcome ? 1 : 0;
  }

  double[] n() {
    return n;
  }

  double[] scores() {
    return scores;
  }

  double[] outcomes() {
    return outcomes;
  }

  double expectedCalibrationError() {
    double total = 0;
    double error = 0;
    for (int b = 0; b < n.length; b++) {
      total += n[b];
      error += Math.abs(outcomes[b] - scores[b]);
    }
    return error / total;
  }

  int occupiedBins() {
    int occupied = 0;
    for (double records : n) {
      occupied += records > 0 ? 1 : 0;
    }
    return occupied;
  }

  double hosmerLemeshow() {
    double sum = 0;
    for (int b = 0; b < n.length; b++) {
      if (n[b] > 0) {
        double off = outcomes[b] - scores[b];
        sum += off * off / scores[b] + off * off / (n[b] - scores[b]);
      }
    }
    return sum;
  }
}
