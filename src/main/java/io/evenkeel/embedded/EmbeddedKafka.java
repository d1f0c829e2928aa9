package io.evenkeel.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster of one or more combined broker and controller nodes in this process, reachable
 * from this machine only.
 *
 * <p>Not durable and not for production. Nodes are numbered from 1. Not thread-safe. A fatal fault
 * in a node's metadata log halts the process: that is Kafka's own rule.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int MOST_NODES = 9;

  private final List<EmbeddedNode> nodes;
  private final Path directory;
  private final boolean temporary;

  private EmbeddedKafka(List<EmbeddedNode> nodes, Path directory, boolean temporary) {
    this.nodes = nodes;
    this.directory = directory;
    this.temporary = temporary;
  }

  /** Starts one node that keeps its data in a temporary directory, deleted on close. */
  public static EmbeddedKafka start() {
    return start(new Options(1, null, Map.of()));
  }

  /** Starts several nodes that keep their data in a temporary directory, deleted on close. */
  public static EmbeddedKafka start(int nodes) {
    return start(new Options(nodes, null, Map.of()));
  }

  /** Starts a cluster; returns when every node serves. */
  public static EmbeddedKafka start(Options options) {
    boolean temporary = options.directory == null;
    Path directory = options.directory == null ? temporaryDirectory() : options.directory;
    LoopbackPorts ports = LoopbackPorts.pick((2 + options.listeners.size()) * options.nodes);
    String voters = voters(options.nodes, ports);
    String clusterId =
        EmbeddedNode.clusterIdIn(directory.resolve("node-1")).orElseGet(EmbeddedKafka::newId);
    List<EmbeddedNode> nodes = new ArrayList<>();
    for (int i = 0; i < options.nodes; i++) {
      NodeProperties properties =
          new NodeProperties(
              i + 1,
              options.nodes,
              ports.port(2 * i),
              ports.port(2 * i + 1),
              listeners(options, i, ports),
              voters,
              directory.resolve("node-" + (i + 1)),
              options.properties);
      nodes.add(new EmbeddedNode(properties, clusterId));
    }
    EmbeddedKafka kafka = new EmbeddedKafka(List.copyOf(nodes), directory, temporary);
    try {
      kafka.eachAtOnce(EmbeddedNode::start);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
    return kafka;
  }

  /** {@code host:port} of every node, comma-separated, stopped ones included. */
  public String bootstrapServers() {
    return nodes.stream().map(EmbeddedNode::address).collect(Collectors.joining(","));
  }

  /** The same of a listener that was asked for. */
  public String bootstrapServers(String listener) {
    return nodes.stream().map(node -> node.address(listener)).collect(Collectors.joining(","));
  }

  /** Where the nodes keep their data. */
  public Path directory() {
    return directory;
  }

  /** How many nodes the cluster has, running or not. */
  public int nodes() {
    return nodes.size();
  }

  /** Whether a node runs; nodes are numbered from 1. */
  public boolean running(int node) {
    return node(node).running();
  }

  /** Stops one node in an orderly way; without effect on a stopped one. */
  public void stop(int node) {
    node(node).stop();
  }

  /** Starts a stopped node again at the same address with its old data. */
  public void restart(int node) {
    node(node).stop();
    node(node).start();
  }

  /** Stops every node and deletes a temporary data directory. */
  @Override
  public void close() {
    eachAtOnce(EmbeddedNode::stop);
    if (temporary) {
      delete(directory);
    }
  }

  private EmbeddedNode node(int node) {
    if (node < 1 || node > nodes.size()) {
      throw new IllegalArgumentException("node " + node + " of " + nodes.size());
    }
    return nodes.get(node - 1);
  }

  /** Nodes need each other for a quorum, on the way up as on the way down. */
  private void eachAtOnce(Consumer<EmbeddedNode> action) {
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    try {
      CompletableFuture.allOf(
              nodes.stream()
                  .map(node -> CompletableFuture.runAsync(() -> action.accept(node), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the embedded Kafka did not start or stop", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Their ports come after those that every node has. */
  private static SortedMap<String, NodeProperties.Listener> listeners(
      Options options, int node, LoopbackPorts ports) {
    SortedMap<String, NodeProperties.Listener> listeners = new TreeMap<>();
    int next = 2 * options.nodes + node * options.listeners.size();
    for (Map.Entry<String, String> listener : new TreeMap<>(options.listeners).entrySet()) {
      listeners.put(
          listener.getKey(), new NodeProperties.Listener(listener.getValue(), ports.port(next++)));
    }
    return listeners;
  }

  private static String voters(int nodes, LoopbackPorts ports) {
    return IntStream.range(0, nodes)
        .mapToObj(i -> (i + 1) + "@" + NodeProperties.HOST + ":" + ports.port(2 * i + 1))
        .collect(Collectors.joining(","));
  }

  private static String newId() {
    return Uuid.randomUuid().toString();
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("evenkeel-kafka-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How to start a cluster.
   *
   * @param nodes 1 to 9
   * @param directory where data stays, found again by the next start with as many nodes; null for a
   *     temporary one
   * @param properties broker properties that replace ours
   * @param listeners more listeners for clients: Kafka's name of the protocol by the listener's
   */
  public record Options(
      int nodes,
      @Nullable Path directory,
      Map<String, String> properties,
      Map<String, String> listeners) {

    /** Without any further listener. */
    public Options(int nodes, @Nullable Path directory, Map<String, String> properties) {
      this(nodes, directory, properties, Map.of());
    }

    public Options {
      if (!(nodes >= 1 && nodes <= MOST_NODES)) {
        throw new IllegalArgumentException("nodes " + nodes + ", not 1 to " + MOST_NODES);
      }
      properties = Map.copyOf(properties);
      listeners = Map.copyOf(listeners);
    }
  }
}
