package io.evenkeel.receiver;

import static io.evenkeel.receiver.Alerts.START;
import static io.evenkeel.receiver.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.alert.Alert;
import io.evenkeel.alert.Alert.Severity;
import io.evenkeel.alert.Alert.State;
import io.evenkeel.config.Json;
import io.evenkeel.receiver.FakeServer.Answer;
import io.evenkeel.receiver.Outcome.Fate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlertmanagerReceiverTest {
  /** Two hours after the first window of the alerts ended. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(START + 3 * 3_600_000), ZoneOffset.UTC);

  private final FakeServer first = FakeServer.start();
  private final FakeServer second = FakeServer.start();
  private final Receiver receiver =
      Receivers.of(
          Routes.route(
              "name: am",
              "type: alertmanager",
              "urls: [\"" + first.url() + "\", \"" + second.url() + "/am/\"]",
              "hold: 6h",
              "link: https://keel.example/{id}"),
          CLOCK);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static JsonNode sent(FakeServer server, int request) {
    try {
      return Json.mapper().readTree(server.requests().get(request).body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Fate deliver(Alert alert) {
    return receiver.deliver(Message.of(alert)).fate();
  }

  @Test
  void aFiringAlertIsNamedByLabelsAndGoesOnForTheHold() {
    assertThat(deliver(alert("a1").incident("i1").severity(Severity.CRITICAL).build()))
        .isEqualTo(Fate.ACCEPTED);

    assertThat(first.requests().get(0).path()).isEqualTo("/api/v2/alerts");
    assertThat(second.requests().get(0).path()).isEqualTo("/am/api/v2/alerts");
    JsonNode json = sent(first, 0).get(0);
    assertThat(json.path("labels").toString())
        .isEqualTo(
            "{\"alert_id\":\"a1\",\"alertname\":\"EvenkeelGroupGap\","
                + "\"check\":\"selection_rate:groups\",\"incident\":\"i1\",\"kind\":\"group_gap\","
                + "\"model\":\"income\",\"severity\":\"critical\",\"slice\":\"sex=Female\","
                + "\"stage\":\"production\",\"version\":\"3\"}");
    assertThat(json.path("annotations").path("summary").asText()).startsWith("Selection rate");
    assertThat(json.path("annotations").path("estimate").asText()).isEqualTo("-0.18");
    assertThat(json.path("annotations").path("tolerance").asText()).isEqualTo("0.05");
    assertThat(json.path("startsAt").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(json.path("endsAt").asText()).isEqualTo("2026-01-01T09:00:00Z");
    assertThat(json.path("generatorURL").asText()).isEqualTo("https://keel.example/a1");
  }

  @Test
  void everyEndOfAnEpisodeEndsTheAlertAtItsEventTime() {
    for (State state : List.of(State.RESOLVED, State.EXPIRED, State.SUPERSEDED)) {
      deliver(alert("a1").state(state).hour(2).build());
    }
    for (int i = 0; i < 3; i++) {
      assertThat(sent(first, i).get(0).path("endsAt").asText()).isEqualTo("2026-01-01T02:00:00Z");
    }
    deliver(alert("a1").state(State.ACKNOWLEDGED).build());
    assertThat(sent(first, 3).get(0).path("endsAt").asText()).isEqualTo("2026-01-01T09:00:00Z");
  }

  /** Alertmanager refuses what ends before it starts, and a future end would not end it. */
  @Test
  void noAlertEndsBeforeItStartsOrInTheFuture() {
    deliver(alert("a1").state(State.RESOLVED).startedAt(START + 9 * 3_600_000).hour(10).build());

    JsonNode json = sent(first, 0).get(0);
    assertThat(json.path("startsAt").asText()).isEqualTo("2026-01-01T03:00:00Z");
    assertThat(json.path("endsAt").asText()).isEqualTo("2026-01-01T03:00:00Z");
  }

  @Test
  void anAlertThatBecomesCriticalEndsAsAWarning() {
    Alert warning = alert("a1").build();
    Alert critical = alert("a1").severity(Severity.CRITICAL).state(State.ONGOING).hour(2).build();

    receiver.deliver(new Message(List.of(critical), warning, false));

    JsonNode json = sent(first, 0);
    assertThat(json).hasSize(2);
    assertThat(json.get(0).path("labels").path("severity").asText()).isEqualTo("critical");
    assertThat(json.get(0).path("endsAt").asText()).isEqualTo("2026-01-01T09:00:00Z");
    assertThat(json.get(1).path("labels").path("severity").asText()).isEqualTo("warning");
    assertThat(json.get(1).path("endsAt").asText()).isEqualTo("2026-01-01T03:00:00Z");
  }

  @Test
  void oneOfSeveralIsEnoughAndTheOtherHearsOfTheEndLater() {
    second.answer(503);
    Alert resolved = alert("a1").state(State.RESOLVED).build();
    assertThat(deliver(resolved)).isEqualTo(Fate.ACCEPTED);

    receiver.repeat(List.of());
    assertThat(sent(second, 1)).isEqualTo(sent(second, 0));
    second.answer(200);
    receiver.repeat(List.of());
    assertThat(sent(second, 2)).isEqualTo(sent(second, 0));
    receiver.repeat(List.of());

    assertThat(second.requests()).hasSize(3);
    assertThat(first.requests()).hasSize(1);
  }

  @Test
  void withoutAnyTheAlertIsKept() {
    first.answer(500);
    second.answer(503);
    assertThat(deliver(alert("a1").build())).isEqualTo(Fate.LATER);
    first.answer(400);
    assertThat(deliver(alert("a1").build())).isEqualTo(Fate.LATER);
    second.answer(400);
    assertThat(deliver(alert("a1").build())).isEqualTo(Fate.REFUSED);
  }

  @Test
  void whatGoesOnIsToldAgainInBatchesAndOneBadAlertSpoilsNoOther() {
    first.answer(request -> Answer.of(request.body().contains("\"alert_id\":\"a7\"") ? 400 : 200));

    receiver.repeat(IntStream.range(0, 150).mapToObj(i -> alert("a" + i).build()).toList());

    assertThat(sent(second, 0)).hasSize(100);
    assertThat(sent(second, 1)).hasSize(50);
    assertThat(second.requests()).hasSize(2);
    // The spoilt batch, each of its alerts, and the second batch.
    assertThat(first.requests()).hasSize(102);
  }
}
