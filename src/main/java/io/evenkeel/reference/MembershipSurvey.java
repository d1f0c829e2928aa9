package io.evenkeel.reference;

import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.event.PredictionWalk;
import io.evenkeel.observation.Observation;
import io.evenkeel.profile.FeatureBins;
import io.evenkeel.profile.Membership;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.proxy.ProxyFeature;
import io.evenkeel.proxy.ProxyGroups;
import io.evenkeel.proxy.ProxyTable;
import io.evenkeel.statistics.AssociationEstimate;
import io.evenkeel.statistics.ProxyModel;
import io.evenkeel.summary.FeatureShape;
import io.evenkeel.summary.OutcomeShape;
import io.evenkeel.summary.SliceSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns from a reference that has a sensitive attribute how its groups lie in the cells of its
 * strongest proxies, and checks that on a fifth of the records, held out by a hash of their id.
 */
final class MembershipSurvey {
  private static final int MOST_PROXIES = 3;

  /** Mean records of a cell. */
  private static final long RECORDS_PER_CELL = 30;

  private static final int FOLDS = 5;
  private static final int BINS = 10;

  private final String attribute;
  private final List<Integer> features;
  private final List<String> groups;
  private final List<FeatureShape> shapes;
  private final long[][] learned;
  private final long[][] heldOut;

  private MembershipSurvey(
      Plan plan, String attribute, List<Integer> features, List<String> groups) {
    this.attribute = attribute;
    this.features = features;
    this.groups = groups;
    this.shapes = plan.features().stream().map(FeatureBins::shape).toList();
    int cells = OutcomeShape.cells(features, shapes);
    this.learned = new long[cells][groups.size()];
    this.heldOut = new long[cells][groups.size()];
  }

  /**
   * The memberships of every sensitive attribute that is no feature and has a proxy.
   *
   * @param counted the profile with its slices
   */
  static List<Membership> of(
      Iterable<LabelledPrediction> records, ReferenceProfile counted, Plan plan) {
    List<MembershipSurvey> surveys = new ArrayList<>();
    for (String attribute : plan.sensitive()) {
      List<String> groups = ProxyGroups.of(counted, attribute);
      boolean feature = plan.features().stream().anyMatch(bins -> bins.feature().equals(attribute));
      List<Integer> proxies =
          feature || groups.size() < 2 ? List.of() : proxies(plan, counted, attribute, groups);
      if (!proxies.isEmpty()) {
        surveys.add(new MembershipSurvey(plan, attribute, proxies, groups));
      }
    }
    if (surveys.isEmpty()) {
      return List.of();
    }
    Digester digester = new Digester((model, time) -> plan);
    for (LabelledPrediction row : records) {
      PredictionWalk.visit(row.prediction(), digester);
      boolean held = Math.floorMod(row.prediction().predictionId().hashCode(), FOLDS) == 0;
      Observation observation = digester.observation();
      List<String> slices = plan.slicer().slices(observation.attributes);
      surveys.forEach(survey -> survey.add(observation, slices, held));
    }
    return surveys.stream().flatMap(survey -> survey.membership().stream()).toList();
  }

  private static List<Integer> proxies(
      Plan plan, ReferenceProfile profile, String attribute, List<String> groups) {
    SliceSummary everybody = profile.slices().get(Slicer.OVERALL);
    if (everybody == null) {
      return List.of();
    }
    record Told(int feature, double uncertainty) {}
    List<Told> ranked =
        ProxyFeature.of(plan, attribute).stream()
            .filter(feature -> !feature.isCrossed())
            .flatMap(
                feature ->
                    AssociationEstimate.of(
                        ProxyTable.read(feature, groups, profile.slices(), everybody).counts(),
                        0.05)
                        .map(e -> new Told(feature.index(), e.correctedUncertainty()))
                        .stream())
            .filter(told -> told.uncertainty() > 0)
            .sorted(Comparator.comparingDouble(told -> -told.uncertainty()))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    long cells = 1;
    long most = Math.min(OutcomeShape.MOST_CELLS, everybody.rows() / RECORDS_PER_CELL);
    for (Told told : ranked) {
      long more = cells * plan.features().get(told.feature()).cells();
      if (chosen.size() < MOST_PROXIES && more <= most) {
        chosen.add(told.feature());
        cells = more;
      }
    }
    return chosen;
  }

  private void add(Observation o, List<String> slices, boolean held) {
    for (String slice : slices) {
      int group = groups.indexOf(slice);
      if (group >= 0) {
        int cell = OutcomeShape.cell(features, shapes, o.cells);
        (held ? heldOut : learned)[cell][group] += o.weight;
      }
    }
  }

  private Optional<Membership> membership() {
    long training = total(learned);
    long held = total(heldOut);
    if (training == 0 || held == 0) {
      return Optional.empty();
    }
    ProxyModel model = ProxyModel.of(learned);
    long[][] all = new long[learned.length][groups.size()];
    for (int cell = 0; cell < all.length; cell++) {
      for (int group = 0; group < groups.size(); group++) {
        all[cell][group] = learned[cell][group] + heldOut[cell][group];
      }
    }
    List<Double> errors =
        IntStream.range(0, groups.size())
            .mapToObj(group -> calibrationError(model, group, held))
            .toList();
    return Optional.of(Membership.of(attribute, features, groups, all, errors, held));
  }

  /** Expected calibration error in the records held out, less what chance alone shows. */
  private double calibrationError(ProxyModel model, int group, long held) {
    double[] n = new double[BINS];
    double[] expected = new double[BINS];
    double[] members = new double[BINS];
    for (int cell = 0; cell < heldOut.length; cell++) {
      double p = model.probability(cell, group);
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      double records = Arrays.stream(heldOut[cell]).sum();
      n[bin] += records;
      expected[bin] += records * p;
      members[bin] += heldOut[cell][group];
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (n[bin] > 0) {
        double share = members[bin] / n[bin];
        double chance = Math.sqrt(2 * share * (1 - share) / (Math.PI * n[bin]));
        error += n[bin] / held * (Math.abs(expected[bin] / n[bin] - share) - chance);
      }
    }
    return Math.max(0, error);
  }

  private static long total(long[][] counts) {
    return Arrays.stream(Objects.requireNonNull(counts)).flatMapToLong(Arrays::stream).sum();
  }
}
