package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evenkeel.alert.Alert.Severity;
import io.evenkeel.monitor.AlertKind;
import io.evenkeel.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteSettingsTest {
  private static Settings parse(String text, Map<String, String> environment) {
    return SettingsFile.parse(text, Path.of("/etc/evenkeel"), environment);
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(ConfigException.class, () -> parse(text, Map.of()))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void everyKeyOfARouteIsRead(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("hook-secret"), "s3cret\n");
    Path file =
        Files.writeString(
            folder.resolve("evenkeel.yaml"),
            """
            routes:
              - name: pager
                type: alertmanager
                urls: ["http://am1:9093", "https://am2/prefix"]
                username: ann
                password: ${env:AM_PASSWORD}
                resend: 30s
                hold: 4h
                link: https://keel.example/{id}
              - name: audit
                type: webhook
                url: https://audit.example/in
                secret: ${file:hook-secret}
                token: t0ken
                severities: [critical]
                kinds: [group-gap, CALIBRATION]
                models: [income, credit-*]
                timeout: 3s
                refused: retry
                give-up-after: 2d
              - {name: chat, type: slack, url: "https://hooks.example/T0/B0/x", rate-limit: {messages: 5, per: 10s}}
            """);

    List<RouteSettings> routes = SettingsFile.read(file, Map.of("AM_PASSWORD", "pw")).routes();

    RouteSettings pager = routes.get(0);
    assertThat(pager.type()).isEqualTo(RouteSettings.Type.ALERTMANAGER);
    assertThat(pager.urls())
        .containsExactly(URI.create("http://am1:9093"), URI.create("https://am2/prefix"));
    assertThat(pager.credentials().password()).isEqualTo("pw");
    assertThat(pager.pace().resend()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pager.pace().hold()).isEqualTo(Duration.ofHours(4));
    assertThat(pager.link()).isEqualTo("https://keel.example/{id}");
    RouteSettings audit = routes.get(1);
    assertThat(audit.credentials().secret()).isEqualTo("s3cret");
    assertThat(audit.credentials().token()).isEqualTo("t0ken");
    assertThat(audit.filter())
        .isEqualTo(
            new RouteSettings.Filter(
                Set.of(Severity.CRITICAL),
                Set.of(AlertKind.GROUP_GAP, AlertKind.CALIBRATION),
                Set.of("income", "credit-*")));
    assertThat(audit.pace().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(audit.pace().keepRefused()).isTrue();
    assertThat(audit.pace().giveUpAfter()).isEqualTo(Duration.ofDays(2));
    assertThat(audit.pace().messages()).isZero();
    RouteSettings chat = routes.get(2);
    assertThat(chat.pace().messages()).isEqualTo(5);
    assertThat(chat.pace().per()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyDocumentedDefaultOfARouteIsTheDefault() {
    assertThat(parse("{}", Map.of()).routes()).isEmpty();
    RouteSettings chat =
        parse("routes: [{name: c, type: slack, url: 'https://x'}]", Map.of()).routes().get(0);
    assertThat(chat.pace())
        .isEqualTo(
            new RouteSettings.Pace(
                Duration.ofSeconds(10),
                30,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                false,
                null));
    assertThat(chat.filter()).isEqualTo(RouteSettings.Filter.ALL);
    assertThat(chat.link()).isNull();
  }

  @Test
  void theFilterWantsWhatEverySetAccepts() {
    RouteSettings.Filter filter =
        new RouteSettings.Filter(
            Set.of(Severity.CRITICAL), Set.of(AlertKind.DRIFT), Set.of("income", "credit-*"));

    assertThat(filter.accepts(Severity.CRITICAL, AlertKind.DRIFT, "income")).isTrue();
    assertThat(filter.accepts(Severity.CRITICAL, AlertKind.DRIFT, "credit-eu")).isTrue();
    assertThat(filter.accepts(Severity.WARNING, AlertKind.DRIFT, "income")).isFalse();
    assertThat(filter.accepts(Severity.CRITICAL, AlertKind.QUALITY, "income")).isFalse();
    assertThat(filter.accepts(Severity.CRITICAL, AlertKind.DRIFT, "incomes")).isFalse();
  }

  @Test
  void noSecretOfARouteIsShown() {
    Settings settings =
        parse(
            """
            routes:
              - {name: hook, type: webhook, url: "https://h:8443/in/hidden1?k=hidden2", secret: hidden3, token: hidden4}
              - {name: chat, type: slack, url: "https://hooks.example/hidden5"}
              - {name: am, type: alertmanager, url: "http://am:9093/x", username: hidden6, password: hidden7}
            """,
            Map.of());

    assertThat(settings.describe())
        .isEqualTo(settings.toString())
        .doesNotContain("hidden")
        .contains("routes.hook.urls = https://h:8443/********")
        .contains("routes.chat.urls = https://hooks.example/********")
        .contains("routes.chat.rate-limit = 30 per 60000ms")
        .contains("routes.am.urls = http://am:9093/x")
        .contains("routes.am.credentials = ********");
    assertThat(settings.routes().toString()).doesNotContain("hidden");
    assertThat(settings.routes().get(0).credentials().toString()).doesNotContain("hidden");
  }

  @Test
  void allProblemsOfRoutesAreReportedAtOnceAndShowNoAddress() {
    assertThat(
            problems(
                """
                routes:
                  - nam: x
                    type: webhok
                  - {name: A, type: webhook, url: "ftp://hidden", resend: 1m}
                  - {name: b, type: slack, urls: ["https://x", "https://user:hidden@y"], secret: s}
                  - {name: b, type: alertmanager, url: "https://x y/hidden", token: t, username: u}
                  - {name: c, type: alertmanager, url: 'http://x', severities: [criticl], kinds: [], hold: 30s}
                  - {name: d, type: slack, url: 'http://x', rate-limit: {messages: 0, pre: 1s}, refused: keep}
                  - 7
                """))
        .noneMatch(problem -> problem.contains("hidden"))
        .containsExactlyInAnyOrder(
            "routes[0] (line 2): 'name' is missing",
            "routes[0] (line 2): 'url' is missing",
            "routes[0].nam (line 2): unknown key 'nam'; did you mean 'name'?",
            "routes[0].type (line 3): must be one of alertmanager, slack, webhook, got 'webhok'"
                + "; did you mean 'webhook'?",
            "routes[1].name (line 4): must be lower case letters, digits, dots, dashes and"
                + " underscores, got 'A'",
            "routes[1] (line 4): 'secret' is missing: it signs what is sent",
            "routes[1].url (line 4): must be an http or https URL without a user in it",
            "routes[1].resend (line 4): is for routes of type alertmanager only",
            "routes[2] (line 5): several URLs are for routes of type alertmanager only",
            "routes[2].urls[1] (line 5): must be an http or https URL without a user in it",
            "routes[2].secret (line 5): is for routes of type webhook only",
            "routes[3] (line 6): give either 'token' or 'username' and 'password'",
            "routes[3] (line 6): 'username' and 'password' go together",
            "routes[3].url (line 6): must be an http or https URL without a user in it",
            "routes[3] (line 6): another route is named 'b' too",
            "routes[4].severities[0] (line 7): must be one of critical, warning, got 'criticl'"
                + "; did you mean 'critical'?",
            "routes[4].kinds (line 7): must not be empty; leave it out to get all",
            "routes[4] (line 7): 'hold' must be longer than 'resend'",
            "routes[5].rate-limit.messages (line 8): must be a whole number of at least 1, got 0",
            "routes[5].rate-limit.pre (line 8): unknown key 'pre'; did you mean 'per'?",
            "routes[5].refused (line 8): must be one of drop, retry, got 'keep'",
            "routes[6] (line 9): must be a mapping, got '7'");
  }
}
