package io.evenkeel.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a registry, under the property names that Confluent's clients use.
 *
 * @param urls asked one after the other until one answers
 * @param authorization value of the Authorization header, if any; never printed
 * @param connectTimeout {@code http.connect.timeout.ms}, default 2 s
 * @param readTimeout {@code http.read.timeout.ms}, default 5 s
 * @param retries {@code max.retries}: further rounds over all URLs, default 3
 * @param backOff {@code retries.wait.ms}: wait before the second round, doubled before each other,
 *     half of it random; default 200 ms
 * @param cacheSize {@code schema.cache.size}: most schemas kept by id, default 10,000
 * @param missingTtl {@code missing.id.cache.ttl.sec}: how long an unknown id is not asked for
 *     again, default 30 s
 * @param tls the properties under {@code schema.registry.ssl.} without that prefix
 * @param proxy {@code proxy.host} and {@code proxy.port} as host:port, if any
 */
public record RegistryConfig(
    List<URI> urls,
    @Nullable String authorization,
    Duration connectTimeout,
    Duration readTimeout,
    int retries,
    Duration backOff,
    int cacheSize,
    Duration missingTtl,
    Map<String, String> tls,
    @Nullable String proxy) {
  private static final String URL = "schema.registry.url";
  private static final String TLS = "schema.registry.ssl.";

  public RegistryConfig {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(URL + " is missing");
    }
    urls = List.copyOf(urls);
    tls = Map.copyOf(tls);
  }

  /** A registry without authentication and with defaults for the rest. */
  public static RegistryConfig of(String urls) {
    return from(Map.of(URL, urls));
  }

  /** Reads properties; others than those named here are ignored. */
  public static RegistryConfig from(Map<String, ?> properties) {
    List<URI> urls = new ArrayList<>();
    String userInfo = null;
    for (String part : text(properties, URL, "").split(",")) {
      if (!part.isBlank()) {
        URI given = URI.create(part.strip());
        userInfo = given.getUserInfo() == null ? userInfo : given.getUserInfo();
        urls.add(withoutUserInfo(given));
      }
    }
    return new RegistryConfig(
        urls,
        authorization(properties, userInfo),
        duration(properties, "http.connect.timeout.ms", 2_000, Duration::ofMillis),
        duration(properties, "http.read.timeout.ms", 5_000, Duration::ofMillis),
        (int) number(properties, "max.retries", 3),
        duration(properties, "retries.wait.ms", 200, Duration::ofMillis),
        (int) number(properties, "schema.cache.size", 10_000),
        duration(properties, "missing.id.cache.ttl.sec", 30, Duration::ofSeconds),
        tls(properties),
        proxy(properties));
  }

  private static @Nullable String authorization(
      Map<String, ?> properties, @Nullable String userInfo) {
    String bearer = text(properties, "bearer.auth.credentials.source", "");
    if (!bearer.isEmpty()) {
      if (!bearer.equals("STATIC_TOKEN")) {
        throw new IllegalArgumentException(
            "bearer.auth.credentials.source " + bearer + " is not supported, only STATIC_TOKEN");
      }
      return "Bearer " + required(properties, "bearer.auth.token");
    }
    String basic = text(properties, "basic.auth.credentials.source", "URL");
    return switch (basic) {
      case "URL" -> userInfo == null ? null : basic(userInfo);
      case "USER_INFO" ->
          basic(
              text(
                  properties,
                  "schema.registry.basic.auth.user.info",
                  text(properties, "basic.auth.user.info", "")));
      default ->
          throw new IllegalArgumentException(
              "basic.auth.credentials.source "
                  + basic
                  + " is not supported, only USER_INFO and URL");
    };
  }

  private static String basic(String userInfo) {
    if (!userInfo.contains(":")) {
      throw new IllegalArgumentException("basic.auth.user.info is not user:password");
    }
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutUserInfo(URI uri) {
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(URL + " has a part that is not an http or https URL");
    }
    String path = uri.getRawPath().replaceAll("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(scheme + "://" + uri.getHost() + port + path);
  }

  private static Map<String, String> tls(Map<String, ?> properties) {
    Map<String, String> tls = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(TLS) && value != null) {
            tls.put(name.substring(TLS.length()), value.toString());
          }
        });
    return tls;
  }

  private static @Nullable String proxy(Map<String, ?> properties) {
    String host = text(properties, "proxy.host", "");
    return host.isEmpty() ? null : host + ":" + number(properties, "proxy.port", 8080);
  }

  private static Duration duration(
      Map<String, ?> properties, String name, long otherwise, LongFunction<Duration> unit) {
    return unit.apply(number(properties, name, otherwise));
  }

  private static long number(Map<String, ?> properties, String name, long otherwise) {
    String text = text(properties, name, Long.toString(otherwise));
    try {
      long number = Long.parseLong(text);
      if (number < 0) {
        throw new IllegalArgumentException(name + " is negative");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a whole number", e);
    }
  }

  private static String required(Map<String, ?> properties, String name) {
    String text = text(properties, name, "");
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private static String text(Map<String, ?> properties, String name, String otherwise) {
    Object value = properties.get(name);
    return value == null ? otherwise : value.toString().strip();
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return "RegistryConfig" + urls;
  }
}
