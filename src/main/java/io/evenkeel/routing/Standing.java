package io.evenkeel.routing;

import io.evenkeel.alert.Alert;
import io.evenkeel.alert.Alert.State;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts a receiver was told of and that go on, by partition. Confined to one thread. */
final class Standing {
  private final Map<Integer, Map<String, Alert>> partitions = new TreeMap<>();

  /** The receiver knows this sentence. */
  void told(int partition, Alert alert) {
    Map<String, Alert> alerts = partitions.computeIfAbsent(partition, p -> new LinkedHashMap<>());
    if (goesOn(alert.state())) {
      alerts.put(alert.id(), alert);
    } else {
      alerts.remove(alert.id());
    }
  }

  private static boolean goesOn(State state) {
    return switch (state) {
      case FIRING, ONGOING, ACKNOWLEDGED -> true;
      case PENDING, RESOLVED, EXPIRED, SUPERSEDED -> false;
    };
  }

  /** What was last told of an alert that goes on. */
  @Nullable Alert last(int partition, String alertId) {
    return partitions.getOrDefault(partition, Map.of()).get(alertId);
  }

  void close(int partition) {
    partitions.remove(partition);
  }

  void clear() {
    partitions.clear();
  }

  Collection<Alert> all() {
    return partitions.values().stream().flatMap(alerts -> alerts.values().stream()).toList();
  }
}
