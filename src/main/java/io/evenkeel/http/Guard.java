package io.evenkeel.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every request: headers that keep browsers from doing harm, and no changes on
 * behalf of another site's page.
 */
final class Guard {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Guard() {}

  static void check(Context context) {
    context.header("Content-Security-Policy", CONTENT_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cache-Control", "no-cache");
    if (!SAFE.contains(context.method().name()) && fromAnotherSite(context)) {
      throw new HttpProblem(
          Problem.of(
              403,
              "cross-site",
              "Changes from other sites' pages are refused",
              "this request was made by the page of another origin"));
    }
  }

  /** Browsers say where a page came from; other clients say nothing and pass. */
  private static boolean fromAnotherSite(Context context) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = context.header("Origin");
    return origin != null && !sameAuthority(origin, context.header("Host"));
  }

  private static boolean sameAuthority(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }
}
