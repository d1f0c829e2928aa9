package io.evenkeel.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.http.Access;
import io.evenkeel.http.EventStream;
import io.evenkeel.http.HttpProblem;
import io.evenkeel.http.Problem;
import io.evenkeel.http.RouteTable;
import io.evenkeel.http.Routes;
import io.evenkeel.readmodel.Change;
import io.evenkeel.readmodel.ChangeLog;
import io.evenkeel.readmodel.ChangeLog.Batch;
import io.evenkeel.readmodel.ReadModel;
import io.evenkeel.report.ResultJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Live events as a stream of server-sent events: {@code windows}, {@code alert}, {@code monitor}
 * and {@code reset}.
 *
 * <p>Ids are {@code <instance>-<number>}. Who comes back with one gets what came since; when that
 * is gone, or another instance gave the id, a {@code reset} says: read everything again. A client
 * that is too slow loses its connection, not the others theirs.
 */
final class EventRoutes implements Routes {
  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final String RETRY = "retry: 2000\n\n";

  private final ChangeLog changes;
  private final String instance;
  private final Semaphore clients;

  EventRoutes(ReadModel model, String instance, int mostClients) {
    this.changes = model.changes();
    this.instance = instance;
    this.clients = new Semaphore(mostClients);
  }

  @Override
  public void addTo(RouteTable table) {
    table.get("/api/v1/events", Access.READER, this::listen);
  }

  @Override
  public void close() {
    changes.close();
  }

  private void listen(Context context) throws IOException, InterruptedException {
    if (!clients.tryAcquire()) {
      context.header("Retry-After", "10");
      throw new HttpProblem(
          Problem.unavailable("as many clients listen as http.event-clients allows"));
    }
    try {
      EventStream out = EventStream.begin(context);
      if (!context.method().name().equals("HEAD")) {
        follow(out, context.header("Last-Event-ID"), List.copyOf(context.queryParams("model")));
      }
    } finally {
      clients.release();
    }
  }

  private void follow(EventStream out, @Nullable String last, List<String> models)
      throws IOException, InterruptedException {
    long next = changes.next();
    out.write(RETRY);
    if (last == null || last.isEmpty()) {
      out.write(event(next, "ready", "{}"));
    } else {
      long wished = number(last);
      if (wished < 0) {
        out.write(event(next, "reset", "{}"));
      } else {
        next = wished;
      }
    }
    while (true) {
      Batch batch = changes.read(next, HEARTBEAT_MILLIS);
      if (batch.lost()) {
        out.write(event(batch.next(), "reset", "{}"));
      } else if (batch.entries().isEmpty() && !batch.closed()) {
        out.write(": alive\n\n");
      }
      StringBuilder text = new StringBuilder();
      for (ChangeLog.Entry entry : batch.entries()) {
        if (models.isEmpty() || models.contains(entry.change().model())) {
          text.append(event(entry.number() + 1, entry.change()));
        }
      }
      if (!text.isEmpty()) {
        out.write(text.toString());
      }
      next = batch.next();
      if (batch.closed()) {
        return;
      }
    }
  }

  /** The number to go on from, or -1 when the id is none of this instance. */
  private long number(String id) {
    String prefix = instance + "-";
    try {
      return id.startsWith(prefix) ? Long.parseLong(id.substring(prefix.length())) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String event(long id, String type, String data) {
    return "id: " + instance + "-" + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
  }

  private String event(long id, Change change) {
    if (change instanceof Change.Windows windows) {
      return event(id, "windows", windows(windows).toString());
    }
    if (change instanceof Change.Told told) {
      return event(
          id, "alert", Answers.tree(json -> ResultJson.alert(json, told.alert())).toString());
    }
    ObjectNode json = Answers.object().put("model", change.model());
    json.put("change", change instanceof Change.Deleted ? "deleted" : "applied");
    return event(id, "monitor", json.toString());
  }

  private static ObjectNode windows(Change.Windows change) {
    ObjectNode json = Heads.put(Answers.object(), change.series());
    ArrayNode windows = json.putArray("windows");
    for (Change.Window window : change.windows()) {
      windows.addObject().put("window", window.length()).put("start", Answers.time(window.start()));
    }
    return json;
  }
}
