package io.evenkeel.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One file of the page, packed with the program. Immutable. */
final class PageFile {
  private static final int TAG_BYTES = 12;

  private final String name;
  private final byte[] bytes;
  private final String tag;

  private PageFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.tag = tag(bytes);
  }

  /**
   * Reads a file of the page.
   *
   * @param name below the folder of the page, such as {@code vendor/echarts.common.min.js}
   * @throws IllegalStateException when the program was packed without it
   */
  static PageFile of(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream("/page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was packed without page/" + name);
      }
      return new PageFile(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes with the content. */
  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String tag() {
    return tag;
  }

  String type() {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/plain; charset=utf-8";
    };
  }
}
