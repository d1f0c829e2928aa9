package io.evenkeel.evaluation;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.Task;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.summary.SliceSummary;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures one slice of a window, family by family in this order: counts, input (overall only),
 * quality, calibration, group gaps (groups only), output drift, feature drift.
 */
final class SliceMeasures {
  private final Plan plan;
  private final Map<String, SliceSummary> slices;
  private final Set<String> hidden;
  private final SliceSummary empty;
  private final ReferenceGroups references;

  SliceMeasures(Plan plan, Map<String, SliceSummary> slices, Set<String> hidden) {
    this.plan = plan;
    this.slices = slices;
    this.hidden = hidden;
    this.empty = SliceSummary.empty(plan.layout());
    this.references = ReferenceGroups.of(plan);
  }

  /** The summary of a slice, empty when nothing came. */
  SliceSummary summary(String slice) {
    return slices.getOrDefault(slice, empty);
  }

  void add(String slice, SliceSummary summary, Measurements to) {
    Task task = plan.monitor().task();
    Classes classes = plan.monitor().classes();
    CountMeasures.add(summary, to);
    if (classes != null) {
      classifier(slice, summary, task, classes, to);
    }
    if (!slice.equals(Slicer.OVERALL)) {
      gaps(slice, summary, task, classes, to);
    }
    drift(slice, summary, task, classes != null, to);
  }

  private boolean labels() {
    return plan.monitor().feedback().expected();
  }

  private void classifier(
      String slice, SliceSummary summary, Task task, Classes classes, Measurements to) {
    if (slice.equals(Slicer.OVERALL)) {
      InputMeasures.add(summary, to);
    }
    switch (task) {
      case BINARY -> QualityMeasures.add(Outcomes.of(summary, classes.positiveIndex()), to);
      case MULTICLASS -> MulticlassMeasures.add(summary, classes.labels(), to);
      case OUTCOME -> QualityMeasures.addOutcome(Outcomes.of(summary, classes.positiveIndex()), to);
      case REGRESSION -> throw new IllegalStateException("a regression has no classes");
    }
    if (task != Task.OUTCOME) {
      CalibrationMeasures.add(summary, to);
    }
  }

  private void gaps(
      String slice, SliceSummary summary, Task task, @Nullable Classes classes, Measurements to) {
    Reference reference = references.of(slice);
    if (reference.label().equals(slice) || classes == null) {
      return;
    }
    to.against(reference.label().isEmpty() ? null : reference.label());
    Comparison comparison = null;
    String reason = "the reference group has no records in this window";
    if (reference instanceof Reference.None none) {
      reason = none.reason();
    } else {
      comparison = Comparison.of(summary, reference, summary(Slicer.OVERALL), slices::get);
    }
    if (comparison != null && isHidden(reference, comparison)) {
      comparison = null;
      reason = "reference group smaller than " + plan.monitor().limits().suppressBelow();
    }
    if (comparison == null) {
      to.undefined(GroupGapMetrics.STATISTICAL_PARITY, summary.n(), reason);
    } else {
      switch (task) {
        case BINARY -> GroupGapMeasures.addBinary(comparison, classes, to);
        case MULTICLASS -> GroupGapMeasures.addMulticlass(comparison, classes, to);
        case OUTCOME -> GroupGapMeasures.addOutcome(comparison, classes, to);
        case REGRESSION -> throw new IllegalStateException("a regression has no classes");
      }
    }
    to.against(null);
  }

  private boolean isHidden(Reference reference, Comparison comparison) {
    int k = plan.monitor().limits().suppressBelow();
    return hidden.contains(reference.label()) || (k > 1 && comparison.baselineRows() < k);
  }

  private void drift(
      String slice, SliceSummary summary, Task task, boolean classifier, Measurements to) {
    ReferenceProfile profile = plan.profile();
    if (profile == null) {
      return;
    }
    SliceSummary reference = profile.slice(slice).orElse(null);
    to.against(profile.name());
    if (classifier) {
      OutputDriftMeasures.add(summary, reference, task != Task.OUTCOME, labels(), to);
    }
    FeatureDriftMeasures.add(summary, reference, plan.features(), to);
    to.against(null);
  }
}
