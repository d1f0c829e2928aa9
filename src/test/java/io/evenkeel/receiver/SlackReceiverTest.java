package io.evenkeel.receiver;

import static io.evenkeel.receiver.Alerts.START;
import static io.evenkeel.receiver.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.config.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlackReceiverTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(START), ZoneOffset.UTC);

  private final FakeServer server = FakeServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode sent(Message message, String link) throws Exception {
    Receivers.of(
            Routes.route("name: ops", "type: slack", "url: " + server.url() + "/s", link), CLOCK)
        .deliver(message);
    return Json.mapper().readTree(server.requests().get(0).body());
  }

  @Test
  void aMessageHasATextAndBlocksWithTheSentenceAndALink() throws Exception {
    JsonNode json =
        sent(
            Message.of(
                alert("a1").incident("i1").model("a b").message("Rate of age<30 & up: x").build()),
            "link: \"https://keel.example/{model}/alerts/{id}?of={incident}\"");

    assertThat(json.path("text").asText())
        .isEqualTo("FIRING WARNING GROUP_GAP: a b: Rate of age&lt;30 &amp; up: x");
    assertThat(json.path("blocks").get(0).path("type").asText()).isEqualTo("header");
    assertThat(json.path("blocks").get(0).path("text").path("text").asText())
        .isEqualTo("FIRING WARNING GROUP_GAP: a b");
    assertThat(json.path("blocks").get(1).path("text").path("type").asText()).isEqualTo("mrkdwn");
    assertThat(json.path("blocks").get(1).path("text").path("text").asText())
        .isEqualTo(
            "Rate of age&lt;30 &amp; up: x\n"
                + "<https://keel.example/a%20b/alerts/a1?of=i1|Open in Evenkeel>");
  }

  @Test
  void foldedAlertsStandOneBelowTheOtherWithTheirStates() throws Exception {
    JsonNode json =
        sent(
            new Message(
                List.of(
                    alert("a1").incident("i").build(),
                    alert("a2").incident("i").state(State.RESOLVED).build()),
                null,
                false),
            "timeout: 5s");

    assertThat(json.path("blocks")).hasSize(3);
    assertThat(json.path("blocks").get(0).path("text").path("text").asText())
        .isEqualTo("2 alerts of one incident: income");
    assertThat(json.path("blocks").get(2).path("text").path("text").asText())
        .startsWith("*RESOLVED WARNING* Selection rate");
    assertThat(server.requests().get(0).header("X-Evenkeel-Delivery"))
        .isEqualTo("a2-RESOLVED-1767229200000-2");
  }

  /** Slack refuses a header of more than 150 characters and a section of more than 3,000. */
  @Test
  void nothingIsLongerThanSlackTakes() throws Exception {
    JsonNode json =
        sent(
            Message.of(alert("a1").model("m".repeat(400)).message("&".repeat(4_000)).build()),
            "link: https://keel.example/{id}");

    assertThat(json.path("blocks").get(0).path("text").path("text").asText()).hasSize(150);
    assertThat(json.path("blocks").get(1).path("text").path("text").asText())
        .hasSize(3_000)
        .endsWith("<https://keel.example/a1|Open in Evenkeel>");
  }
}
