package io.evenkeel.digest;

import io.evenkeel.event.Meta;
import io.evenkeel.monitor.Grouping;
import io.evenkeel.monitor.MetaSpec;
import io.evenkeel.observation.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw values of slicing attributes into groups, and the groups of a meta record into the
 * values that slices are named by. Immutable and thread-safe.
 */
public final class MetaGroups {
  private final List<String> attributes;
  private final List<@Nullable Grouping> groupings = new ArrayList<>();
  private final List<List<String>> names = new ArrayList<>();
  private final List<Integer> apart = new ArrayList<>();
  private final long waitMillis;

  /**
   * Groups of a monitor.
   *
   * @param attributes the slicing attributes in the plan's order
   */
  MetaGroups(MetaSpec meta, List<String> attributes) {
    this.attributes = attributes;
    this.waitMillis = meta.waitFor().toMillis();
    for (int a = 0; a < attributes.size(); a++) {
      Grouping grouping = meta.groups().get(attributes.get(a));
      groupings.add(grouping);
      names.add(grouping == null ? List.of() : List.copyOf(grouping.names()));
      if (meta.attributes().contains(attributes.get(a))) {
        apart.add(a);
      }
    }
  }

  /** Whether an attribute has groups. */
  boolean grouped(int attribute) {
    return groupings.get(attribute) != null;
  }

  /** The group of a raw value of an attribute that has groups; empty when the value is missing. */
  String group(int attribute, String raw) {
    Grouping grouping = groupings.get(attribute);
    return grouping == null || raw.isEmpty() ? raw : name(attribute, grouping.find(raw));
  }

  /** The same of a number; {@code plain} is how the number is written. */
  String group(int attribute, double value, String plain) {
    Grouping grouping = groupings.get(attribute);
    return grouping != null && grouping.banded()
        ? name(attribute, grouping.find(value))
        : group(attribute, plain);
  }

  private String name(int attribute, int group) {
    return group == Grouping.NONE ? Slicer.OTHER : names.get(attribute).get(group);
  }

  /** Whether a meta record's time lies within the wait of its prediction's. */
  public boolean inTime(long metaTime, long eventTime) {
    return Math.abs(metaTime - eventTime) <= waitMillis;
  }

  /** The wait in milliseconds. */
  public long waitMillis() {
    return waitMillis;
  }

  /**
   * What is kept of a meta record.
   *
   * @param plans those that its prediction may have been made under
   */
  public static Membership membership(Meta meta, boolean late, List<Plan> plans) {
    List<Membership.Choice> choices = new ArrayList<>(plans.size());
    for (Plan plan : plans) {
      choices.add(new Membership.Choice(plan.id(), plan.meta().groups(meta.values())));
    }
    return new Membership(meta.metaTime().toEpochMilli(), late, choices);
  }

  /** One number for each attribute that comes by itself. */
  private List<Integer> groups(Map<String, @Nullable String> values) {
    List<Integer> groups = new ArrayList<>(apart.size());
    for (int a : apart) {
      String attribute = attributes.get(a);
      String raw = values.get(attribute);
      Grouping grouping = groupings.get(a);
      if (!values.containsKey(attribute) || grouping == null) {
        groups.add(Membership.ABSENT);
      } else if (raw == null || raw.isEmpty()) {
        groups.add(Membership.MISSING);
      } else {
        int found = grouping.find(raw);
        groups.add(found == Grouping.NONE ? Membership.UNLISTED : Membership.FIRST + found);
      }
    }
    return groups;
  }

  /** The attributes of a prediction with those of its meta record in place. */
  public String[] attributes(String[] own, List<Integer> membership) {
    String[] all = own.clone();
    for (int i = 0; i < apart.size(); i++) {
      int group = i < membership.size() ? membership.get(i) : Membership.ABSENT;
      int a = apart.get(i);
      if (group == Membership.ABSENT || group == Membership.MISSING) {
        all[a] = "";
      } else {
        int index = group - Membership.FIRST;
        all[a] = index < names.get(a).size() ? name(a, Math.max(Grouping.NONE, index)) : "";
      }
    }
    return all;
  }
}
