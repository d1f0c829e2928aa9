package io.evenkeel.routing;

import static io.evenkeel.receiver.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.evenkeel.alert.Alert;
import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Alerts;
import io.evenkeel.receiver.FakeServer;
import io.evenkeel.receiver.FakeServer.Answer;
import io.evenkeel.receiver.Receivers;
import io.evenkeel.receiver.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class CourierTest {
  private static final Duration WAIT_MOST = Duration.ofMinutes(1);

  private final FakeServer server = FakeServer.start();
  private final FakeTime time = new FakeTime();
  private final Outbox outbox = new Outbox();
  private final Standing standing = new Standing();
  private RouteCounts counts = new RouteCounts(webhook());
  private long next;

  CourierTest() {
    outbox.open(0, 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private RouteSettings webhook(String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of("name: hook", "type: webhook", "url: " + server.url(), "secret: s3cret"));
    lines.addAll(List.of(more));
    return Routes.route(lines.toArray(String[]::new));
  }

  private RouteSettings slack(String... more) {
    List<String> lines =
        new ArrayList<>(List.of("name: chat", "type: slack", "url: " + server.url() + "/t0ken"));
    lines.addAll(List.of(more));
    return Routes.route(lines.toArray(String[]::new));
  }

  private Courier courier(RouteSettings route) {
    counts = new RouteCounts(route);
    return new Courier(route, Receivers.of(route, time), outbox, standing, time.ticks(), counts);
  }

  private void add(Alerts alert) {
    Alert built = alert.build();
    outbox.add(new Parcel(0, next++, built));
  }

  private List<String> ids() {
    return server.requests().stream()
        .map(request -> request.body().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** Steps until nothing is left; returns the rests in between, in milliseconds. */
  private List<Long> run(Courier courier) {
    List<Long> rests = new ArrayList<>();
    while (outbox.size() > 0) {
      Duration rest = courier.step();
      if (!rest.isZero() && outbox.size() > 0) {
        rests.add(rest.toMillis());
        time.pass(rest);
      }
    }
    return rests;
  }

  @Test
  void whatWaitedWhileTheReceiverWasDownComesInOrder() {
    int port = server.port();
    server.close();
    for (int i = 0; i < 20; i++) {
      add(alert("a" + i));
    }
    Courier courier = courier(webhook());
    for (int i = 0; i < 8; i++) {
      assertThat(courier.step()).isZero();
      Duration rest = courier.step();
      assertThat(rest).isBetween(Duration.ofMillis(1), WAIT_MOST);
      time.pass(rest.minusMillis(1));
      assertThat(courier.step()).isEqualTo(Duration.ofMillis(1));
      time.pass(Duration.ofMillis(1));
    }
    assertThat(counts.status().retries()).isEqualTo(8);
    assertThat(counts.status().waiting()).isEqualTo(20);
    assertThat(counts.status().failing()).isEqualTo("no answer: ConnectException");
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 0L));

    try (FakeServer again = FakeServer.start(port)) {
      assertThat(run(courier)).isEmpty();
      assertThat(again.requests())
          .extracting(request -> request.header("X-Evenkeel-Delivery").replaceAll("-.*", ""))
          .containsExactly(
              "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12",
              "a13", "a14", "a15", "a16", "a17", "a18", "a19");
    }
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 20L));
    assertThat(counts.status().accepted()).isEqualTo(20);
    assertThat(counts.status().failing()).isNull();
  }

  @Test
  void theSameDeliveryIsTriedAgainUnderTheSameNameAfterGrowingRests() {
    server.answer(request -> server.requests().size() < 5 ? Answer.of(502) : Answer.of(200));
    add(alert("a"));

    assertThat(run(courier(webhook()))).containsExactly(750L, 1_500L, 3_000L, 6_000L);
    assertThat(server.requests())
        .hasSize(5)
        .extracting(request -> request.header("X-Evenkeel-Delivery"))
        .containsOnly("a-FIRING-1767229200000");
  }

  @Test
  void retryAfterIsHonoured() {
    server.answer(
        request ->
            server.requests().size() < 2
                ? new Answer(429, Map.of("Retry-After", "100"), "")
                : Answer.of(200));
    add(alert("a"));

    assertThat(run(courier(webhook()))).containsExactly(100_000L);
  }

  @Test
  void aRefusedAlertIsPassedOverCountedAndHoldsUpNoOther() {
    server.answer(request -> Answer.of(request.body().contains("\"a1\"") ? 422 : 200));
    add(alert("a0"));
    add(alert("a1"));
    add(alert("a2"));

    assertThat(run(courier(webhook()))).isEmpty();
    assertThat(ids()).containsExactly("a0", "a1", "a2");
    assertThat(counts.status().refused()).isEqualTo(1);
    assertThat(counts.status().accepted()).isEqualTo(2);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void aRefusedAlertIsKeptWhereTheSettingsSaySo() {
    server.answer(request -> Answer.of(server.requests().size() < 3 ? 422 : 200));
    add(alert("a0"));

    assertThat(run(courier(webhook("refused: retry")))).hasSize(2);
    assertThat(counts.status().refused()).isZero();
    assertThat(counts.status().accepted()).isEqualTo(1);
  }

  @Test
  void anAlertIsGivenUpOnlyWhenTheSettingsSayWhen() {
    server.answer(request -> Answer.of(request.body().contains("\"a0\"") ? 500 : 200));
    add(alert("a0"));
    add(alert("a1"));

    run(courier(webhook("give-up-after: 20s")));

    assertThat(counts.status().refused()).isEqualTo(1);
    assertThat(counts.status().accepted()).isEqualTo(1);
    // After rests of 0.75, 1.5, 3, 6 and 12 s.
    assertThat(ids()).containsExactly("a0", "a0", "a0", "a0", "a0", "a0", "a1");
  }

  @Test
  void aChatGetsOneMessagePerAlertUntilTheLimitAndThenOnePerIncident() {
    add(alert("a0").incident("i"));
    add(alert("a1").incident("i"));
    add(alert("a2").incident("i"));
    add(alert("b0").incident("j"));
    add(alert("a3").incident("i"));

    List<Long> rests = run(courier(slack("rate-limit: {messages: 2, per: 1m}")));

    assertThat(rests).containsExactly(30_000L, 30_000L);
    assertThat(server.requests())
        .extracting(request -> request.header("X-Evenkeel-Delivery"))
        .containsExactly(
            "a0-FIRING-1767229200000",
            "a1-FIRING-1767229200000",
            "a3-FIRING-1767229200000-2",
            "b0-FIRING-1767229200000");
    assertThat(counts.status().accepted()).isEqualTo(5);
    assertThat(counts.status().messages()).isEqualTo(4);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 5L));
  }

  @Test
  void aWebhookIsLimitedButNeverFolded() {
    add(alert("a0").incident("i"));
    add(alert("a1").incident("i"));
    add(alert("a2").incident("i"));

    assertThat(run(courier(webhook("rate-limit: {messages: 1, per: 10s}"))))
        .containsExactly(10_000L, 10_000L);
    assertThat(ids()).containsExactly("a0", "a1", "a2");
  }

  @Test
  void alertsThatGoOnAreToldAgainAndThoseThatEndedAreNot() {
    RouteSettings route =
        Routes.route("name: am", "type: alertmanager", "url: " + server.url(), "resend: 30s");
    Courier courier = courier(route);
    add(alert("a0"));
    add(alert("a1"));
    add(alert("a1").state(Alert.State.RESOLVED));
    run(courier);
    int delivered = server.requests().size();

    courier.repeat();
    courier.repeat();
    time.pass(Duration.ofSeconds(29));
    courier.repeat();
    assertThat(server.requests()).hasSize(delivered + 1);
    time.pass(Duration.ofSeconds(1));
    courier.repeat();

    assertThat(server.requests()).hasSize(delivered + 2);
    assertThat(server.requests().get(delivered).body())
        .contains("\"alert_id\":\"a0\"")
        .doesNotContain("\"alert_id\":\"a1\"");
  }

  @Test
  void noSecretAndNoSentenceReachesTheLog() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.evenkeel");
    Level usual = logger.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(log);
    try {
      server.answer(
          request ->
              new Answer(server.requests().size() < 3 ? 503 : 400, Map.of(), request.body()));
      add(alert("a0").message("Rate of Ann Smith"));
      run(courier(slack("token: hidden")));
      add(alert("a1").message("Rate of Ann Smith"));
      run(courier(webhook("token: hidden")));
    } finally {
      logger.detachAppender(log);
      logger.setLevel(usual);
    }
    assertThat(log.list)
        .hasSizeGreaterThanOrEqualTo(3)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("alert a0 FIRING is passed over: status 400"))
        .noneMatch(line -> line.matches(".*(hidden|t0ken|s3cret|Ann|http:).*"));
  }
}
