package io.evenkeel.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Takes the routes of all packages and remembers them. */
public final class RouteTable {
  private final RoutesConfig config;
  private final List<Route> routes = new ArrayList<>();

  RouteTable(RoutesConfig config) {
    this.config = config;
  }

  /** Answers GET, and HEAD with the same headers. */
  public RouteTable get(String path, Access access, Handler handler) {
    config.addHttpHandler(HandlerType.HEAD, path, handler, access);
    return add(HandlerType.GET, path, access, handler);
  }

  /** Answers POST. */
  public RouteTable post(String path, Access access, Handler handler) {
    return add(HandlerType.POST, path, access, handler);
  }

  /** Answers PUT. */
  public RouteTable put(String path, Access access, Handler handler) {
    return add(HandlerType.PUT, path, access, handler);
  }

  /** Answers DELETE. */
  public RouteTable delete(String path, Access access, Handler handler) {
    return add(HandlerType.DELETE, path, access, handler);
  }

  private RouteTable add(HandlerType method, String path, Access access, Handler handler) {
    config.addHttpHandler(method, path, handler, access);
    routes.add(new Route(method.name(), path, access));
    return this;
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }
}
