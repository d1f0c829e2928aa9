package io.evenkeel.routing;

import io.evenkeel.alert.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that wait for one receiver, in the order of the topic, and how far each partition is
 * settled. Confined to one thread.
 */
final class Outbox {
  private final Set<Parcel> waiting = new LinkedHashSet<>();
  private final Map<Integer, Partition> partitions = new TreeMap<>();

  private static final class Partition {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    Partition(long next) {
      this.next = next;
    }

    long settled() {
      return open.isEmpty() ? next : open.first();
    }
  }

  /** A partition is ours from this offset on. */
  void open(int partition, long next) {
    close(partition);
    partitions.put(partition, new Partition(next));
  }

  /** A partition is another's; what waits of it is forgotten here. */
  void close(int partition) {
    partitions.remove(partition);
    waiting.removeIf(parcel -> parcel.partition() == partition);
  }

  /** No partition is ours. */
  void clear() {
    partitions.clear();
    waiting.clear();
  }

  void add(Parcel parcel) {
    Partition partition = partition(parcel.partition());
    partition.next = parcel.offset() + 1;
    partition.open.add(parcel.offset());
    waiting.add(parcel);
  }

  /** A record that the receiver does not get. */
  void pass(int partition, long offset) {
    partition(partition).next = offset + 1;
  }

  private Partition partition(int partition) {
    return Objects.requireNonNull(partitions.get(partition), "a partition that is not ours");
  }

  int size() {
    return waiting.size();
  }

  /** Whether a sentence of this alert waits. */
  boolean has(String alertId) {
    return waiting.stream().anyMatch(parcel -> parcel.alert().id().equals(alertId));
  }

  @Nullable Parcel first() {
    Iterator<Parcel> parcels = waiting.iterator();
    return parcels.hasNext() ? parcels.next() : null;
  }

  /** The first parcel and what may be told with it: its incident, no alert out of its order. */
  List<Parcel> fold(int most) {
    List<Parcel> folded = new ArrayList<>();
    Set<String> passedOver = new HashSet<>();
    for (Parcel parcel : waiting) {
      boolean fits =
          folded.isEmpty()
              || (sameIncident(folded.get(0).alert(), parcel.alert())
                  && folded.size() < most
                  && !passedOver.contains(parcel.alert().id()));
      if (fits) {
        folded.add(parcel);
      } else {
        passedOver.add(parcel.alert().id());
      }
    }
    return folded;
  }

  private static boolean sameIncident(Alert a, Alert b) {
    return a.incident() != null
        && a.incident().equals(b.incident())
        && a.series().equals(b.series());
  }

  /** The receiver has it, or will never have it. */
  void settle(Parcel parcel) {
    if (waiting.remove(parcel)) {
      partition(parcel.partition()).open.remove(parcel.offset());
    }
  }

  /** By partition: everything before this offset is settled. */
  Map<Integer, Long> settled() {
    Map<Integer, Long> settled = new TreeMap<>();
    partitions.forEach((number, partition) -> settled.put(number, partition.settled()));
    return settled;
  }
}
