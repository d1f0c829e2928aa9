package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.receiver.FakeServer;
import io.evenkeel.receiver.FakeServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouteTestCommandTest {
  @TempDir Path folder = Path.of("");

  private final FakeServer server = FakeServer.start();
  private String config = "";

  @BeforeEach
  void writeSettings() throws IOException {
    config =
        Files.writeString(
                folder.resolve("evenkeel.yaml"),
                """
                routes:
                  - {name: hook, type: webhook, url: "%s/hidden", secret: hidden}
                  - {name: chat, type: slack, url: "%s/chat"}
                """
                    .formatted(server.url(), server.url()))
            .toString();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyRouteIsTriedAndTheWorstDecides() {
    server.answer(
        request ->
            request.path().equals("/chat")
                ? new Answer(404, Map.of(), "no_service")
                : Answer.of(200));

    Cli result = Cli.run("route-test", "--config", config);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("hook (webhook) to " + server.url() + ": accepted (status 200)")
        .contains("chat (slack) to " + server.url() + ": NOT accepted")
        .contains("no_service")
        .doesNotContain("hidden");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void oneRouteMayBeNamed() {
    Cli result = Cli.run("route-test", "--config", config, "--route", "chat");

    assertThat(result.code()).isZero();
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).body()).contains("TEST FIRING");
  }

  @Test
  void anUnknownRouteIsWrongUsage() {
    Cli result = Cli.run("route-test", "--config", config, "--route", "pager");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no route 'pager'").contains("hook, chat");
  }
}
