package io.evenkeel.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request without its answer, or an answer without its request.
 *
 * @param source the configuration it was read under
 * @param kind which of the two
 * @param key what both halves of one call have alike
 * @param id the id of the call
 * @param time when it was made
 * @param model the model as the half names it
 * @param version the version as the half names it
 * @param body its JSON
 */
public record Half(
    String source,
    Kind kind,
    String key,
    String id,
    Instant time,
    @Nullable String model,
    @Nullable String version,
    String body) {
  private static final int VERSION = 1;

  /** Which half of a call. */
  public enum Kind {
    REQUEST,
    RESPONSE
  }

  /**
   * Byte version, byte kind, 8 bytes time, then source, key, id, model, version, body, each as 4
   * bytes length (-1: none) and UTF-8.
   */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() + 200);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeByte(kind.ordinal());
      out.writeLong(time.toEpochMilli());
      for (String text : new @Nullable String[] {source, key, id, model, version, body}) {
        write(out, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are something else
   */
  public static Half of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("no half of version " + version + " is known");
      }
      Kind kind = in.readByte() == 0 ? Kind.REQUEST : Kind.RESPONSE;
      Instant time = Instant.ofEpochMilli(in.readLong());
      return new Half(
          required(in), kind, required(in), required(in), time, read(in), read(in), required(in));
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes are no half of a call", e);
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String required(DataInputStream in) throws IOException {
    String text = read(in);
    if (text == null) {
      throw new IOException("a field is missing");
    }
    return text;
  }

  private static @Nullable String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > in.available()) {
      throw new IOException("the bytes end too soon");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
