package io.evenkeel.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.monitor.Monitor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor as it is kept in its topic: every version with the event time from which it holds.
 *
 * <p>{@code {"versions": [{"validFrom": millis or null, "monitor": {...}}]}}
 *
 * @param versions oldest first, at least one; the first holds from the beginning
 */
public record StoredMonitor(List<Version> versions) {

  /**
   * One version.
   *
   * @param validFrom milliseconds since 1970, {@link Long#MIN_VALUE} for the first
   * @param monitor the monitor
   * @param document its canonical JSON
   */
  public record Version(long validFrom, Monitor monitor, String document) {}

  public StoredMonitor {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a stored monitor needs at least one version");
    }
  }

  /** The first version of a monitor. */
  public static StoredMonitor first(Monitor monitor) {
    return new StoredMonitor(
        List.of(new Version(Long.MIN_VALUE, monitor, MonitorFile.toJson(monitor))));
  }

  /**
   * With one more version, which holds from the first time at or after {@code time} at which a pane
   * of both starts. A version equal to the last one changes nothing; versions that would start
   * later than the new one are dropped.
   */
  public StoredMonitor then(Monitor monitor, long time) {
    Version last = last();
    String document = MonitorFile.toJson(monitor);
    if (last.document().equals(document)) {
      return this;
    }
    // A pane never mixes two versions, be it long or short in either.
    long pane = leastCommonMultiple(paneOf(last.monitor()), paneOf(monitor));
    long from = -Math.floorDiv(-time, pane) * pane;
    List<Version> next = new ArrayList<>(versions);
    next.removeIf(version -> version.validFrom() >= from);
    next.add(new Version(next.isEmpty() ? Long.MIN_VALUE : from, monitor, document));
    return new StoredMonitor(next);
  }

  private static long paneOf(Monitor monitor) {
    return monitor.timing().pane().toMillis();
  }

  private static long leastCommonMultiple(long a, long b) {
    return a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact() * b;
  }

  /** The version that holds now. */
  public Monitor latest() {
    return last().monitor();
  }

  /** The version that was added last. */
  public Version last() {
    return versions.get(versions.size() - 1);
  }

  /** The document of the topic. */
  public String toJson() {
    ObjectNode root = Json.mapper().createObjectNode();
    ArrayNode list = root.putArray("versions");
    for (Version version : versions) {
      ObjectNode node = list.addObject();
      if (version.validFrom() == Long.MIN_VALUE) {
        node.putNull("validFrom");
      } else {
        node.put("validFrom", version.validFrom());
      }
      node.set("monitor", tree(version.document()));
    }
    return Json.compact(root);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static StoredMonitor parse(String json) {
    List<Version> versions = new ArrayList<>();
    for (JsonNode node : tree(json).path("versions")) {
      JsonNode from = node.path("validFrom");
      try {
        Monitor monitor = MonitorFile.fromJson(Json.compact(node.path("monitor")));
        versions.add(
            new Version(
                from.isNumber() ? from.asLong() : Long.MIN_VALUE,
                monitor,
                MonitorFile.toJson(monitor)));
      } catch (ConfigException e) {
        throw new IllegalArgumentException("a stored monitor does not hold a monitor", e);
      }
    }
    return new StoredMonitor(versions);
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a stored monitor is not JSON", e);
    }
  }
}
