package io.evenkeel.reference;

import io.evenkeel.digest.Digester;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.monitor.FeatureType;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.NumericBins;
import io.evenkeel.statistics.QuantileBins;
import io.evenkeel.summary.Quantity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reference says about one feature.
 *
 * <p>A feature whose type nobody declared is numeric until the first category comes; from then on
 * its numbers are categories too.
 */
final class FeatureSurvey {
  /** Cells between deciles. */
  private static final int QUANTILES = 10;

  private final String feature;
  private final @Nullable FeatureType declared;
  private final ValueSample numbers;
  private final CategoryTally categories = new CategoryTally();
  private boolean categorical;

  FeatureSurvey(String feature, @Nullable FeatureType declared, int limit) {
    this.feature = feature;
    this.declared = declared;
    this.numbers = new ValueSample(limit);
    this.categorical = declared == FeatureType.CATEGORICAL;
  }

  /** Adds the value of one record. */
  void add(FeatureValue value, long weight) {
    if (value instanceof FeatureValue.Numeric numeric) {
      if (categorical) {
        categories.add(Digester.plain(numeric.value()), weight);
      } else if (Double.isFinite(numeric.value())) {
        numbers.add(numeric.value());
      }
    } else if (value instanceof FeatureValue.Categorical category) {
      if (!categorical && declared == null) {
        becomeCategorical();
      }
      if (categorical) {
        categories.add(category.name(), weight);
      }
    }
  }

  private void becomeCategorical() {
    categorical = true;
    for (double number : numbers.values()) {
      categories.add(Digester.plain(number), 1);
    }
  }

  /** What users should know about how the bins were found. */
  List<String> notes() {
    if (categorical) {
      return categories.overfull()
          ? List.of(
              feature
                  + " has more than "
                  + CategoryTally.MOST
                  + " categories, the later ones count as new")
          : List.of();
    }
    if (numbers.seen() == 0) {
      return List.of(feature + " never has a value");
    }
    return numbers.sampled()
        ? List.of(
            "quantiles of "
                + feature
                + " are those of a random sample of "
                + numbers.values().length
                + " of "
                + numbers.seen()
                + " values")
        : List.of();
  }

  /** The cells of this feature, frozen. */
  FeatureBins bins() {
    if (categorical) {
      return categories.cells(feature);
    }
    if (numbers.seen() == 0) {
      // Nothing is out of a range that nobody knows: one cell for any value, one for none.
      return NumericBins.of(
          feature, new double[0], -Double.MAX_VALUE, Double.MAX_VALUE, Quantity.UNKNOWN);
    }
    double[] cuts = QuantileBins.ofReferenceWithHeavyValues(numbers.values(), QUANTILES).cuts();
    return NumericBins.of(
        feature,
        Arrays.stream(cuts).filter(Double::isFinite).toArray(),
        numbers.min(),
        numbers.max());
  }
}
