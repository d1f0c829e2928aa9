package io.evenkeel.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An in-memory registry behind the part of Confluent's REST API that clients use, on the loopback
 * interface. For the demo and for tests: it forgets everything when it ends.
 */
public final class RegistryServer implements AutoCloseable {
  private static final int LARGEST_REQUEST = 8 << 20;

  private final InMemorySchemaRegistry registry;
  private final RegistryApi api;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  private RegistryServer(InMemorySchemaRegistry registry, HttpServer server) {
    this.registry = registry;
    this.api = new RegistryApi(registry);
    this.server = server;
  }

  /** Starts on any free port. */
  public static RegistryServer start() {
    return start(0, new InMemorySchemaRegistry());
  }

  /** Starts on a port with what a registry already holds. */
  public static RegistryServer start(int port, InMemorySchemaRegistry registry) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      RegistryServer server = new RegistryServer(registry, http);
      http.createContext("/", server::handle);
      http.setExecutor(server.threads);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code schema.registry.url} is set to. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** The registry it serves. */
  public InMemorySchemaRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream stream = exchange.getRequestBody();
      byte[] body = stream.readNBytes(LARGEST_REQUEST);
      URI uri = exchange.getRequestURI();
      RegistryApi.Reply reply =
          api.reply(
              exchange.getRequestMethod(),
              uri.getRawPath(),
              new String(body, StandardCharsets.UTF_8));
      byte[] answer = reply.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(reply.status(), answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
