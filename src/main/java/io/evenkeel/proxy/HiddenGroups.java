package io.evenkeel.proxy;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Slicer;
import io.evenkeel.profile.Membership;
import io.evenkeel.statistics.ProxyModel;
import io.evenkeel.statistics.TotalVariation;
import io.evenkeel.summary.SliceSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an attribute that production does not know, through the memberships that the
 * profile learned where it was known.
 */
public final class HiddenGroups {
  /** A learned membership that is further off than this is not relied on. */
  public static final double MOST_CALIBRATION_ERROR = 0.05;

  /** Proxies further from those that memberships were learned on than this are not relied on. */
  public static final double MOST_DRIFT = 0.10;

  private static final String DOUBT = "not to be relied on: ";

  private final Membership membership;
  private final int cross;
  private final ProxyModel model;
  private final long[] learned;

  private HiddenGroups(Membership membership, int cross) {
    this.membership = membership;
    this.cross = cross;
    this.model = ProxyModel.of(membership.counts());
    this.learned =
        Arrays.stream(membership.counts()).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /** Of every sensitive attribute that the profile has memberships of; none for a regression. */
  public static List<HiddenGroups> of(Plan plan) {
    List<Membership> memberships = plan.memberships();
    if (!plan.looksForProxies() || plan.classes() == null) {
      return List.of();
    }
    return memberships.stream().map(m -> new HiddenGroups(m, memberships.indexOf(m))).toList();
  }

  public Membership membership() {
    return membership;
  }

  /** Whether most records of a window lack the attribute. */
  public boolean isHidden(Map<String, SliceSummary> slices) {
    SliceSummary everybody = slices.get(Slicer.OVERALL);
    SliceSummary missing = slices.get(Slicer.encode(membership.attribute()) + "=" + Slicer.MISSING);
    return everybody != null && missing != null && 2 * missing.n() > everybody.n();
  }

  /** Records with an outcome by proxy cell, then favourable ones; scaled back to records. */
  public double[] sums(SliceSummary everybody) {
    double scale =
        everybody.rows() > 0 && everybody.rows() < everybody.n()
            ? (double) everybody.rows() / everybody.n()
            : 1;
    long[] counts = everybody.crossCells(cross);
    long[] without = everybody.crossWithoutOutcome(cross);
    long[] good = everybody.crossFavourable(cross);
    double[] sums = new double[2 * counts.length];
    for (int cell = 0; cell < counts.length; cell++) {
      sums[cell] = Math.max(0, (counts[cell] - without[cell]) * scale);
      sums[counts.length + cell] = Math.max(0, good[cell] * scale);
    }
    return sums;
  }

  /** The estimate for one group from such sums. */
  public Optional<GroupEstimate> estimate(String group, double[] sums) {
    int half = sums.length / 2;
    return GroupEstimate.of(
        model,
        membership.groups().indexOf(group),
        Arrays.copyOf(sums, half),
        Arrays.copyOfRange(sums, half, sums.length));
  }

  /** How far the proxies are from those that memberships were learned on, beyond chance. */
  public OptionalDouble drift(double[] sums) {
    long[] now = new long[sums.length / 2];
    Arrays.setAll(now, cell -> Math.round(sums[cell]));
    return TotalVariation.biasCorrected(learned, now);
  }

  /** How far the learned membership of a group was off in records held out. */
  public double calibrationError(String group) {
    return membership.calibrationErrors().get(membership.groups().indexOf(group));
  }

  /** Why an estimate is not to be relied on, or null when it is. */
  public @Nullable String doubt(String group, double[] sums) {
    double error = calibrationError(group);
    if (error > MOST_CALIBRATION_ERROR) {
      return String.format(
          Locale.ROOT, DOUBT + "the learned memberships were off by %.3f when checked", error);
    }
    OptionalDouble drift = drift(sums);
    return drift.isPresent() && drift.getAsDouble() > MOST_DRIFT
        ? String.format(
            Locale.ROOT,
            DOUBT + "the proxies moved by %.3f since memberships were learned",
            drift.getAsDouble())
        : null;
  }

  /** Whether a remark is a doubt. */
  public static boolean isDoubt(@Nullable String remark) {
    return remark != null && remark.startsWith(DOUBT);
  }
}
