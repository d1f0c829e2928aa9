package io.evenkeel.evidence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Bytes of a detector's state, format version 1:
 *
 * <pre>
 * byte    version = 1
 * byte    kind (DetectorKind.id)
 * int64   hash of the parameters
 * fields  in the order of the detector's visitState, big-endian: doubles as IEEE bits, integers as int64
 * </pre>
 *
 * <p>Parameters (tolerance, reference proportions, options) are not in the bytes: they come from
 * the monitor and the profile. State made under other parameters is refused, because a changed
 * reference invalidates evidence.
 */
public final class DetectorCodec {
  /** The format version this codec writes. */
  public static final int VERSION = 1;

  private static final int HEADER = 2 + Long.BYTES;

  private DetectorCodec() {}

  /** The state of a detector. */
  public static byte[] encode(Detector detector) {
    StateFields.Size size = new StateFields.Size();
    detector.visitState(size);
    ByteBuffer buffer = ByteBuffer.allocate(HEADER + size.bytes());
    buffer.put((byte) VERSION).put((byte) detector.kind().id()).putLong(detector.parameters());
    detector.visitState(new StateFields.Writer(buffer));
    return buffer.array();
  }

  /**
   * Fills a detector that was just built from the parameters with stored state and returns it.
   *
   * @throws IllegalArgumentException if the bytes are of another version, kind, parameters or
   *     length
   */
  public static <D extends Detector> D decode(byte[] bytes, D fresh) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      expect("evidence format version", VERSION, buffer.get());
      expect("detector kind", fresh.kind().id(), buffer.get());
      expect("hash of the parameters", fresh.parameters(), buffer.getLong());
      fresh.visitState(new StateFields.Reader(buffer));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "evidence state is cut off at " + bytes.length + " bytes", e);
    }
    expect("bytes left over", 0, buffer.remaining());
    return fresh;
  }

  /**
   * Whether the bytes are state of a detector with exactly this one's kind and parameters; if not,
   * the state is to be dropped.
   */
  public static boolean belongsTo(byte[] bytes, Detector detector) {
    if (bytes.length < HEADER || bytes[0] != VERSION) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, HEADER - 1);
    return buffer.get() == detector.kind().id() && buffer.getLong() == detector.parameters();
  }

  private static void expect(String what, long expected, long actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "unknown evidence state: " + what + " is " + actual + ", expected " + expected);
    }
  }
}
