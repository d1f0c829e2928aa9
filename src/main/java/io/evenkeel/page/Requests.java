package io.evenkeel.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page asks for, read from the page's own table in {@code requests.js}. */
final class Requests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

  private final JsonNode addresses;
  private final JsonNode metrics;

  private Requests(JsonNode addresses, JsonNode metrics) {
    this.addresses = addresses;
    this.metrics = metrics;
  }

  static Requests read() {
    String text = PageFile.of("requests.js").text();
    return new Requests(json(text, "REQUESTS = "), json(text, "GROUP_METRICS = "));
  }

  private static JsonNode json(String text, String before) {
    int from = text.indexOf(before) + before.length();
    try {
      return JSON.readTree(text.substring(from, text.indexOf(";\n", from)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("requests.js: what follows '" + before + "' is no JSON", e);
    }
  }

  /** The address of a request; a parameter without a value is empty. */
  String address(String name, Map<String, String> values) {
    Matcher parameters = PARAMETER.matcher(addresses.path(name).asText());
    return parameters.replaceAll(
        found -> Matcher.quoteReplacement(encoded(values.getOrDefault(found.group(1), ""))));
  }

  /** As {@code encodeURIComponent} does it. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%7E", "~");
  }

  /** Metrics by which groups are compared, each with the name of its gap. */
  Map<String, String> groupMetrics() {
    Map<String, String> names = new LinkedHashMap<>();
    for (JsonNode pair : metrics) {
      names.put(pair.get(0).asText(), pair.get(1).asText());
    }
    return names;
  }

  /** Names of all requests. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    addresses.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
