package io.evenkeel.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one node is told at its start.
 *
 * @param id from 1
 * @param nodes how many there are in all
 * @param brokerPort where clients reach it
 * @param controllerPort where the other controllers reach it
 * @param listeners more listeners for clients, by name
 * @param voters every controller as {@code id@host:port}
 * @param directory its own data
 * @param overrides broker properties that replace ours
 */
record NodeProperties(
    int id,
    int nodes,
    int brokerPort,
    int controllerPort,
    SortedMap<String, Listener> listeners,
    String voters,
    Path directory,
    Map<String, String> overrides) {
  static final String HOST = "127.0.0.1";
  static final String CONTROLLER = "CONTROLLER";

  /** Properties of a small node that must start fast, not store much. */
  Map<String, String> toMap() {
    String replicas = Integer.toString(Math.min(nodes, 3));
    String inSync = nodes >= 3 ? "2" : "1";
    Map<String, String> map = new HashMap<>();
    map.put("process.roles", "broker,controller");
    map.put("node.id", Integer.toString(id));
    map.put("controller.quorum.voters", voters);
    map.put("listeners", clientListeners() + "," + controllerListener());
    map.put("advertised.listeners", clientListeners());
    map.put("controller.listener.names", CONTROLLER);
    map.put("inter.broker.listener.name", "PLAINTEXT");
    map.put("listener.security.protocol.map", protocols());
    map.put("log.dirs", directory.toString());
    map.put("auto.create.topics.enable", "false");
    map.put("default.replication.factor", replicas);
    map.put("min.insync.replicas", inSync);
    map.put("offsets.topic.replication.factor", replicas);
    map.put("offsets.topic.num.partitions", "4");
    map.put("transaction.state.log.replication.factor", replicas);
    map.put("transaction.state.log.min.isr", inSync);
    map.put("transaction.state.log.num.partitions", "4");
    map.put("share.coordinator.state.topic.replication.factor", replicas);
    map.put("share.coordinator.state.topic.min.isr", inSync);
    map.put("share.coordinator.state.topic.num.partitions", "1");
    map.put("group.initial.rebalance.delay.ms", "0");
    map.put("group.streams.initial.rebalance.delay.ms", "0");
    map.put("num.network.threads", "1");
    map.put("num.io.threads", "2");
    map.put("num.recovery.threads.per.data.dir", "1");
    map.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    map.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    map.putAll(overrides);
    return map;
  }

  String address() {
    return HOST + ":" + brokerPort;
  }

  /** Where clients reach it by one of the other listeners. */
  String address(String name) {
    Listener listener = listeners.get(name);
    if (listener == null) {
      throw new IllegalArgumentException("no listener " + name + " among " + listeners.keySet());
    }
    return HOST + ":" + listener.port();
  }

  private String clientListeners() {
    StringBuilder all = new StringBuilder(listener("PLAINTEXT", brokerPort));
    listeners.forEach((name, listener) -> all.append(',').append(listener(name, listener.port())));
    return all.toString();
  }

  private String protocols() {
    StringBuilder all = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    listeners.forEach(
        (name, listener) -> all.append(',').append(name).append(':').append(listener.protocol()));
    return all.toString();
  }

  private String controllerListener() {
    return listener(CONTROLLER, controllerPort);
  }

  private static String listener(String name, int port) {
    return name + "://" + HOST + ":" + port;
  }

  /**
   * A listener for clients.
   *
   * @param protocol as Kafka names it, SASL_SSL for example
   */
  record Listener(String protocol, int port) {}
}
