package io.evenkeel.demo;

import io.evenkeel.event.FeatureValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One person of the recidivism table.
 *
 * @param race as recorded by the county
 * @param decile the risk score, 1 to 10
 * @param reoffended whether a new offence came within two years
 */
record Screening(String race, int decile, boolean reoffended) {
  /** The score and its level, always in this order. */
  Map<String, FeatureValue> features() {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    features.put("decile_score", FeatureValue.of(decile));
    features.put("score_text", FeatureValue.of(level()));
    return features;
  }

  /** Tenths of the decile: a risk score and not a probability. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("1", decile / 10.0);
    scores.put("0", 1 - decile / 10.0);
    return scores;
  }

  /** Low (1-4), Medium (5-7) or High (8-10), as the score's maker words it. */
  String level() {
    return decile <= 4 ? "Low" : decile <= 7 ? "Medium" : "High";
  }

  /** Medium and High count as a prediction of a new offence. */
  String prediction() {
    return decile >= 5 ? "1" : "0";
  }

  String label() {
    return reoffended ? "1" : "0";
  }
}
