package io.evenkeel.alert;

import io.evenkeel.digest.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names that are the same on every replay: the first 16 bytes, in hex, of a SHA-256 over fields,
 * each as its length in four bytes and its UTF-8 bytes.
 */
final class AlertIds {
  private static final int LENGTH = 16;

  private AlertIds() {}

  /** The id of an episode: model, version, stage, check, slice, feature or empty, start. */
  static String episode(Series series, StreamKey key, long startedAt) {
    return hash(
        series.model(),
        series.version(),
        series.stage().name(),
        key.check(),
        key.slice(),
        key.featureOrEmpty(),
        Long.toString(startedAt));
  }

  /** The id of an incident: model, version, stage, first step, cause. */
  static String incident(Series series, long step, Cause cause) {
    return hash(
        series.model(), series.version(), series.stage().name(), Long.toString(step), cause.name());
  }

  private static String hash(String... fields) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String field : fields) {
        byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        digest.update(utf8);
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
