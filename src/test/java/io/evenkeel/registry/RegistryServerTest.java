package io.evenkeel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against our own server, and the server's answers where the client does not look. */
class RegistryServerTest extends SchemaRegistryContract {
  private static final String RECORD =
      "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":"
          + "[{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"%s\\\"}]}\"}";

  private final RegistryServer server = RegistryServer.start();
  private final SchemaRegistry client = new HttpSchemaRegistry(RegistryConfig.of(server.url()));

  @Override
  SchemaRegistry registry() {
    return client;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void errorsCarryConfluentsCodes() throws Exception {
    assertCode(404, 40403, send("GET", "/schemas/ids/77", null));
    assertCode(404, 40403, send("GET", "/schemas/guids/77", null));
    assertCode(404, 40401, send("GET", "/subjects/none/versions/latest", null));
    assertCode(404, 40401, send("POST", "/subjects/none", RECORD.formatted("string")));
    assertCode(422, 42201, send("POST", "/subjects/s/versions", "{\"schema\":\"nonsense\"}"));
    assertCode(422, 42203, send("PUT", "/config/s", "{\"compatibility\":\"SOME\"}"));
    assertThat(send("POST", "/subjects/s/versions", RECORD.formatted("string")).statusCode())
        .isEqualTo(200);
    assertCode(404, 40402, send("GET", "/subjects/s/versions/5", null));
    assertCode(422, 42202, send("GET", "/subjects/s/versions/x", null));
    assertCode(404, 40403, send("POST", "/subjects/s", RECORD.formatted("long")));
    assertCode(409, 409, send("POST", "/subjects/s/versions", RECORD.formatted("long")));
    assertCode(400, 400, send("POST", "/subjects/s/versions", "{"));
    assertCode(404, 404, send("GET", "/nowhere", null));
  }

  @Test
  void subjectsVersionsAndTypesAreListed() throws Exception {
    send("POST", "/subjects/b%2Fc/versions", RECORD.formatted("string"));
    send("POST", "/subjects/a/versions", RECORD.formatted("string"));
    assertThat(json(send("GET", "/subjects", null))).hasToString("[\"a\",\"b/c\"]");
    assertThat(json(send("GET", "/subjects/b%2Fc/versions", null))).hasToString("[1]");
    assertThat(json(send("GET", "/schemas/types", null))).hasToString("[\"AVRO\"]");
    assertThat(json(send("GET", "/schemas/ids/1/versions", null)))
        .hasToString("[{\"subject\":\"a\",\"version\":1},{\"subject\":\"b/c\",\"version\":1}]");
    assertThat(json(send("GET", "/schemas/ids/1/schema", null)).path("name").asText())
        .isEqualTo("R");
  }

  @Test
  void theCompatibilityRuleCanBeChangedPerSubject() throws Exception {
    assertThat(json(send("GET", "/config", null)).path("compatibilityLevel").asText())
        .isEqualTo("BACKWARD");
    send("POST", "/subjects/s/versions", RECORD.formatted("string"));
    send("PUT", "/config/s", "{\"compatibility\":\"NONE\"}");
    assertThat(json(send("GET", "/config/s", null)).path("compatibilityLevel").asText())
        .isEqualTo("NONE");
    assertThat(send("POST", "/subjects/s/versions", RECORD.formatted("long")).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> send(String method, String path, @Nullable String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static void assertCode(int status, int code, HttpResponse<String> response)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("error_code").asInt()).isEqualTo(code);
  }
}
