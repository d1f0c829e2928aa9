package io.evenkeel.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.evenkeel.ingest.RejectedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON within limits. Reads {@code NaN} and {@code Infinity}, which Python writes. */
final class JsonText {
  private static final int NUMBER = 100;

  private final Limits limits;
  private final ObjectReader reader;

  JsonText(Limits limits) {
    this.limits = limits;
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(limits.bytes())
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.bytes())
                    .maxNameLength(Limits.TEXT)
                    .maxNumberLength(NUMBER)
                    .maxTokenCount(limits.tokens())
                    .build())
            .build();
    reader =
        new ObjectMapper(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(JsonNode.class);
  }

  /** The one document of some bytes. */
  At parse(byte[] bytes) {
    check(bytes);
    return At.root(tree(bytes, "$"));
  }

  /**
   * The documents of some bytes: the items of an array, the lines of JSON lines, or one document.
   */
  List<At> parseAll(byte[] bytes) {
    check(bytes);
    List<At> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        reader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValues(bytes)) {
      while (documents.hasNextValue()) {
        if (all.size() >= limits.rows()) {
          throw new RejectedException(Reason.TOO_MANY, "$");
        }
        all.add(At.root(documents.nextValue()));
      }
    } catch (IOException e) {
      throw rejected(e, "$");
    } catch (RuntimeException e) {
      throw unwrapped(e, "$");
    }
    if (all.isEmpty()) {
      throw new RejectedException(Reason.EMPTY, "$");
    }
    if (all.size() > 1) {
      List<At> lines = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        lines.add(new At(all.get(i).node(), null, "$[" + i + "]"));
      }
      return lines;
    }
    At only = all.get(0);
    return only.isArray() ? items(only.requiredArray(limits.rows())) : all;
  }

  static List<At> items(At array) {
    List<At> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(array.item(i));
    }
    return items;
  }

  /** What a text holds: a document within a document. */
  At inside(At text) {
    text.require(text.required().node().isTextual(), Reason.WRONG_TYPE);
    return inside(text, text.node().textValue().getBytes(StandardCharsets.UTF_8));
  }

  At inside(At place, byte[] bytes) {
    place.require(bytes.length <= limits.bytes(), Reason.TOO_LARGE);
    return place.holding(tree(bytes, place.path()));
  }

  private void check(byte[] bytes) {
    if (bytes.length == 0) {
      throw new RejectedException(Reason.EMPTY, "$");
    }
    if (bytes.length > limits.bytes()) {
      throw new RejectedException(Reason.TOO_LARGE, "$");
    }
  }

  private JsonNode tree(byte[] bytes, String path) {
    try {
      JsonNode tree = reader.readValue(bytes);
      if (tree == null || tree.isMissingNode()) {
        throw new RejectedException(Reason.EMPTY, path);
      }
      return tree;
    } catch (IOException e) {
      throw rejected(e, path);
    } catch (RejectedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unwrapped(e, path);
    }
  }

  private static RejectedException unwrapped(RuntimeException e, String path) {
    if (e instanceof RejectedException rejected) {
      return rejected;
    }
    return e.getCause() instanceof IOException io
        ? rejected(io, path)
        : new RejectedException(Reason.MALFORMED, path);
  }

  private static RejectedException rejected(IOException e, String path) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException limit) {
        return new RejectedException(exceeded(limit), path);
      }
    }
    JsonLocation where = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return new RejectedException(
        Reason.MALFORMED,
        where == null || where.getLineNr() < 1
            ? path
            : path + " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")");
  }

  private static Reason exceeded(StreamConstraintsException limit) {
    String message = String.valueOf(limit.getOriginalMessage());
    if (message.contains("nesting depth")) {
      return Reason.TOO_DEEP;
    }
    return message.contains("oken count") ? Reason.TOO_MANY : Reason.TOO_LARGE;
  }
}
