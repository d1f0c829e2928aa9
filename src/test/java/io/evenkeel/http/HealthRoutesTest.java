package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.HttpSettings;
import io.evenkeel.http.Health.Reason;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
  private List<Reason> notAlive = List.of();
  private List<Reason> notReady = List.of();
  private final HttpServer server =
      HttpServer.start(
          HttpSettings.DEFAULT.withPort(0),
          List.of(
              new HealthRoutes(
                  new Health() {
                    @Override
                    public List<Reason> notAlive() {
                      return notAlive;
                    }

                    @Override
                    public List<Reason> notReady() {
                      return notReady;
                    }
                  })));
  private final Client client = new Client(server.address());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anInstanceThatRestoresIsAliveButNotReadyAndSaysWhy() {
    notReady = List.of(new Reason("restoring", "7 records of the state are still to be read"));

    assertThat(client.get("health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = client.get("health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    JsonNode json = Client.json(ready);
    assertThat(json.path("status").asText()).isEqualTo("down");
    assertThat(json.path("reasons").path(0).path("code").asText()).isEqualTo("restoring");
  }

  @Test
  void withoutReasonsItIsUp() {
    HttpResponse<String> ready = client.get("health/ready");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
  }

  @Test
  void aStreamThatGaveUpWantsARestart() {
    notAlive = List.of(new Reason("failed", "the stream has given up"));

    assertThat(client.get("health/live").statusCode()).isEqualTo(503);
  }
}
