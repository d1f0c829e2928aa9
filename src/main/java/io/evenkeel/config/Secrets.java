package io.evenkeel.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hides what must not be shown in logs and descriptions. */
final class Secrets {
  static final String MASK = "********";

  private static final Pattern SECRET_KEY =
      Pattern.compile("password|secret|token|key|jaas|user\\.info");
  private static final Pattern USER_OF_URL = Pattern.compile("(?<=://)[^/@\\s,]+(?=@)");

  private Secrets() {}

  /** The value, or a mask where its key says that it is a secret; users in URLs are masked too. */
  static String mask(String key, String value) {
    return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()
        ? MASK
        : USER_OF_URL.matcher(value).replaceAll(MASK);
  }
}
