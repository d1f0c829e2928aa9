package io.evenkeel.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases of every JSON file of a folder. */
public record VectorFolder(List<Case> cases) {

  /** One case with the tolerances that hold for it. */
  public record Case(
      String id, String function, Inputs input, JsonNode expected, Comparison comparison) {}

  public static VectorFolder read(Path folder) throws IOException {
    List<Case> cases = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      JsonNode root = json.readTree(file.toFile());
      if (!"conformance-vectors/1".equals(root.path("format").asText())) {
        throw new IOException(file.getFileName() + " has format " + root.path("format"));
      }
      root.path("cases").forEach(node -> cases.add(read(root.path("functions"), node)));
    }
    return new VectorFolder(cases);
  }

  private static Case read(JsonNode functions, JsonNode node) {
    String function = node.path("function").asText();
    JsonNode defaults = functions.path(function);
    double rtol = node.path("rtol").asDouble(defaults.path("rtol").asDouble(0));
    double atol = node.path("atol").asDouble(defaults.path("atol").asDouble(0));
    return new Case(
        node.path("id").asText(),
        function,
        new Inputs(node.path("input")),
        node.path("expected"),
        new Comparison(rtol, atol, ownTolerances(node)));
  }

  /** The fields "OUTPUT_atol" of a case. */
  private static Map<String, Double> ownTolerances(JsonNode node) {
    Map<String, Double> tolerances = new HashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith("_atol")) {
                tolerances.put(field.getKey().replace("_atol", ""), field.getValue().asDouble());
              }
            });
    return tolerances;
  }
}
