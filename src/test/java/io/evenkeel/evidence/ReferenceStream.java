package io.evenkeel.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A random stream that the detectors here and the scalar reference both score. Made with plain
 * arithmetic on a seeded generator, so that it is the same on every machine.
 */
sealed interface ReferenceStream {
  /** One JSON line for the reference. */
  String json();

  /** Log evidence after each pane, by the detector here. */
  double[] evidence();

  static ReferenceStream of(long seed) {
    Random random = new Random(seed);
    return switch ((int) (seed % 3)) {
      case 0 -> Gap.of(random);
      case 1 -> Drift.of(random);
      default -> Calibration.of(random);
    };
  }

  private static double successes(Random random, int n, double rate) {
    int k = 0;
    for (int i = 0; i < n; i++) {
      k += random.nextDouble() < rate ? 1 : 0;
    }
    return k;
  }

  private static double[] proportions(Random random, int cells) {
    double[] weights = new double[cells];
    double total = 0;
    for (int i = 0; i < cells; i++) {
      weights[i] = 0.05 + random.nextDouble();
      total += weights[i];
    }
    for (int i = 0; i < cells; i++) {
      weights[i] /= total;
    }
    return weights;
  }

  private static double[] sample(Random random, int n, double[] p) {
    double[] counts = new double[p.length];
    for (int i = 0; i < n; i++) {
      double u = random.nextDouble();
      int cell = 0;
      while (cell < p.length - 1 && u >= p[cell]) {
        u -= p[cell];
        cell++;
      }
      counts[cell]++;
    }
    return counts;
  }

  /** Two groups whose gap changes half way; sometimes a large pane. */
  record Gap(double tolerance, List<double[]> panes) implements ReferenceStream {
    static Gap of(Random random) {
      double tolerance = random.nextInt(5) == 0 ? 0.0 : 0.2 * random.nextDouble();
      double rate = random.nextInt(6) == 0 ? random.nextInt(2) : random.nextDouble();
      double other = random.nextDouble();
      List<double[]> panes = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        double scale = random.nextInt(20) == 0 ? 50 : 1;
        int na = random.nextInt(60);
        int nr = random.nextInt(200);
        double ka = successes(random, na, t < 4 ? rate : other);
        double kr = successes(random, nr, rate);
        panes.add(new double[] {scale * ka, scale * na, scale * kr, scale * nr});
      }
      return new Gap(tolerance, panes);
    }

    @Override
    public String json() {
      String counts = panes.stream().map(Arrays::toString).toList().toString();
      return "{\"kind\":\"gap\",\"tau\":" + tolerance + ",\"panes\":" + counts + "}";
    }

    @Override
    public double[] evidence() {
      RateGap detector = RateGap.of(tolerance, EvidenceOptions.standard());
      double[] evidence = new double[panes.size()];
      for (int t = 0; t < evidence.length; t++) {
        double[] c = panes.get(t);
        evidence[t] =
            detector.update(Pane.at(t), new RateCounts(c[0], c[1]), new RateCounts(c[2], c[3]));
      }
      return evidence;
    }
  }

  /** Cells whose proportions change half way, with and without fixed alternatives. */
  record Drift(double tolerance, List<double[]> distributions, List<double[]> panes)
      implements ReferenceStream {
    static Drift of(Random random) {
      int cells = 2 + random.nextInt(9);
      List<double[]> distributions = new ArrayList<>();
      int alternatives = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
      for (int i = 0; i <= alternatives; i++) {
        distributions.add(proportions(random, cells));
      }
      double tolerance = random.nextInt(5) == 0 ? 0.0 : 0.3 * random.nextDouble();
      double[] changed = proportions(random, cells);
      List<double[]> panes = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        double[] truth = t < 4 ? distributions.get(0) : changed;
        panes.add(sample(random, random.nextInt(8) == 0 ? 0 : random.nextInt(400), truth));
      }
      return new Drift(tolerance, distributions, panes);
    }

    private double[][] alternatives() {
      return distributions.subList(1, distributions.size()).toArray(double[][]::new);
    }

    @Override
    public String json() {
      double[] q = distributions.get(0);
      List<String> ratios = new ArrayList<>();
      for (double[] p : alternatives()) {
        double[] ratio = new double[q.length];
        for (int i = 0; i < q.length; i++) {
          ratio[i] = p[i] / q[i];
        }
        ratios.add(Arrays.toString(ratio));
      }
      String counts = panes.stream().map(c -> "[" + Arrays.toString(c) + "]").toList().toString();
      return "{\"kind\":\"drift\",\"tau\":%s,\"q\":%s,\"alternatives\":%s,\"panes\":%s}"
          .formatted(tolerance, Arrays.toString(q), ratios, counts);
    }

    @Override
    public double[] evidence() {
      double[] q = distributions.get(0);
      BinnedDrift detector =
          BinnedDrift.withAlternatives(
              DriftReference.ofProportions(q, Double.POSITIVE_INFINITY, 0),
              tolerance,
              alternatives(),
              EvidenceOptions.standard());
      double[] evidence = new double[panes.size()];
      for (int t = 0; t < evidence.length; t++) {
        evidence[t] = detector.update(Pane.at(t), panes.get(t));
      }
      return evidence;
    }
  }

  /** Score bins whose outcomes drift away half way. */
  record Calibration(double tolerance, int bins, List<double[][]> panes)
      implements ReferenceStream {
    static Calibration of(Random random) {
      int bins = 2 + random.nextInt(9);
      double tolerance = 0.001 + 0.15 * random.nextDouble();
      double off = random.nextDouble() - 0.5;
      List<double[][]> panes = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        double[][] pane = new double[3][bins];
        for (int b = 0; b < bins; b++) {
          int n = random.nextInt(6) == 0 ? 0 : random.nextInt(60);
          pane[0][b] = n;
          for (int i = 0; i < n; i++) {
            double score = (b + random.nextDouble()) / bins;
            pane[1][b] += score;
            pane[2][b] += random.nextDouble() < score + (t < 4 ? 0 : off) ? 1 : 0;
          }
        }
        panes.add(pane);
      }
      return new Calibration(tolerance, bins, panes);
    }

    @Override
    public String json() {
      String counts = panes.stream().map(Arrays::deepToString).toList().toString();
      return "{\"kind\":\"calibration\",\"tau\":%s,\"bins\":%d,\"panes\":%s}"
          .formatted(tolerance, bins, counts);
    }

    @Override
    public double[] evidence() {
      CalibrationDrift detector = CalibrationDrift.of(bins, tolerance, EvidenceOptions.standard());
      double[] evidence = new double[panes.size()];
      for (int t = 0; t < evidence.length; t++) {
        double[][] pane = panes.get(t);
        evidence[t] = detector.update(Pane.at(t), pane[0], pane[1], pane[2]);
      }
      return evidence;
    }
  }
}
