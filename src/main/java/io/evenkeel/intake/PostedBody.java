package io.evenkeel.intake;

import io.evenkeel.http.HttpProblem;
import io.evenkeel.http.Problem;
import io.evenkeel.http.RequestBody;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The bytes of a posted payload, unpacked. */
final class PostedBody {
  private PostedBody() {}

  /**
   * The whole body.
   *
   * @param limit bytes that are accepted, before and after decompression
   * @throws HttpProblem 413 when there are more, 415 when they are packed in another way than gzip
   */
  static byte[] read(Context context, int limit) {
    String encoding = context.header("Content-Encoding");
    byte[] body = RequestBody.bytes(context, limit);
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
      throw new HttpProblem(
          Problem.of(
              415,
              "unsupported-encoding",
              "The body is packed in a way that is not read",
              "send gzip, or nothing packed"));
    }
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = unpacked.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new HttpProblem(Problem.tooLarge(limit));
      }
      return bytes;
    } catch (IOException e) {
      throw new HttpProblem(Problem.input("the body is not gzip", "header:Content-Encoding"));
    }
  }
}
