package io.evenkeel.observation;

import io.evenkeel.event.Stage;

/**
 * Bytes of an {@link Observation}, format 1.
 *
 * <pre>
 * version        byte     1
 * flags          byte     1 late, 2 pre-production, 4 score, 8 value, 16 invalid score, 32 renormalised,
 *                         64 entity
 * planId         8 bytes
 * eventTime      8 bytes  milliseconds since 1970
 * modelVersion   string
 * weight         varint
 * predicted      varint   class + 1
 * score          8 bytes  if flagged
 * value          8 bytes  if flagged
 * entity         8 bytes  if flagged
 * attributes     varint count, strings
 * scores         varint count, 8 bytes each
 * features       varint count, then per feature: varint (cell * 8 + sides), signed varint quantity
 * </pre>
 */
public final class ObservationCodec {
  /** The format written now; older ones stay readable. */
  public static final int VERSION = 1;

  private static final int LATE = 1;
  private static final int PRE_PRODUCTION = 2;
  private static final int SCORE = 4;
  private static final int VALUE = 8;
  private static final int INVALID = 16;
  private static final int RENORMALISED = 32;
  private static final int ENTITY = 64;

  private ObservationCodec() {}

  /** Appends an observation. */
  public static void write(Observation o, Bytes out) {
    boolean hasScore = !Double.isNaN(o.score);
    boolean hasValue = !Double.isNaN(o.value);
    out.writeByte(VERSION);
    out.writeByte(
        (o.late ? LATE : 0)
            | (o.stage == Stage.PRE_PRODUCTION ? PRE_PRODUCTION : 0)
            | (hasScore ? SCORE : 0)
            | (hasValue ? VALUE : 0)
            | (o.invalidScore ? INVALID : 0)
            | (o.renormalised ? RENORMALISED : 0)
            | (o.entity != EntityHash.NONE ? ENTITY : 0));
    out.writeLong(o.planId).writeLong(o.eventTime).writeString(o.modelVersion);
    out.writeUnsigned(o.weight).writeUnsigned(o.predicted + 1L);
    if (hasScore) {
      out.writeDouble(o.score);
    }
    if (hasValue) {
      out.writeDouble(o.value);
    }
    if (o.entity != EntityHash.NONE) {
      out.writeLong(o.entity);
    }
    out.writeUnsigned(o.attributes.length);
    for (String attribute : o.attributes) {
      out.writeString(attribute);
    }
    out.writeUnsigned(o.scores.length);
    for (double score : o.scores) {
      out.writeDouble(score);
    }
    out.writeUnsigned(o.cells.length);
    for (int f = 0; f < o.cells.length; f++) {
      out.writeUnsigned((long) o.cells[f] << 3 | o.sides[f]).writeSigned(o.quantities[f]);
    }
  }

  /** Takes the mark of lateness, which depends on arrival, out of written bytes. */
  public static void clearLate(byte[] bytes) {
    bytes[1] &= ~LATE;
  }

  /** Reads into {@code o}, which is overwritten whole. */
  public static void read(Bytes.Reader in, Observation o) {
    in.expectFormat("observation", VERSION);
    int flags = in.readByte();
    o.scope = Observation.EVERYWHERE;
    o.late = (flags & LATE) != 0;
    o.stage = (flags & PRE_PRODUCTION) != 0 ? Stage.PRE_PRODUCTION : Stage.PRODUCTION;
    o.invalidScore = (flags & INVALID) != 0;
    o.renormalised = (flags & RENORMALISED) != 0;
    o.planId = in.readLong();
    o.eventTime = in.readLong();
    o.modelVersion = in.readString();
    o.weight = (int) in.readUnsigned();
    o.predicted = (int) in.readUnsigned() - 1;
    o.score = (flags & SCORE) != 0 ? in.readDouble() : Double.NaN;
    o.value = (flags & VALUE) != 0 ? in.readDouble() : Double.NaN;
    o.entity = (flags & ENTITY) != 0 ? in.readLong() : EntityHash.NONE;
    int attributes = in.readCount();
    if (o.attributes.length != attributes) {
      o.attributes = new String[attributes];
    }
    for (int i = 0; i < attributes; i++) {
      o.attributes[i] = in.readString();
    }
    int scores = in.readCount();
    if (o.scores.length != scores) {
      o.scores = new double[scores];
    }
    for (int i = 0; i < scores; i++) {
      o.scores[i] = in.readDouble();
    }
    int features = in.readCount();
    if (o.cells.length != features) {
      o.cells = new int[features];
      o.quantities = new long[features];
      o.sides = new byte[features];
    }
    for (int f = 0; f < features; f++) {
      long cell = in.readUnsigned();
      o.cells[f] = (int) (cell >>> 3);
      o.sides[f] = (byte) (cell & 7);
      o.quantities[f] = in.readSigned();
    }
  }
}
