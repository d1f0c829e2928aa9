package io.evenkeel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointsTest {
  private final @Nullable String before = System.getProperty(TokenEndpoints.ALLOWED);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(TokenEndpoints.ALLOWED);
    } else {
      System.setProperty(TokenEndpoints.ALLOWED, before);
    }
  }

  @Test
  void whatTheSettingsNameMayBeAskedBesideWhatTheProcessWasToldToAllow() {
    System.setProperty(TokenEndpoints.ALLOWED, "https://other/token");
    TokenEndpoints.allow(
        Map.of(
            "sasl.oauthbearer.token.endpoint.url", "https://id/token",
            "producer.sasl.oauthbearer.token.endpoint.url", "https://id2/token",
            "bootstrap.servers", "kafka:9093"));
    assertThat(System.getProperty(TokenEndpoints.ALLOWED))
        .isEqualTo("https://id/token,https://id2/token,https://other/token");
  }

  @Test
  void withoutATokenServerNothingIsSet() {
    System.clearProperty(TokenEndpoints.ALLOWED);
    TokenEndpoints.allow(Map.of("bootstrap.servers", "kafka:9092"));
    assertThat(System.getProperty(TokenEndpoints.ALLOWED)).isNull();
  }
}
