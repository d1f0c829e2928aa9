package io.evenkeel.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong in a handler into problem+json; never tells a stack trace. */
final class ProblemResponses {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

  private ProblemResponses() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(HttpProblem.class, (e, context) -> write(context, e.problem()));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> write(context, Problem.ofStatus(e.getStatus(), message(context, e))));
    routes.exception(Exception.class, ProblemResponses::unexpected);
  }

  private static String message(Context context, HttpResponseException e) {
    return e.getStatus() == 404 ? "nothing is served at " + context.path() : text(e.getMessage());
  }

  private static void unexpected(Exception error, Context context) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException known) {
        write(context, Problem.ofStatus(known.getCode(), text(known.getReason())));
        return;
      }
    }
    LOG.warn("{} {} failed", context.method(), context.path(), error);
    write(context, Problem.ofStatus(500, "see the log of this instance"));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Answers with the problem; a started answer cannot be changed any more. */
  static void write(Context context, Problem problem) {
    if (context.res().isCommitted()) {
      return;
    }
    context.status(problem.status());
    context.header("Cache-Control", "no-store");
    context.removeHeader("ETag");
    byte[] body = problem.json(context.path()).toString().getBytes(StandardCharsets.UTF_8);
    context.contentType(Problem.CONTENT_TYPE).result(body);
  }
}
