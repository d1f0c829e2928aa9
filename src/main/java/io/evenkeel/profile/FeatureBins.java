package io.evenkeel.profile;

import io.evenkeel.monitor.FeatureType;
import io.evenkeel.summary.FeatureShape;

/** How the values of one feature fall into cells, frozen with the profile. */
public sealed interface FeatureBins permits NumericBins, CategoryCells {
  /** Name of the feature. */
  String feature();

  FeatureType type();

  /** Cells, the special ones included. */
  int cells();

  /** The cell of records without a value. */
  int missingCell();

  /** Name of a cell as people read it. */
  String cellName(int cell);

  /** How the summary counts this feature. */
  default FeatureShape shape() {
    return new FeatureShape(cells(), type() == FeatureType.NUMERIC);
  }
}
