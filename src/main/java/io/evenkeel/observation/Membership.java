package io.evenkeel.observation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups that a prediction belongs to by its meta attributes: all that is kept of a meta
 * record.
 *
 * <p>Totally ordered by time, then by the groups: the smallest that is in time counts.
 *
 * @param time of the meta record, milliseconds since 1970
 * @param late more than grace behind the largest time before it in its partition
 * @param choices the groups under each plan that the prediction may have been made under; nearly
 *     always one
 */
public record Membership(long time, boolean late, List<Choice> choices)
    implements Comparable<Membership> {

  /** The attribute was not in the record. */
  public static final int ABSENT = 0;

  /** The attribute was in the record without a value. */
  public static final int MISSING = 1;

  /** The value is in none of the groups. */
  public static final int UNLISTED = 2;

  /** The first of the plan's groups; the others follow. */
  public static final int FIRST = 3;

  /**
   * Groups under one plan.
   *
   * @param planId identity of the plan
   * @param groups one number for each of the plan's meta attributes
   */
  public record Choice(long planId, List<Integer> groups) {
    public Choice {
      groups = List.copyOf(groups);
    }
  }

  public Membership {
    choices = List.copyOf(choices);
  }

  /** The groups under a plan, or null when the meta record knew nothing of it. */
  public @Nullable List<Integer> under(long planId) {
    for (Choice choice : choices) {
      if (choice.planId() == planId) {
        return choice.groups();
      }
    }
    return null;
  }

  /** Whether both say the same, however they came. */
  public boolean sameAs(Membership other) {
    return compareTo(other) == 0;
  }

  @Override
  public int compareTo(Membership other) {
    int byTime = Long.compare(time, other.time);
    for (int i = 0; byTime == 0 && i < Math.min(choices.size(), other.choices.size()); i++) {
      byTime = compare(choices.get(i), other.choices.get(i));
    }
    return byTime != 0 ? byTime : Integer.compare(choices.size(), other.choices.size());
  }

  private static int compare(Choice a, Choice b) {
    int order = Long.compare(a.planId(), b.planId());
    for (int i = 0; order == 0 && i < Math.min(a.groups().size(), b.groups().size()); i++) {
      order = Integer.compare(a.groups().get(i), b.groups().get(i));
    }
    return order != 0 ? order : Integer.compare(a.groups().size(), b.groups().size());
  }

  /**
   * Appends: 8 bytes time, byte late, varint count, then per plan 8 bytes id, varint count, varint
   * groups.
   */
  public void write(Bytes out) {
    out.writeLong(time).writeByte(late ? 1 : 0).writeUnsigned(choices.size());
    for (Choice choice : choices) {
      out.writeLong(choice.planId()).writeUnsigned(choice.groups().size());
      choice.groups().forEach(out::writeUnsigned);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Membership read(Bytes.Reader in) {
    long time = in.readLong();
    boolean late = in.readByte() == 1;
    int count = in.readCount();
    List<Choice> choices = new ArrayList<>(1);
    for (int i = 0; i < count; i++) {
      long planId = in.readLong();
      int size = in.readCount();
      List<Integer> groups = new ArrayList<>(size);
      for (int g = 0; g < size; g++) {
        groups.add((int) in.readUnsigned());
      }
      choices.add(new Choice(planId, groups));
    }
    return new Membership(time, late, choices);
  }
}
