package io.evenkeel.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One node of an embedded cluster: formats its directory once, then starts and stops. */
final class EmbeddedNode {
  private static final String META = "meta.properties";

  static {
    // The server calls Log4j's API, whose provider we leave out: it would complain on the console.
    if (System.getProperty("log4j2.StatusLogger.level") == null) {
      System.setProperty("log4j2.StatusLogger.level", "OFF");
    }
  }

  private final NodeProperties properties;
  private final String clusterId;
  private @Nullable KafkaRaftServer server;

  EmbeddedNode(NodeProperties properties, String clusterId) {
    this.properties = properties;
    this.clusterId = clusterId;
  }

  /** The cluster a directory was formatted for, if it was. */
  static Optional<String> clusterIdIn(Path directory) {
    Path meta = directory.resolve(META);
    if (!Files.exists(meta)) {
      return Optional.empty();
    }
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(meta)) {
      stored.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(stored.getProperty("cluster.id"));
  }

  String address() {
    return properties.address();
  }

  String address(String listener) {
    return properties.address(listener);
  }

  boolean running() {
    return server != null;
  }

  /** Returns when the node serves; with several nodes that takes a majority of them. */
  void start() {
    if (clusterIdIn(properties.directory()).isEmpty()) {
      format();
    }
    KafkaRaftServer starting =
        new KafkaRaftServer(new KafkaConfig(properties.toMap(), false), Time.SYSTEM);
    server = starting;
    starting.startup();
  }

  void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  private void format() {
    String directory = properties.directory().toString();
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Files.createDirectories(properties.directory());
      new Formatter()
          .setNodeId(properties.id())
          .setClusterId(clusterId)
          .addDirectory(directory)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName(NodeProperties.CONTROLLER)
          .setMetadataLogDirectory(directory)
          .setHasDynamicQuorum(false)
          .setPrintStream(silent)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("can not format " + directory, e);
    }
  }
}
