package io.evenkeel.config;

import io.evenkeel.alert.Alert.Severity;
import io.evenkeel.monitor.AlertKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One receiver of alerts besides the topic.
 *
 * @param name names its consumer group, so that it goes on where it stopped
 * @param type what the receiver understands
 * @param urls where it listens; several only for Alertmanager, all of which are sent to
 * @param credentials what the receiver must be shown
 * @param filter which alerts it gets
 * @param pace how often it is asked
 * @param link address of an alert's page with {@code {id}}, {@code {incident}} and {@code {model}}
 *     in it, or null
 */
public record RouteSettings(
    String name,
    Type type,
    List<URI> urls,
    Credentials credentials,
    Filter filter,
    Pace pace,
    @Nullable String link) {

  public RouteSettings {
    urls = List.copyOf(urls);
  }

  /** What a receiver understands. */
  public enum Type {
    /** Prometheus Alertmanager, API v2. */
    ALERTMANAGER,
    /** One signed JSON object per alert. */
    WEBHOOK,
    /** An incoming webhook of Slack, or of a chat that takes the same messages. */
    SLACK;

    /** As written in the settings. */
    public String word() {
      return Names.word(this);
    }
  }

  /**
   * What the receiver must be shown; never printed.
   *
   * @param secret signs the body of a webhook
   * @param token bearer token
   * @param username of HTTP's basic authentication
   * @param password of HTTP's basic authentication
   */
  public record Credentials(
      @Nullable String secret,
      @Nullable String token,
      @Nullable String username,
      @Nullable String password) {
    public static final Credentials NONE = new Credentials(null, null, null, null);

    @Override
    public String toString() {
      return Secrets.MASK;
    }
  }

  /**
   * Which alerts the receiver gets: those that every non-empty set accepts.
   *
   * @param models names of models; one that ends with {@code *} stands for all that begin so
   */
  public record Filter(Set<Severity> severities, Set<AlertKind> kinds, Set<String> models) {
    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of());

    public Filter {
      severities = Set.copyOf(severities);
      kinds = Set.copyOf(kinds);
      models = Set.copyOf(models);
    }

    /** Whether an alert of this kind is wanted. */
    public boolean accepts(Severity severity, AlertKind kind, String model) {
      return (severities.isEmpty() || severities.contains(severity))
          && (kinds.isEmpty() || kinds.contains(kind))
          && (models.isEmpty() || models.stream().anyMatch(wanted -> matches(wanted, model)));
    }

    private static boolean matches(String wanted, String model) {
      return wanted.endsWith("*")
          ? model.startsWith(wanted.substring(0, wanted.length() - 1))
          : model.equals(wanted);
    }
  }

  /**
   * How often a receiver is asked.
   *
   * @param timeout longest wait for one answer
   * @param messages so many messages within {@code per}; 0 for no limit
   * @param per the span of that limit
   * @param resend how often Alertmanager is told again of alerts that go on
   * @param hold how long Alertmanager believes that an alert goes on without hearing of it
   * @param keepRefused whether an alert that the receiver will never take holds up those after it
   * @param giveUpAfter an alert that was tried for so long is passed over; null for never
   */
  public record Pace(
      Duration timeout,
      int messages,
      Duration per,
      Duration resend,
      Duration hold,
      boolean keepRefused,
      @Nullable Duration giveUpAfter) {}

  /** Every setting by its path in the file; secrets and paths of URLs are masked. */
  Map<String, String> masked() {
    Map<String, String> all = new TreeMap<>();
    all.put("type", type.word());
    all.put("urls", urls.stream().map(this::masked).collect(Collectors.joining(",")));
    all.put("severities", words(filter.severities()));
    all.put("kinds", words(filter.kinds()));
    all.put("models", filter.models().stream().sorted().collect(Collectors.joining(",")));
    all.put("timeout", pace.timeout().toMillis() + "ms");
    if (pace.messages() > 0) {
      all.put("rate-limit", pace.messages() + " per " + pace.per().toMillis() + "ms");
    }
    all.values().removeIf(String::isEmpty);
    if (!credentials.equals(Credentials.NONE)) {
      all.put("credentials", credentials.toString());
    }
    return all;
  }

  /** The path of a chat's webhook is its password. */
  private String masked(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return type == Type.ALERTMANAGER || path.length() <= 1
        ? origin(url) + path
        : origin(url) + "/" + Secrets.MASK;
  }

  /** Scheme, host and port: all of a receiver's address that may be shown. */
  public static String origin(URI url) {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  private static String words(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Names::word).sorted().collect(Collectors.joining(","));
  }

  /** The name and the type; nothing that could hold a secret. */
  @Override
  public String toString() {
    return name + " (" + type.word() + ")";
  }
}
