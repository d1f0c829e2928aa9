package io.evenkeel.receiver;

import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Outcome.Fate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts JSON to the receiver of one route. Redirections are not followed: they are answers. */
final class Post {
  private static final String DELIVERY = "X-Evenkeel-Delivery";

  private final HttpClient http;
  private final Clock clock;
  private final Duration timeout;
  private final @Nullable String authorization;

  Post(RouteSettings route, Clock clock) {
    this.clock = clock;
    this.timeout = route.pace().timeout();
    this.authorization = authorization(route.credentials());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static @Nullable String authorization(RouteSettings.Credentials credentials) {
    if (credentials.token() != null) {
      return "Bearer " + credentials.token();
    }
    if (credentials.username() == null) {
      return null;
    }
    byte[] pair =
        (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  Outcome send(URI url, String key, byte[] body, Map<String, String> headers) {
    return start(url, key, body, headers).await();
  }

  /** The same to every URL at the same time; outcomes in the order of the URLs. */
  List<Outcome> sendAll(List<URI> urls, String key, byte[] body) {
    List<Exchange> exchanges = urls.stream().map(url -> start(url, key, body, Map.of())).toList();
    return exchanges.stream().map(Exchange::await).toList();
  }

  Exchange start(URI url, String key, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "evenkeel")
            .header(DELIVERY, key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return new Exchange(
        http.sendAsync(request.build(), answer -> new AnswerHead()), clock, timeout);
  }

  /** A request on its way. */
  record Exchange(CompletableFuture<HttpResponse<String>> answer, Clock clock, Duration timeout) {

    /** Waits for the end of the answer; the client's own limit ends with its first line. */
    Outcome await() {
      try {
        HttpResponse<String> response =
            answer.get(timeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        return new Outcome(
            Status.fate(response.statusCode()),
            "status " + response.statusCode(),
            response.body(),
            Status.retryAfter(
                response.headers().firstValue("Retry-After").orElse(null), clock.instant()));
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return Outcome.of(Fate.LATER, "no answer: " + cause.getClass().getSimpleName());
      } catch (TimeoutException e) {
        answer.cancel(true);
        return Outcome.of(Fate.LATER, "no answer in time");
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        return Outcome.of(Fate.LATER, "interrupted");
      }
    }
  }
}
