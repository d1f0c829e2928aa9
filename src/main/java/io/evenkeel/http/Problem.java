package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, as RFC 9457 wants it told.
 *
 * @param status HTTP status, from 400 to 599
 * @param code what sort of problem, in kebab case; the end of its {@code type}
 * @param title the sort of problem in a few words, the same for the same code
 * @param detail this occurrence in a sentence
 * @param faults which parts of the input are wrong, in the order of the input; may be empty
 */
public record Problem(int status, String code, String title, String detail, List<Fault> faults) {
  /** Content type of a problem. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final String TYPE = "urn:evenkeel:problem:";

  /**
   * One part of the input that is wrong.
   *
   * @param detail what is wrong with it
   * @param pointer where it is: a JSON pointer into the body ({@code /0/label}), or the name of a
   *     query parameter, path parameter or header as {@code query:limit}
   */
  public record Fault(String detail, String pointer) {}

  public Problem {
    faults = List.copyOf(faults);
  }

  /** A problem without faults. */
  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of());
  }

  /** 400: the input is wrong there. */
  public static Problem input(String detail, String pointer) {
    return inputs(List.of(new Fault(detail, pointer)));
  }

  /** 400: the input is wrong in these places; at least one. */
  public static Problem inputs(List<Fault> faults) {
    String detail =
        faults.size() == 1
            ? faults.get(0).detail()
            : faults.size() + " problems, the first: " + faults.get(0).detail();
    return new Problem(400, "invalid-input", "The input is not valid", detail, faults);
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return of(404, "not-found", "There is no such thing", detail);
  }

  /** 409: it is not in a state for that. */
  public static Problem conflict(String detail) {
    return of(409, "conflict", "Not in a state for that", detail);
  }

  /** 413: the body is too large. */
  public static Problem tooLarge(long limit) {
    return of(
        413, "too-large", "The body is too large", "at most " + limit + " bytes are accepted");
  }

  /** 503: not now. */
  public static Problem unavailable(String detail) {
    return of(503, "unavailable", "Not available now", detail);
  }

  /** The problem of a bare status. */
  static Problem ofStatus(int status, @Nullable String message) {
    String title =
        switch (status) {
          case 400 -> "Bad request";
          case 403 -> "Forbidden";
          case 404 -> "There is no such thing";
          case 405 -> "The path does not take this method";
          case 413 -> "The body is too large";
          default -> status < 500 ? "The request was refused" : "The request failed";
        };
    String code =
        switch (status) {
          case 404 -> "not-found";
          case 405 -> "method-not-allowed";
          case 413 -> "too-large";
          default -> "http-" + status;
        };
    return of(status, code, title, message == null || message.isEmpty() ? title : message);
  }

  /**
   * The body of the answer. One fault is also told as a top-level {@code pointer}.
   *
   * @param instance path of the request
   */
  ObjectNode json(String instance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", TYPE + code);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("instance", instance);
    if (faults.size() == 1) {
      json.put("pointer", faults.get(0).pointer());
    }
    if (!faults.isEmpty()) {
      ArrayNode errors = json.putArray("errors");
      for (Fault fault : faults) {
        errors.addObject().put("detail", fault.detail()).put("pointer", fault.pointer());
      }
    }
    return json;
  }
}
