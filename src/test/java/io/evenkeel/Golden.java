package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Exemplars of binary formats under {@code golden/}, as hexadecimal text. An exemplar is never
 * changed: a new format gets a new file, and the old one must stay readable.
 */
public final class Golden {
  private Golden() {}

  /** The bytes of an exemplar; a missing one is a failure. */
  public static byte[] bytes(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("exemplar golden/" + name).isNotNull();
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails, and prints the bytes, when they are not those of the exemplar or when it is missing. */
  public static void equal(String name, byte[] actual) {
    String hex = HexFormat.of().formatHex(actual);
    if (Golden.class.getResource("/golden/" + name) == null) {
      throw new AssertionError("there is no exemplar golden/" + name + "; the bytes are " + hex);
    }
    assertThat(hex).as("golden/" + name).isEqualTo(HexFormat.of().formatHex(bytes(name)));
  }
}
