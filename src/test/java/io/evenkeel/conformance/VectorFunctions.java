package io.evenkeel.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All functions of the vectors, by name. */
public final class VectorFunctions {

  private final Map<String, VectorFunction> functions = new HashMap<>();
  private final Set<String> onlyWhole = new HashSet<>();

  /** Every function the product implements. */
  public static VectorFunctions all() {
    VectorFunctions all = new VectorFunctions();
    ClassificationVectors.addTo(all);
    CalibrationVectors.addTo(all);
    DriftVectors.addTo(all);
    RawDriftVectors.addTo(all);
    MultivariateVectors.addTo(all);
    IntervalVectors.addTo(all);
    FairnessVectors.addTo(all);
    AssociationVectors.addTo(all);
    EstimationVectors.addTo(all);
    StreamVectors.addTo(all);
    EvidenceVectors.addTo(all);
    return all;
  }

  /** A function of counts or sums: it is run whole and split. */
  void mergeable(String name, VectorFunction function) {
    if (functions.put(name, function) != null) {
      throw new IllegalStateException(name + " is there twice");
    }
  }

  /** A function that needs all records at once, or has none. */
  void whole(String name, Function<Inputs, Outputs> function) {
    mergeable(name, (inputs, split) -> function.apply(inputs));
    onlyWhole.add(name);
  }

  /** The function of that name, or null. */
  public @Nullable VectorFunction get(String name) {
    return functions.get(name);
  }

  /** Whether the function is to be run split as well. */
  public boolean isMergeable(String name) {
    return !onlyWhole.contains(name);
  }
}
