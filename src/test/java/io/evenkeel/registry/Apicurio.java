package io.evenkeel.registry;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio's registry in a process of its own, which keeps what it is told over a restart.
 *
 * <p>The build unpacks it into {@code target/apicurio}. It needs Java 21 or newer, which is looked
 * for beside the Java that runs the tests and in {@code JAVA_HOME_*} variables. Where one of both
 * is missing, a test that asks for it is skipped with a word; in CI it fails.
 */
public final class Apicurio implements AutoCloseable {
  private static final Path HOME = Path.of("target", "apicurio");
  private static final String STARTER = "quarkus-run.jar";
  private static final int LEAST_JAVA = 21;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private final Path java;
  private final Path folder;
  private final int port;
  private final int managementPort;
  private @Nullable Process process;

  private Apicurio(Path java, Path folder) {
    this.java = java;
    this.folder = folder;
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = first.getLocalPort();
      managementPort = second.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; data and log go to this folder. */
  public static Apicurio start(Path folder) {
    if (!Files.exists(HOME.resolve(STARTER))) {
      missing(HOME + " is missing: run mvn pre-integration-test once");
    }
    Optional<Path> java = newerJava();
    if (java.isEmpty()) {
      missing("no Java " + LEAST_JAVA + " or newer was found, which Apicurio needs");
    }
    Apicurio apicurio = new Apicurio(java.orElseThrow(), folder);
    apicurio.start();
    return apicurio;
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail(what + ", and CI may not skip what needs it");
    }
    assumeTrue(false, what + ": this test is skipped");
  }

  private static Optional<Path> newerJava() {
    List<Path> homes = new ArrayList<>();
    Path running = Path.of(System.getProperty("java.home"));
    homes.add(running);
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
              }
            });
    Path folder = running.toAbsolutePath().getParent();
    if (folder != null) {
      try (Stream<Path> siblings = Files.list(folder)) {
        siblings.sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes.stream()
        .filter(home -> version(home.resolve("release")) >= LEAST_JAVA)
        .map(home -> home.resolve("bin").resolve("java"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int version(Path release) {
    try {
      Matcher matcher = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What {@code schema.registry.url} is set to. */
  public String url() {
    return root() + "/apis/ccompat/v7";
  }

  private String root() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it again where it was, with what it knew; returns when it answers. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  java.toString(),
                  "-Xmx300m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dquarkus.http.host=127.0.0.1",
                  "-Dquarkus.http.port=" + port,
                  "-Dquarkus.management.host=127.0.0.1",
                  "-Dquarkus.management.port=" + managementPort,
                  "-Dapicurio.datasource.url=jdbc:h2:file:"
                      + folder.resolve("registry").toAbsolutePath(),
                  "-jar",
                  HOME.resolve(STARTER).toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(this::answers);
  }

  private Path log() {
    return folder.resolve("apicurio.log");
  }

  private boolean answers() throws InterruptedException {
    Process running = process;
    if (running == null || !running.isAlive()) {
      throw new IllegalStateException("Apicurio has ended, see " + log());
    }
    try {
      return send("GET", "/subjects", null) == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** New subjects take schemas that can read what the one before has written. */
  public void requireBackwardCompatibility() throws InterruptedException {
    if (send("PUT", "/config", "{\"compatibility\":\"BACKWARD\"}") != 200) {
      throw new IllegalStateException("Apicurio takes no compatibility rule");
    }
  }

  private int send(String method, String path, @Nullable String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it; {@link #start} brings it back. */
  public void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running.destroyForcibly();
      }
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
