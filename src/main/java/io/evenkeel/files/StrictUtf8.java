package io.evenkeel.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of a stream; bytes that are not UTF-8 are an error and not a question mark. */
final class StrictUtf8 {
  /** Decoding runs ahead in blocks, so the line is not exact. */
  static final String NOT_UTF8 = "not UTF-8 (here or a few rows on)";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private StrictUtf8() {}

  /** A reader behind the byte order mark, if there is one. */
  static BufferedReader reader(String name, InputStream in) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16);
    reader.mark(1);
    try {
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
    } catch (CharacterCodingException e) {
      throw new RowException(name, 1, NOT_UTF8, e);
    }
    return reader;
  }
}
