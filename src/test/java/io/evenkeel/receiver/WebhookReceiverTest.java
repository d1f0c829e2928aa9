package io.evenkeel.receiver;

import static io.evenkeel.receiver.Alerts.START;
import static io.evenkeel.receiver.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Json;
import io.evenkeel.receiver.FakeServer.Answer;
import io.evenkeel.receiver.Outcome.Fate;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhookReceiverTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(START), ZoneOffset.UTC);

  private final FakeServer server = FakeServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private Receiver receiver(String... more) {
    return receiverAt(server.url() + "/in?x=1", more);
  }

  private static Receiver receiverAt(String url, String... more) {
    String[] lines = new String[4 + more.length];
    lines[0] = "name: hook";
    lines[1] = "type: webhook";
    lines[2] = "url: " + url;
    lines[3] = "secret: s3cret";
    System.arraycopy(more, 0, lines, 4, more.length);
    return Receivers.of(Routes.route(lines), CLOCK);
  }

  /** Python 3.11: hmac.new(b"s3cret", b'1767225600.{"id":"a"}', hashlib.sha256).hexdigest(). */
  @Test
  void theSignatureIsThatOfPythonsHmac() {
    assertThat(
            Signature.of(
                "s3cret",
                Instant.ofEpochSecond(1_767_225_600),
                "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1767225600,v1=8394be05c30941efd99b5836eb9097576e942fc772133c171cb84b4e6a17a684");
  }

  @Test
  void oneAlertIsSentSignedAndNamed() throws Exception {
    Outcome outcome = receiver("token: t0ken").deliver(Message.of(alert("a1").build()));

    assertThat(outcome.fate()).isEqualTo(Fate.ACCEPTED);
    FakeServer.Request request = server.requests().get(0);
    assertThat(request.path()).isEqualTo("/in?x=1");
    assertThat(request.header("X-Evenkeel-Delivery")).isEqualTo("a1-FIRING-1767229200000");
    assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(request.header("X-Evenkeel-Test")).isEmpty();
    assertThat(request.header("X-Evenkeel-Signature"))
        .isEqualTo(
            Signature.of(
                "s3cret", CLOCK.instant(), request.body().getBytes(StandardCharsets.UTF_8)));
    JsonNode json = Json.mapper().readTree(request.body());
    assertThat(json.path("id").asText()).isEqualTo("a1");
    assertThat(json.path("state").asText()).isEqualTo("FIRING");
    assertThat(json.path("estimate").asDouble()).isEqualTo(-0.18);
    assertThat(json.path("feature").isNull()).isTrue();
    assertThat(json.path("startedAt").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aUserAndPasswordAreSentAsBasicAuthentication() {
    receiver("username: ann", "password: pw").deliver(Message.of(alert("a1").build()));

    assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Basic YW5uOnB3");
  }

  @Test
  void theTestAlertIsMarked() {
    Outcome outcome =
        TestAlert.send(
            Routes.route("name: hook", "type: webhook", "url: " + server.url(), "secret: s"),
            CLOCK);

    assertThat(outcome.fate()).isEqualTo(Fate.ACCEPTED);
    FakeServer.Request request = server.requests().get(0);
    assertThat(request.header("X-Evenkeel-Test")).isEqualTo("true");
    assertThat(request.body())
        .contains("This is a test of the route hook. Nothing is wrong.")
        .contains("\"model\":\"evenkeel-route-test\"")
        .containsPattern("\"id\":\"[0-9a-f]{32}\"");
  }

  @Test
  void whatCanNeverSucceedIsRefusedAndWhatMayIsKept() {
    Receiver receiver = receiver();
    for (int status : new int[] {400, 413, 415, 422, 431}) {
      assertThat(fate(receiver, status)).as("status %d", status).isEqualTo(Fate.REFUSED);
    }
    for (int status : new int[] {301, 401, 403, 404, 408, 410, 429, 500, 502, 503, 504}) {
      assertThat(fate(receiver, status)).as("status %d", status).isEqualTo(Fate.LATER);
    }
    assertThat(fate(receiver, 204)).isEqualTo(Fate.ACCEPTED);
  }

  private Fate fate(Receiver receiver, int status) {
    server.answer(status);
    return receiver.deliver(Message.of(alert("a1").build())).fate();
  }

  @Test
  void retryAfterIsUnderstoodInSecondsAndAsADate() {
    assertThat(retryAfter("120")).isEqualTo(Duration.ofMinutes(2));
    assertThat(retryAfter("Thu, 01 Jan 2026 00:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
    assertThat(retryAfter("Wed, 31 Dec 2025 00:00:00 GMT")).isEqualTo(Duration.ZERO);
    assertThat(retryAfter("soon")).isNull();
    assertThat(retryAfter("99999999999999999999")).isNull();
  }

  private @Nullable Duration retryAfter(String header) {
    server.answer(request -> new Answer(503, Map.of("Retry-After", header), ""));
    return receiver().deliver(Message.of(alert("a1").build())).retryAfter();
  }

  @Test
  void onlyTheBeginningOfAnAnswerIsKept() {
    server.answer(request -> new Answer(400, Map.of(), "x".repeat(1_000_000)));

    assertThat(receiver().deliver(Message.of(alert("a1").build())).answer()).hasSize(300);
  }

  @Test
  void aReceiverThatIsDownOrSilentGetsItLater() {
    server.answer(0);
    Outcome silent = receiver("timeout: 300ms").deliver(Message.of(alert("a1").build()));
    assertThat(silent.fate()).isEqualTo(Fate.LATER);
    assertThat(silent.reason()).isEqualTo("no answer: HttpTimeoutException");

    int port = server.port();
    server.close();
    Outcome down = receiverAt("http://127.0.0.1:" + port).deliver(Message.of(alert("a1").build()));
    assertThat(down.fate()).isEqualTo(Fate.LATER);
    assertThat(down.reason()).isEqualTo("no answer: ConnectException");
  }
}
