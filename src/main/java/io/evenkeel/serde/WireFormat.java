package io.evenkeel.serde;

import io.evenkeel.serde.MalformedException.Reason;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's framing of a value.
 *
 * <pre>
 * V0      00 | id, 4 bytes big endian | Avro
 * V1      01 | GUID, 16 bytes         | Avro
 * header  __value_schema_id = V0 or V1 without Avro; the value is bare Avro
 * </pre>
 */
final class WireFormat {
  static final String HEADER = "__value_schema_id";
  static final int ID_LENGTH = 5;
  static final int GUID_LENGTH = 17;
  private static final byte ID = 0;
  private static final byte GUID = 1;

  private WireFormat() {}

  /** The header that names the schema, if it is there. */
  static byte @Nullable [] header(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null ? null : header.value();
  }

  /** Length of the framing at the start of {@code bytes}; throws when there is none. */
  static int length(byte[] bytes) {
    if (bytes.length >= ID_LENGTH && bytes[0] == ID) {
      return ID_LENGTH;
    }
    if (bytes.length >= GUID_LENGTH && bytes[0] == GUID) {
      return GUID_LENGTH;
    }
    throw new MalformedException(Reason.NOT_FRAMED);
  }

  /** The id of a V0 framing. */
  static int id(byte[] bytes) {
    return (bytes[1] & 0xFF) << 24
        | (bytes[2] & 0xFF) << 16
        | (bytes[3] & 0xFF) << 8
        | (bytes[4] & 0xFF);
  }

  /** The GUID of a V1 framing. */
  static UUID guid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, GUID_LENGTH - 1);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** A V0 framing before Avro. */
  static byte[] frame(int id) {
    return ByteBuffer.allocate(ID_LENGTH).put(ID).putInt(id).array();
  }
}
