package io.evenkeel.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.problem.Problem;
import io.evenkeel.profile.ReferenceProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A profile as JSON, in a file or in the profiles topic.
 *
 * <p>Its hash is the SHA-256 of the compact JSON without the field {@code hash}, keys sorted and
 * numbers in their shortest form: indentation and the order of keys do not count, everything else
 * does. Gzip is recognised by its first bytes.
 */
public final class ProfileFile {
  /** The format written now. */
  public static final int FORMAT = 1;

  /** Largest document that is read, in bytes after decompression. */
  private static final int MOST_BYTES = Json.MAX_CHARACTERS;

  // The fast writer prints a double the same way on every Java version; Double.toString does not.
  private static final ObjectWriter COMPACT =
      Json.mapper().writer().with(StreamWriteFeature.USE_FAST_DOUBLE_WRITER);
  private static final ObjectWriter CANONICAL =
      COMPACT.with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

  private ProfileFile() {}

  /** The same profile under its hash. */
  public static ReferenceProfile sealed(ReferenceProfile profile) {
    return profile.withHash(hash(ProfileWriter.tree(profile)));
  }

  /** Compact JSON under its hash, as it travels in a topic. */
  public static byte[] encode(ReferenceProfile profile) {
    return text(profile, COMPACT).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The profile in these bytes, JSON or gzipped JSON.
   *
   * @throws ConfigException if they hold no profile, or one that was changed after it was built
   */
  public static ReferenceProfile decode(byte[] bytes) {
    try (InputStream in = open(bytes)) {
      byte[] json = in.readNBytes(MOST_BYTES + 1);
      if (json.length > MOST_BYTES) {
        throw wrong("", "is larger than " + MOST_BYTES + " bytes");
      }
      return read(Json.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw wrong("", "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong("", "cannot be decompressed: " + e.getMessage());
    }
  }

  /** Indented JSON under its hash. */
  public static String format(ReferenceProfile profile) {
    return text(profile, COMPACT.withDefaultPrettyPrinter()) + "\n";
  }

  /** Writes a profile to a file, gzipped when its name ends in {@code .gz}. */
  public static void write(ReferenceProfile profile, Path file) throws IOException {
    byte[] json = format(profile).getBytes(StandardCharsets.UTF_8);
    Files.write(file, file.toString().endsWith(".gz") ? gzip(json) : json);
  }

  /**
   * Reads a profile from a file.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigException if it holds no profile, or one that was changed after it was built
   */
  public static ReferenceProfile read(Path file) throws IOException {
    return decode(Files.readAllBytes(file));
  }

  private static ReferenceProfile read(JsonNode tree) {
    TreeField root = new TreeField("", tree);
    root.fields();
    long format = root.field("format").count();
    if (format != FORMAT) {
      throw wrong("format", format + " is not known to this version, which reads " + FORMAT);
    }
    String stated = root.field("hash").text();
    ObjectNode content = ((ObjectNode) tree).deepCopy();
    content.remove("hash");
    String actual = hash(content);
    if (!stated.equals(actual)) {
      throw wrong(
          "hash",
          "the profile was changed after it was built: it says "
              + stated
              + ", its content gives "
              + actual);
    }
    return ProfileReader.profile(tree, stated);
  }

  private static String text(ReferenceProfile profile, ObjectWriter writer) {
    ObjectNode tree = ProfileWriter.tree(profile);
    tree.put("hash", hash(tree));
    return text(tree, writer);
  }

  private static String text(JsonNode tree, ObjectWriter writer) {
    try {
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree cannot be written", impossible);
    }
  }

  static String hash(ObjectNode content) {
    try {
      byte[] canonical = text(content, CANONICAL).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static InputStream open(byte[] bytes) throws IOException {
    InputStream plain = new ByteArrayInputStream(bytes);
    boolean gzip = bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    return gzip ? new GZIPInputStream(plain) : plain;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static ConfigException wrong(String path, String message) {
    return new ConfigException(List.of(new Problem(path, message, null)));
  }
}
