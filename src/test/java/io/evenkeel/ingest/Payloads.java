package io.evenkeel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Payloads of the golden folder, and options for them. */
public final class Payloads {
  /** When every payload here arrived. */
  public static final Instant ARRIVED = Instant.parse("2026-03-02T00:00:00Z");

  private Payloads() {}

  /** A golden file. */
  public static byte[] file(String name) {
    try (InputStream in = Payloads.class.getResourceAsStream("/ingest/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Payload of(byte[] body, Map<String, String> headers) {
    return new Payload(body, headers, ARRIVED, "fallback");
  }

  static Payload of(String body) {
    return of(body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static LayoutOptions options() {
    return LayoutOptions.of("test");
  }

  static LayoutOptions.Columns classes(String... names) {
    return columns(List.of(), names);
  }

  static LayoutOptions.Columns columns(List<String> features, String... classes) {
    return new LayoutOptions.Columns(features, List.of(), List.of(classes), null, null, null, null);
  }
}
