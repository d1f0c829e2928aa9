package io.evenkeel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one way in which a request's body is read: bounded, whatever its headers promise. */
public final class RequestBody {
  static final String LIMIT = "evenkeel.body-limit";

  private RequestBody() {}

  /**
   * The whole body.
   *
   * @throws HttpProblem 413 when it is longer than the server's limit
   */
  public static byte[] bytes(Context context) {
    Integer limit = context.attribute(LIMIT);
    return bytes(context, limit == null ? 0 : limit);
  }

  /**
   * The whole body.
   *
   * @param limit bytes that are accepted
   * @throws HttpProblem 413 when it is longer
   */
  public static byte[] bytes(Context context, int limit) {
    if (context.req().getContentLengthLong() > limit) {
      throw new HttpProblem(Problem.tooLarge(limit));
    }
    try {
      byte[] body = context.req().getInputStream().readNBytes(limit + 1);
      if (body.length > limit) {
        throw new HttpProblem(Problem.tooLarge(limit));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body as JSON.
   *
   * @throws HttpProblem 415 when it is not declared as JSON, 400 when it is none
   */
  public static JsonNode json(Context context) {
    String type = context.contentType();
    if (type == null || !type.split(";", 2)[0].strip().endsWith("json")) {
      throw new HttpProblem(
          Problem.of(
              415, "not-json", "The body must be JSON", "send content-type application/json"));
    }
    try {
      return Json.mapper().readTree(bytes(context));
    } catch (JsonProcessingException e) {
      throw new HttpProblem(
          Problem.input(
              "not JSON at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr(),
              ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
