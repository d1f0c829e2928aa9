package io.evenkeel.routing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real Alertmanager on two loopback ports: a must in CI, skipped with a word where it is not
 * installed. It keeps nothing between two starts, as it keeps alerts in memory only.
 */
final class Alertmanager implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Path config;
  private final Path binary;
  private final int port;
  private final int cluster;
  private Process process;

  Alertmanager(Path folder, String notify) throws IOException {
    this.binary = binary();
    this.folder = folder;
    this.config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route:
              receiver: test
              group_by: [alert_id]
              group_wait: 1s
              group_interval: 1s
            receivers:
              - name: test
                webhook_configs: [{url: "%s", send_resolved: true}]
            """
                .formatted(notify));
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = one.getLocalPort();
      cluster = two.getLocalPort();
    }
    process = launch();
  }

  private static Path binary() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .flatMap(
                folder ->
                    Arrays.stream(new String[] {"prometheus-alertmanager", "alertmanager"})
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String missing = "prometheus-alertmanager is not installed";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing + ", and CI may not skip what needs it");
      }
      assumeTrue(false, missing + ": this test is skipped");
    }
    return found.orElseThrow();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            binary.toString(),
            "--config.file=" + config,
            "--storage.path=" + Files.createTempDirectory(folder, "storage"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=127.0.0.1:" + cluster,
            "--cluster.advertise-address=127.0.0.1:" + cluster,
            "--cluster.settle-timeout=1s")
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve("alertmanager.log").toFile()))
        .start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean ready() {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      if (!process.isAlive()) {
        throw new AssertionError("Alertmanager ended, see " + folder, e);
      }
      return false;
    }
  }

  /** The alerts that are active now. */
  JsonNode active() {
    try {
      return Json.mapper().readTree(get("/api/v2/alerts?active=true").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  void startAgain() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    stop();
  }
}
