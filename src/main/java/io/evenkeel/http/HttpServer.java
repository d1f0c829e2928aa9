package io.evenkeel.http;

import io.evenkeel.config.HttpSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The running server.
 *
 * <p>Stops gracefully: no new connections, requests under way may end within {@link #STOP_WITHIN}.
 */
public final class HttpServer implements AutoCloseable {
  /** How long requests under way may take when the server stops. */
  public static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** Threads besides those that wait for event clients. */
  private static final int THREADS = 32;

  private final Javalin javalin;
  private final HttpSettings settings;
  private final List<Routes> routes;
  private final List<Route> table;

  private HttpServer(
      Javalin javalin, HttpSettings settings, List<Routes> routes, List<Route> table) {
    this.javalin = javalin;
    this.settings = settings;
    this.routes = routes;
    this.table = table;
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException when the address cannot be had
   */
  public static HttpServer start(HttpSettings settings, List<Routes> routes) {
    List<Route> table = new ArrayList<>();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, settings);
              RouteTable all = new RouteTable(config.routes);
              routes.forEach(each -> each.addTo(all));
              table.addAll(all.routes());
            });
    try {
      javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + " (in use, or not an address of this machine); choose another http.port, or 0 for"
              + " any",
          e);
    }
    return new HttpServer(javalin, settings, List.copyOf(routes), List.copyOf(table));
  }

  private static void configure(JavalinConfig config, HttpSettings settings) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.router.contextPath = settings.path().isEmpty() ? "/" : settings.path();
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads(settings);
    config.jetty.modifyServer(HttpServer::beGraceful);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(true);
        });
    config.routes.before(
        context -> {
          context.attribute(RequestBody.LIMIT, settings.maxBodyBytes());
          Guard.check(context);
        });
    ProblemResponses.addTo(config.routes);
  }

  private static QueuedThreadPool threads(HttpSettings settings) {
    QueuedThreadPool pool = new QueuedThreadPool(settings.eventClients() + THREADS, 4);
    pool.setName("http");
    pool.setDaemon(true);
    return pool;
  }

  private static void beGraceful(Server server) {
    server.setStopTimeout(STOP_WITHIN.toMillis());
    server.setHandler(new GracefulHandler());
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Where people find it: {@code http://127.0.0.1:8080/}. */
  public String address() {
    String host = settings.host();
    String shown =
        switch (host) {
          case "0.0.0.0", "::", "" -> "localhost";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return "http://" + shown + ":" + port() + settings.path() + "/";
  }

  /** Every route, in the order in which they were put into the table. */
  public List<Route> routes() {
    return table;
  }

  @Override
  public void close() {
    routes.forEach(Routes::close);
    javalin.stop();
  }
}
