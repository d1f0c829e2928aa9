package io.evenkeel.join;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept under a prediction id, format 1.
 *
 * <pre>
 * version      byte    1
 * flags        byte    1 has a label, 2 has prediction, 4 has several labels
 * count        varint  if several labels
 * labels       if flagged, greatest first: signed varint revision, 8 bytes time, byte kind (0 class, 1 number), string or 8 bytes
 * prediction   if flagged: the rest, as the observation codec wrote it
 * </pre>
 */
final class PendingEntry {
  private static final int VERSION = 1;

  private final List<Label> labels;
  private final byte @Nullable [] observation;

  /**
   * An entry.
   *
   * @param labels feedback that may survive, greatest first; nearly always none or one
   * @param observation bytes of the prediction, or null while only feedback came
   */
  PendingEntry(List<Label> labels, byte @Nullable [] observation) {
    this.labels = List.copyOf(labels);
    this.observation = observation;
  }

  List<Label> labels() {
    return labels;
  }

  byte @Nullable [] observation() {
    return observation;
  }

  byte[] encode() {
    Bytes out = new Bytes(64);
    int some = labels.isEmpty() ? 0 : labels.size() == 1 ? 1 : 4;
    out.writeByte(VERSION).writeByte(some | (observation == null ? 0 : 2));
    if (labels.size() > 1) {
      out.writeUnsigned(labels.size());
    }
    labels.forEach(label -> write(label, out));
    if (observation != null) {
      out.writeAll(observation);
    }
    return out.toArray();
  }

  static PendingEntry decode(byte[] bytes) {
    Bytes.Reader in = new Bytes.Reader(bytes);
    in.expectFormat("pending entry", VERSION);
    int flags = in.readByte();
    int count = (flags & 4) != 0 ? in.readCount() : flags & 1;
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(readLabel(in));
    }
    return new PendingEntry(labels, (flags & 2) == 0 ? null : in.readRest());
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
