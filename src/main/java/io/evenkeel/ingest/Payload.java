package io.evenkeel.ingest;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One record or one call as it came, with what its carrier says of it. */
public final class Payload {
  private final byte[] body;
  private final Map<String, String> headers;
  private final Instant arrived;
  private final String fallbackId;

  /**
   * A payload.
   *
   * @param body the bytes, not copied and never changed
   * @param headers what travels beside the bytes; names are found in any case
   * @param arrived when the carrier got it: the event time of layouts that carry none
   * @param fallbackId an id for what carries none; the same when the same record is read again
   */
  public Payload(byte[] body, Map<String, String> headers, Instant arrived, String fallbackId) {
    this.body = body;
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    this.headers = Collections.unmodifiableMap(lower);
    this.arrived = arrived;
    this.fallbackId = fallbackId;
  }

  /** The same carrier with other bytes. */
  Payload with(byte[] otherBody) {
    return new Payload(otherBody, headers, arrived, fallbackId);
  }

  byte[] body() {
    return body;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  Instant arrived() {
    return arrived;
  }

  String fallbackId() {
    return fallbackId;
  }
}
