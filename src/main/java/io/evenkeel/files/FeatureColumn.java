package io.evenkeel.files;

/**
 * The column that holds one feature.
 *
 * @param column name in the header, often that of the feature
 * @param kind how its text is read
 */
public record FeatureColumn(String column, FeatureKind kind) {}
