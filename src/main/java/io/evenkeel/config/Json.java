package io.evenkeel.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one way JSON is read and written here: bounded, without duplicate keys, in a stable order.
 *
 * <p>Mappers are thread-safe and shared; nobody may reconfigure one.
 */
public final class Json {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 64;

  /** Longest document that is read, in characters. */
  public static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().streamReadConstraints(constraints(MAX_CHARACTERS)).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .build();

  private Json() {}

  /** The shared mapper. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Compact text of a tree; keys in the order in which they were put. */
  public static String compact(JsonNode tree) {
    return write(MAPPER, tree, false);
  }

  /** Indented text of a tree; keys in the order in which they were put. */
  public static String pretty(JsonNode tree) {
    return write(MAPPER, tree, true);
  }

  static StreamReadConstraints constraints(int maxCharacters) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxDocumentLength(maxCharacters)
        .maxNumberLength(100)
        .maxNameLength(10_000)
        .maxStringLength(10_000_000)
        .build();
  }

  private static String write(ObjectMapper mapper, JsonNode tree, boolean indented) {
    try {
      return indented
          ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(tree)
          : mapper.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree cannot be written", impossible);
    }
  }
}
