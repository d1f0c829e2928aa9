package io.evenkeel.files;

/** How the text of a feature column is read. */
public enum FeatureKind {
  NUMERIC,
  CATEGORICAL
}
