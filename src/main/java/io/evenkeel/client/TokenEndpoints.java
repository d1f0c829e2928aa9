package io.evenkeel.client;

import java.util.Map;
import java.util.TreeSet;

/**
 * Lets Kafka's clients ask the token servers that the settings name.
 *
 * <p>Kafka asks only addresses that a system property lists, because some programs take the
 * properties of their clients from strangers. Ours come from whoever runs the process, so naming an
 * address is permission enough.
 */
public final class TokenEndpoints {
  static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
  private static final String NAMED = "sasl.oauthbearer.token.endpoint.url";

  private TokenEndpoints() {}

  /** Adds the addresses to those that this process may ask. */
  public static void allow(Map<String, String> kafka) {
    TreeSet<String> urls = new TreeSet<>();
    kafka.forEach(
        (name, value) -> {
          if (name.endsWith(NAMED)) {
            urls.add(value);
          }
        });
    if (urls.isEmpty()) {
      return;
    }
    for (String url : System.getProperty(ALLOWED, "").split(",")) {
      if (!url.isBlank()) {
        urls.add(url.strip());
      }
    }
    System.setProperty(ALLOWED, String.join(",", urls));
  }
}
