package io.evenkeel.monitor;

/** How a feature is binned. */
public enum FeatureType {
  NUMERIC,
  CATEGORICAL
}
