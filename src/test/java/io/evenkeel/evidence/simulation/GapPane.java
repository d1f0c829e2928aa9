package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.RateCounts;

/** Successes and records of a group and of its reference group. */
record GapPane(double ka, double na, double kr, double nr) {
  RateCounts group() {
    return new RateCounts(ka, na);
  }

  RateCounts reference() {
    return new RateCounts(kr, nr);
  }

  double groupRate() {
    return ka / na;
  }

  double referenceRate() {
    return kr / nr;
  }

  double gap() {
    return groupRate() - referenceRate();
  }

  double pooledError() {
    double rate = (ka + kr) / (na + nr);
    return Math.sqrt(rate * (1 - rate) * (1 / na + 1 / nr));
  }

  double error() {
    double a = groupRate();
    double r = referenceRate();
    return Math.sqrt(a * (1 - a) / na + r * (1 - r) / nr);
  }
}
