package io.evenkeel.registry;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one registry URL after the other until one answers, then again after a pause. An answer is
 * whatever is neither an error of the server (5xx, 429) nor a refusal to let us in (401, 403, 407).
 */
final class RegistryTransport {
  private static final int LARGEST_ANSWER = 8 << 20;
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private final RegistryConfig config;
  private final HttpClient http;
  private volatile int preferred;

  RegistryTransport(RegistryConfig config) {
    this.config = config;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER);
    if (!config.tls().isEmpty()) {
      builder.sslContext(RegistryTls.context(config.tls()));
    }
    String proxy = config.proxy();
    if (proxy != null) {
      int colon = proxy.lastIndexOf(':');
      int port = Integer.parseInt(proxy.substring(colon + 1));
      builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.substring(0, colon), port)));
    }
    this.http = builder.build();
  }

  /** The first answer; a body makes it a POST. */
  Answer ask(String path, @Nullable String body) {
    RegistryUnavailableException last = null;
    for (int round = 0; round <= config.retries(); round++) {
      if (round > 0) {
        pause(config.backOff().multipliedBy(1L << Math.min(round - 1, 10)));
      }
      for (int i = 0; i < config.urls().size(); i++) {
        int url = (preferred + i) % config.urls().size();
        try {
          Answer answer = askOne(config.urls().get(url), path, body);
          preferred = url;
          return answer;
        } catch (RegistryUnavailableException e) {
          last = e;
        }
      }
    }
    throw last == null ? new RegistryUnavailableException("registry was not asked", null) : last;
  }

  private Answer askOne(URI url, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(config.readTimeout())
            .header("Accept", JSON + ", application/json");
    String authorization = config.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body != null) {
      request.header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<byte[]> response = send(url, request.build());
    int status = response.statusCode();
    if (status >= 500 || status == 429 || status == 401 || status == 403 || status == 407) {
      throw unavailable(url, "answered " + status, null);
    }
    return new Answer(status, new String(response.body(), StandardCharsets.UTF_8));
  }

  /** The client's own timeout ends with the headers; this one includes the body. */
  private HttpResponse<byte[]> send(URI url, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, headers -> new BoundedBody(LARGEST_ANSWER));
    Duration longest = config.connectTimeout().plus(config.readTimeout());
    try {
      return response.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(url, "does not answer", e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      response.cancel(true);
    }
  }

  /** Waits as before a second round. */
  void pause() {
    pause(config.backOff());
  }

  /** Between half of {@code longest} and all of it, so that many instances do not ask as one. */
  private static void pause(Duration longest) {
    long millis = longest.toMillis();
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryUnavailableException unavailable(
      URI url, String what, @Nullable Throwable cause) {
    String detail = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    return new RegistryUnavailableException("registry " + url + " " + what + detail, cause);
  }

  private static RegistryUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryUnavailableException("interrupted while asking the registry", e);
  }

  /** A status below 500 with its body. */
  record Answer(int status, String body) {}
}
