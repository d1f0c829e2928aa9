package io.evenkeel.observation;

/**
 * Stored bytes were written in a format that this version does not read: by a newer version, or by
 * one whose state version differs.
 *
 * <p>Trying again can not help; the instance must stop.
 */
public final class UnknownFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param what the kind of bytes, for people
   * @param found format version in the bytes
   * @param read format version that this build reads
   */
  public UnknownFormatException(String what, int found, int read) {
    super(what + " format " + found + " is not known to this version, which reads " + read);
  }
}
