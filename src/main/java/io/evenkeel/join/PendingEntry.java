package io.evenkeel.join;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import org.jspecify.annotations.Nullable;

/**
 * What is kept under a prediction id, format 1.
 *
 * <pre>
 * version      byte    1
 * flags        byte    1 has label, 2 has prediction
 * label        if flagged: signed varint revision, 8 bytes time, byte kind (0 class, 1 number), string or 8 bytes
 * prediction   if flagged: the rest, as the observation codec wrote it
 * </pre>
 */
final class PendingEntry {
  private static final int VERSION = 1;

  private final @Nullable Label label;
  private final byte @Nullable [] observation;

  /**
   * An entry.
   *
   * @param label the surviving feedback, or null while none came
   * @param observation bytes of the prediction, or null while only feedback came
   */
  PendingEntry(@Nullable Label label, byte @Nullable [] observation) {
    this.label = label;
    this.observation = observation;
  }

  @Nullable Label label() {
    return label;
  }

  byte @Nullable [] observation() {
    return observation;
  }

  byte[] encode() {
    Bytes out = new Bytes(64);
    out.writeByte(VERSION).writeByte((label == null ? 0 : 1) | (observation == null ? 0 : 2));
    if (label != null) {
      write(label, out);
    }
    if (observation != null) {
      out.writeAll(observation);
    }
    return out.toArray();
  }

  static PendingEntry decode(byte[] bytes) {
    Bytes.Reader in = new Bytes.Reader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "pending entry format "
              + version
              + " is not known to this version, which reads "
              + VERSION);
    }
    int flags = in.readByte();
    Label label = (flags & 1) == 0 ? null : readLabel(in);
    return new PendingEntry(label, (flags & 2) == 0 ? null : in.readRest());
  }

  static void write(Label label, Bytes out) {
    out.writeSigned(label.revision()).writeLong(label.feedbackTime());
    String name = label.name();
    if (name != null) {
      out.writeByte(0).writeString(name);
    } else {
      out.writeByte(1).writeDouble(label.value());
    }
  }

  static Label readLabel(Bytes.Reader in) {
    int revision = (int) in.readSigned();
    long time = in.readLong();
    return in.readByte() == 0
        ? new Label(revision, time, in.readString(), Double.NaN)
        : new Label(revision, time, null, in.readDouble());
  }
}
