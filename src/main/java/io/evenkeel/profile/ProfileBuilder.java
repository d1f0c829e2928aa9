package io.evenkeel.profile;

import io.evenkeel.monitor.Classes;
import io.evenkeel.summary.JointBasis;
import io.evenkeel.summary.Quantity;
import io.evenkeel.summary.SliceSummary;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ReferenceProfile} part by part; what the parts mean is said there. */
public final class ProfileBuilder {
  private String name;
  private String model;
  private String origin = "";
  private boolean provisional;
  private long rows;
  private @Nullable Classes classes;
  private List<FeatureBins> features = List.of();
  private Quantity values = Quantity.UNKNOWN;
  private @Nullable Calibrator calibrator;
  private @Nullable Duration labelDelay;
  private @Nullable JointBasis joint;
  private List<PaneSpread> spreads = List.of();
  private List<PaneEffect> effects = List.of();
  private List<Membership> memberships = List.of();
  private SortedMap<String, SliceSummary> slices = new TreeMap<>();
  private String hash = "";

  ProfileBuilder(String name, String model) {
    this.name = name;
    this.model = model;
  }

  ProfileBuilder(ReferenceProfile of) {
    name = of.name();
    model = of.model();
    origin = of.origin();
    provisional = of.provisional();
    rows = of.rows();
    classes = of.classes();
    features = of.features();
    values = of.values();
    calibrator = of.calibrator();
    labelDelay = of.labelDelay();
    joint = of.joint();
    spreads = of.spreads();
    effects = of.effects();
    memberships = of.memberships();
    slices = of.slices();
    hash = of.hash();
  }

  public ProfileBuilder name(String value) {
    name = value;
    return this;
  }

  public ProfileBuilder model(String value) {
    model = value;
    return this;
  }

  public ProfileBuilder origin(String value) {
    origin = value;
    return this;
  }

  public ProfileBuilder provisional(boolean value) {
    provisional = value;
    return this;
  }

  public ProfileBuilder rows(long value) {
    rows = value;
    return this;
  }

  public ProfileBuilder classes(@Nullable Classes value) {
    classes = value;
    return this;
  }

  public ProfileBuilder features(List<FeatureBins> value) {
    features = value;
    return this;
  }

  public ProfileBuilder values(Quantity value) {
    values = value;
    return this;
  }

  public ProfileBuilder calibrator(@Nullable Calibrator value) {
    calibrator = value;
    return this;
  }

  public ProfileBuilder labelDelay(@Nullable Duration value) {
    labelDelay = value;
    return this;
  }

  public ProfileBuilder joint(@Nullable JointBasis value) {
    joint = value;
    return this;
  }

  public ProfileBuilder spreads(List<PaneSpread> value) {
    spreads = value;
    return this;
  }

  public ProfileBuilder effects(List<PaneEffect> value) {
    effects = value;
    return this;
  }

  public ProfileBuilder memberships(List<Membership> value) {
    memberships = value;
    return this;
  }

  public ProfileBuilder slices(SortedMap<String, SliceSummary> value) {
    slices = value;
    return this;
  }

  public ProfileBuilder hash(String value) {
    hash = value;
    return this;
  }

  /** Everything said so far. */
  public ReferenceProfile build() {
    return new ReferenceProfile(
        name,
        model,
        origin,
        provisional,
        rows,
        classes,
        features,
        values,
        calibrator,
        labelDelay,
        joint,
        spreads,
        effects,
        memberships,
        slices,
        hash);
  }
}
