package io.evenkeel.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * A registry behind Confluent's REST API, such as Confluent's own, Apicurio's or Karapace. Schemas
 * by id and GUID are cached; the rest is asked each time.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_REFERENCES = 100;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private static final long ONE_SECOND = 1_000_000_000;

  private final RegistryTransport transport;
  private final AtomicLong askedTwice = new AtomicLong(System.nanoTime() - ONE_SECOND);
  private final SchemaCache<Integer> byId;
  private final SchemaCache<UUID> byGuid;

  public HttpSchemaRegistry(RegistryConfig config) {
    transport = new RegistryTransport(config);
    byId =
        new SchemaCache<>(
            config.cacheSize(),
            config.missingTtl(),
            System::nanoTime,
            id -> fetch("/schemas/ids/" + id));
    byGuid =
        new SchemaCache<>(
            config.cacheSize(),
            config.missingTtl(),
            System::nanoTime,
            guid -> fetch("/schemas/guids/" + guid));
  }

  @Override
  public Schema byId(int id) {
    if (id < 1) {
      throw new UnknownSchemaException("no schema with id " + id);
    }
    return byId.get(id);
  }

  @Override
  public Schema byGuid(UUID guid) {
    return byGuid.get(guid);
  }

  @Override
  public int register(String subject, Schema schema) {
    JsonNode answer = post(subjects(subject) + "/versions", schema);
    return integer(answer, "id");
  }

  @Override
  public int lookup(String subject, Schema schema) {
    return integer(post(subjects(subject), schema), "id");
  }

  @Override
  public RegisteredSchema latest(String subject) {
    JsonNode answer = get(subjects(subject) + "/versions/latest");
    return new RegisteredSchema(
        subject, integer(answer, "version"), integer(answer, "id"), parse(answer));
  }

  @Override
  public boolean compatible(String subject, Schema schema) {
    String path = "/compatibility" + subjects(subject) + "/versions/latest";
    try {
      return post(path, schema).path("is_compatible").asBoolean(false);
    } catch (UnknownSchemaException e) {
      return true; // a subject without a version takes any schema
    }
  }

  /**
   * A follower of a registry may not know yet what its leader registered a moment ago. So an
   * unknown schema is asked for twice, but not more often than once per second: records with
   * made-up ids must not slow us down.
   */
  private Schema fetch(String path) {
    try {
      return parse(get(path));
    } catch (UnknownSchemaException e) {
      long now = System.nanoTime();
      long last = askedTwice.get();
      if (now - last < ONE_SECOND || !askedTwice.compareAndSet(last, now)) {
        throw e;
      }
      transport.pause();
      return parse(get(path));
    }
  }

  private JsonNode get(String path) {
    return answer(path, null);
  }

  private JsonNode post(String path, Schema schema) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    return answer(path, body.toString());
  }

  private JsonNode answer(String path, @Nullable String body) {
    RegistryTransport.Answer answer = transport.ask(path, body);
    JsonNode json = json(answer.body());
    if (answer.status() == 200) {
      return json;
    }
    String message = path + ": " + json.path("message").asText("status " + answer.status());
    throw switch (answer.status()) {
      case NOT_FOUND -> new UnknownSchemaException(message);
      case CONFLICT -> new IncompatibleSchemaException(message);
      case UNPROCESSABLE -> new UnsupportedSchemaException(message, null);
      default -> new RegistryUnavailableException(message, null);
    };
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // A proxy's error page, for example.
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private Schema parse(JsonNode answer) {
    Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
    return parse(answer, parser, new int[] {MOST_REFERENCES});
  }

  private Schema parse(JsonNode answer, Schema.Parser parser, int[] left) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UnsupportedSchemaException("schema is of type " + type, null);
    }
    if (!answer.path("schema").isTextual()) {
      throw new RegistryUnavailableException("registry's answer holds no schema", null);
    }
    for (JsonNode reference : answer.path("references")) {
      if (left[0]-- == 0) {
        throw new UnsupportedSchemaException("schema has too many references", null);
      }
      String name = reference.path("name").asText();
      if (!parser.getTypes().containsKey(name)) {
        String subject = subjects(reference.path("subject").asText());
        parse(get(subject + "/versions/" + reference.path("version").asInt()), parser, left);
      }
    }
    try {
      return parser.parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new UnsupportedSchemaException("schema is not Avro", e);
    }
  }

  private static int integer(JsonNode answer, String field) {
    JsonNode value = answer.path(field);
    if (!value.canConvertToInt()) {
      throw new RegistryUnavailableException("registry's answer holds no " + field, null);
    }
    return value.intValue();
  }

  private static String subjects(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
