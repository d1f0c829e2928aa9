package io.evenkeel.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.evenkeel.config.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes answers: JSON with a tag by which clients ask whether it changed. */
final class Answers {
  private static final int TAG_BYTES = 16;

  private Answers() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Answers with JSON, or with 304 when the client has just this. */
  static void json(Context context, JsonNode json) {
    byte[] body = Json.compact(json).getBytes(StandardCharsets.UTF_8);
    bytes(context, body, "application/json");
  }

  static void bytes(Context context, byte[] body, String type) {
    String tag = tag(body);
    context.header("ETag", tag);
    context.header("Cache-Control", "no-cache");
    context.contentType(type);
    if (matches(context.header("If-None-Match"), tag)) {
      context.status(304);
    } else {
      context.result(body);
    }
  }

  private static boolean matches(@Nullable String asked, String tag) {
    return asked != null
        && Arrays.stream(asked.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || strong(one).equals(strong(tag)));
  }

  /** A tag without the mark of weakness; compression adds a suffix in some proxies. */
  private static String strong(String tag) {
    String plain = tag.startsWith("W/") ? tag.substring(2) : tag;
    return plain.replace("--gzip\"", "\"").replace("-gzip\"", "\"");
  }

  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Something that writes one JSON value. */
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** The tree of what is written. */
  static ObjectNode tree(Writing writing) {
    try (TokenBuffer buffer = new TokenBuffer(Json.mapper(), false)) {
      writing.to(buffer);
      return Json.mapper().readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Seconds of milliseconds, null of null. */
  static @Nullable Double seconds(@Nullable Long millis) {
    return millis == null ? null : (Double) (millis / 1000.0);
  }
}
