package io.evenkeel.receiver;

import io.evenkeel.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The page of an alert, from the template that the user gave. */
final class Links {
  private Links() {}

  static @Nullable String of(@Nullable String template, Alert alert) {
    return template == null
        ? null
        : template
            .replace("{id}", encode(alert.id()))
            .replace("{incident}", encode(alert.incident() == null ? "" : alert.incident()))
            .replace("{model}", encode(alert.series().model()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
