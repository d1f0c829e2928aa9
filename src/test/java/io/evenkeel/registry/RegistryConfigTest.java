package io.evenkeel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
  @Test
  void everyDefaultIsListedHere() {
    RegistryConfig config = RegistryConfig.of("http://a:8081, https://b/base/");
    assertThat(config.urls())
        .containsExactly(URI.create("http://a:8081"), URI.create("https://b/base"));
    assertThat(config.authorization()).isNull();
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retries()).isEqualTo(3);
    assertThat(config.backOff()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.cacheSize()).isEqualTo(10_000);
    assertThat(config.missingTtl()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.tls()).isEmpty();
    assertThat(config.proxy()).isNull();
  }

  @Test
  void propertiesReplaceDefaults() {
    RegistryConfig config =
        RegistryConfig.from(
            Map.of(
                "schema.registry.url", "http://a",
                "http.read.timeout.ms", 1500,
                "max.retries", "0",
                "schema.registry.ssl.truststore.location", "/t.p12",
                "proxy.host", "proxy",
                "proxy.port", "3128"));
    assertThat(config.readTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.retries()).isZero();
    assertThat(config.tls()).containsExactly(Map.entry("truststore.location", "/t.p12"));
    assertThat(config.proxy()).isEqualTo("proxy:3128");
  }

  @Test
  void credentialsAreNotPrinted() {
    RegistryConfig config = RegistryConfig.of("http://ann:s3cret@a:8081");
    assertThat(config).hasToString("RegistryConfig[http://a:8081]");
  }

  @Test
  void mistakesAreRefusedWithoutShowingSecrets() {
    assertRefused(Map.of(), "schema.registry.url is missing");
    assertRefused(Map.of("schema.registry.url", "ftp://a"), "not an http or https URL");
    assertRefused(with("max.retries", "many"), "max.retries is not a whole number");
    assertRefused(with("max.retries", "-1"), "max.retries is negative");
    assertRefused(with("bearer.auth.credentials.source", "CUSTOM"), "CUSTOM is not supported");
    assertRefused(
        with("bearer.auth.credentials.source", "STATIC_TOKEN"), "bearer.auth.token is missing");
    assertRefused(with("basic.auth.credentials.source", "SASL_INHERIT"), "not supported");
    assertRefused(with("basic.auth.credentials.source", "USER_INFO"), "not user:password");
  }

  private static Map<String, String> with(String name, String value) {
    return Map.of("schema.registry.url", "http://a", name, value);
  }

  private static void assertRefused(Map<String, String> properties, String message) {
    assertThatThrownBy(() -> RegistryConfig.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
