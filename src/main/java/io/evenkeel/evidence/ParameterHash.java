package io.evenkeel.evidence;

/** A 64-bit hash over the parameters of a detector (FNV-1a over their IEEE bits). */
final class ParameterHash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long hash = OFFSET;

  ParameterHash add(double... values) {
    for (double value : values) {
      add(Double.doubleToLongBits(value));
    }
    return this;
  }

  ParameterHash add(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ ((value >>> shift) & 0xff)) * PRIME;
    }
    return this;
  }

  ParameterHash add(String value) {
    value.chars().forEach(this::add);
    return this;
  }

  long value() {
    return hash;
  }
}
