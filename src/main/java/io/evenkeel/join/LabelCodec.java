package io.evenkeel.join;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;

/** Bytes of a {@link Label} on its way to its prediction; drawn in {@link PendingEntry}. */
public final class LabelCodec {
  private LabelCodec() {}

  /** Appends a label. */
  public static void write(Label label, Bytes out) {
    PendingEntry.write(label, out);
  }

  /** Reads a label. */
  public static Label read(Bytes.Reader in) {
    return PendingEntry.readLabel(in);
  }
}
