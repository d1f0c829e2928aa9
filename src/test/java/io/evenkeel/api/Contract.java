package io.evenkeel.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.evenkeel.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The description of the API, and whether answers keep to it. */
final class Contract {
  private static final String BASE = "urn:evenkeel:openapi";
  private static final String COMPONENTS = "#/components/schemas/";

  private final JsonNode description = read();
  private final Validator validator =
      new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();

  Contract() {
    JsonNode schemas = description.path("components").path("schemas");
    String text = Json.compact(Json.mapper().createObjectNode().set("$defs", schemas));
    validator.registerSchema(URI.create(BASE), text.replace(COMPONENTS, "#/$defs/"));
  }

  private static JsonNode read() {
    try (InputStream in = Api.class.getResourceAsStream("/api/openapi.json")) {
      return Json.mapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode description() {
    return description;
  }

  /** {@code GET /api/v1/models} and so on. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** What is wrong with an answer of this operation; empty when nothing is. */
  List<String> problems(String method, String path, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
    JsonNode response =
        description
            .path("paths")
            .path(path)
            .path(method)
            .path("responses")
            .path(Integer.toString(answer.statusCode()));
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      return List.of(answer.statusCode() + " " + type + " is not described: " + answer.body());
    }
    String name = content.path("schema").path("$ref").asText();
    if (name.isEmpty()) {
      return List.of();
    }
    URI schema = URI.create(BASE + name.replace(COMPONENTS, "#/$defs/"));
    Validator.Result result = validator.validate(schema, answer.body());
    return result.getErrors().stream()
        .map(error -> error.getInstanceLocation() + " " + error.getError())
        .toList();
  }
}
