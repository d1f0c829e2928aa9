package io.evenkeel.config;

import io.evenkeel.ingest.FieldMap;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.ingest.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is taken in besides our own events.
 *
 * @param topics topics that others write, each with its layout
 * @param http whether payloads may be posted
 * @param routes routes {@code /ingest/NAME} besides those that every format has
 * @param halvesTopic the topic of requests and answers that wait for each other
 * @param halvesWait how long a half waits for the other
 * @param limits how large a payload may be
 */
public record IngestSettings(
    List<Source> topics,
    boolean http,
    List<Source> routes,
    String halvesTopic,
    Duration halvesWait,
    Limits limits) {
  /** The usual name of the topic of halves. */
  public static final String HALVES = "evenkeel.halves";

  /** How long a half usually waits. */
  public static final Duration HALVES_WAIT = Duration.ofMinutes(10);

  /** Our own events only. */
  public static final IngestSettings NONE =
      new IngestSettings(List.of(), false, List.of(), HALVES, HALVES_WAIT, Limits.DEFAULT);

  /**
   * One topic or route.
   *
   * @param format how its payloads are laid out
   * @param options what the layout does not say; its source is the topic or the route's name
   * @param map where things are, for formats that need it
   */
  public record Source(Format format, LayoutOptions options, @Nullable FieldMap map) {
    /** The topic, or the name of the route. */
    public String name() {
      return options.source();
    }
  }

  public IngestSettings {
    topics = List.copyOf(topics);
    routes = List.copyOf(routes);
  }

  /** Whether requests and answers may come apart, so that the topic of halves is needed. */
  public boolean halves() {
    return http || topics.stream().anyMatch(source -> source.format().halves());
  }

  /** Whether anything is taken in. */
  public boolean any() {
    return http || !topics.isEmpty();
  }

  Map<String, String> describe() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("ingest.http", String.valueOf(http));
    all.put("ingest.halves-topic", halvesTopic);
    all.put("ingest.halves-wait", halvesWait.toMillis() + "ms");
    all.put("ingest.max-payload-kb", String.valueOf(limits.bytes() >> 10));
    all.put("ingest.max-rows", String.valueOf(limits.rows()));
    topics.forEach(s -> all.put("ingest.topics." + s.name(), Names.word(s.format())));
    routes.forEach(s -> all.put("ingest.routes." + s.name(), Names.word(s.format())));
    return all;
  }
}
