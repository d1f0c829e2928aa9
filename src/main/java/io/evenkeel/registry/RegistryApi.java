package io.evenkeel.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Confluent's REST API over an in-memory registry, one request at a time.
 *
 * <pre>
 * GET  /schemas/ids/{id}  /schemas/ids/{id}/schema  /schemas/ids/{id}/versions  /schemas/guids/{guid}  /schemas/types
 * GET  /subjects  /subjects/{s}/versions  /subjects/{s}/versions/{n|latest}
 * POST /subjects/{s}  /subjects/{s}/versions  /compatibility/subjects/{s}/versions/{n|latest}
 * GET, PUT /config  /config/{s}
 * </pre>
 */
final class RegistryApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LATEST = "latest";

  private final InMemorySchemaRegistry registry;

  RegistryApi(InMemorySchemaRegistry registry) {
    this.registry = registry;
  }

  Reply reply(String method, String rawPath, String body) {
    List<String> path =
        Stream.of(rawPath.split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    try {
      return new Reply(200, route(method, path, body).toString());
    } catch (ApiException e) {
      return error(e.code, e.getMessage());
    } catch (IncompatibleSchemaException e) {
      return error(409, "Schema being registered is incompatible with an earlier schema");
    }
  }

  private JsonNode route(String method, List<String> path, String body) {
    String first = path.isEmpty() ? "" : path.get(0);
    return switch (method + " " + first) {
      case "GET " -> NODES.objectNode();
      case "GET schemas" -> schemas(path);
      case "GET subjects" -> subjects(path);
      case "POST subjects" -> post(path, body);
      case "POST compatibility" -> compatibility(path, body);
      case "GET config" -> NODES.objectNode().put("compatibilityLevel", rule(path).name());
      case "PUT config" -> setRule(path, body);
      default -> throw new ApiException(404, "HTTP 404 Not Found");
    };
  }

  private JsonNode schemas(List<String> path) {
    if (path.size() == 2 && path.get(1).equals("types")) {
      return NODES.arrayNode().add("AVRO");
    }
    if (path.size() == 3 && path.get(1).equals("guids")) {
      return text(byGuid(path.get(2)));
    }
    if (path.size() < 3 || !path.get(1).equals("ids")) {
      throw new ApiException(404, "HTTP 404 Not Found");
    }
    Schema schema = byId(path.get(2));
    if (path.size() == 3) {
      return text(schema).put("guid", InMemorySchemaRegistry.guid(schema).toString());
    }
    return path.get(3).equals("versions") ? versionsOf(schema) : parseJson(schema.toString());
  }

  private Schema byId(String id) {
    try {
      return registry.byId(Integer.parseInt(id));
    } catch (NumberFormatException | UnknownSchemaException e) {
      throw new ApiException(40403, "Schema " + id + " not found");
    }
  }

  private Schema byGuid(String guid) {
    try {
      return registry.byGuid(UUID.fromString(guid));
    } catch (IllegalArgumentException | UnknownSchemaException e) {
      throw new ApiException(40403, "Schema " + guid + " not found");
    }
  }

  private JsonNode versionsOf(Schema schema) {
    ArrayNode all = NODES.arrayNode();
    registry.all().stream()
        .filter(version -> version.schema().equals(schema))
        .forEach(v -> all.addObject().put("subject", v.subject()).put("version", v.version()));
    return all;
  }

  private JsonNode subjects(List<String> path) {
    ArrayNode all = NODES.arrayNode();
    if (path.size() == 1) {
      registry.all().stream().map(RegisteredSchema::subject).distinct().forEach(all::add);
      return all;
    }
    String subject = path.get(1);
    if (path.size() == 4) {
      return described(version(subject, path.get(3)));
    }
    requireSubject(subject);
    registry.all().stream()
        .filter(version -> version.subject().equals(subject))
        .forEach(version -> all.add(version.version()));
    return all;
  }

  private JsonNode post(List<String> path, String body) {
    if (path.size() < 2) {
      throw new ApiException(404, "HTTP 404 Not Found");
    }
    String subject = path.get(1);
    Schema schema = schemaIn(body);
    if (path.size() > 2) {
      return NODES.objectNode().put("id", registry.register(subject, schema));
    }
    requireSubject(subject);
    try {
      int id = registry.lookup(subject, schema);
      return registry.all().stream()
          .filter(version -> version.subject().equals(subject) && version.id() == id)
          .findFirst()
          .map(RegistryApi::described)
          .orElseThrow();
    } catch (UnknownSchemaException e) {
      throw new ApiException(40403, "Schema not found");
    }
  }

  private JsonNode compatibility(List<String> path, String body) {
    if (path.size() < 3) {
      throw new ApiException(404, "HTTP 404 Not Found");
    }
    String subject = path.get(2);
    Schema schema = schemaIn(body);
    boolean compatible;
    if (path.size() > 4) {
      Schema old = version(subject, path.get(4)).schema();
      compatible = registry.compatibility(subject).allows(schema, List.of(old));
    } else {
      compatible = registry.compatible(subject, schema);
    }
    return NODES.objectNode().put("is_compatible", compatible);
  }

  private Compatibility rule(List<String> path) {
    return path.size() > 1 ? registry.compatibility(path.get(1)) : registry.compatibility();
  }

  private JsonNode setRule(List<String> path, String body) {
    String name = parseJson(body).path("compatibility").asText();
    Compatibility rule;
    try {
      rule = Compatibility.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new ApiException(42203, "Invalid compatibility level");
    }
    if (path.size() > 1) {
      registry.compatibility(path.get(1), rule);
    } else {
      registry.compatibility(rule);
    }
    return NODES.objectNode().put("compatibility", name);
  }

  private RegisteredSchema version(String subject, String version) {
    requireSubject(subject);
    try {
      return version.equals(LATEST) || version.equals("-1")
          ? registry.latest(subject)
          : registry.version(subject, Integer.parseInt(version));
    } catch (NumberFormatException e) {
      throw new ApiException(42202, "The specified version is not valid");
    } catch (UnknownSchemaException e) {
      throw new ApiException(40402, "Version " + version + " not found.");
    }
  }

  private void requireSubject(String subject) {
    try {
      RegisteredSchema unused = registry.latest(subject);
    } catch (UnknownSchemaException e) {
      throw new ApiException(40401, "Subject '" + subject + "' not found.");
    }
  }

  private static Schema schemaIn(String body) {
    JsonNode request = parseJson(body);
    String type = request.path("schemaType").asText("AVRO");
    try {
      if (type.equals("AVRO")) {
        return new Schema.Parser().parse(request.path("schema").asText());
      }
    } catch (AvroRuntimeException e) {
      throw new ApiException(42201, "Invalid schema");
    }
    throw new ApiException(42201, "Invalid schema type " + type);
  }

  private static ObjectNode described(RegisteredSchema version) {
    return text(version.schema())
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("guid", InMemorySchemaRegistry.guid(version.schema()).toString());
  }

  private static ObjectNode text(Schema schema) {
    return NODES.objectNode().put("schema", schema.toString());
  }

  private static JsonNode parseJson(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "Unparsable JSON");
    }
  }

  private static Reply error(int code, String message) {
    int status = code > 999 ? code / 100 : code;
    ObjectNode json = NODES.objectNode().put("error_code", code).put("message", message);
    return new Reply(status, json.toString());
  }

  /** A status and a JSON body. */
  record Reply(int status, String json) {}

  private static final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    ApiException(int code, String message) {
      super(message, null, false, false);
      this.code = code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
