package io.evenkeel.watermark;

/**
 * How far one source has come for one model.
 *
 * @param time largest event time seen, in milliseconds since 1970; {@link Long#MIN_VALUE} before
 *     the first
 * @param state whether more may come
 */
public record Mark(long time, State state) {

  /** Nothing is known. */
  public static final Mark UNKNOWN = new Mark(Long.MIN_VALUE, State.LIVE);

  /** No record of the model, and none to be read. */
  public static final Mark NEVER = new Mark(Long.MIN_VALUE, State.IDLE);

  /** Whether a source still holds time back. */
  public enum State {
    LIVE,
    /** Caught up and without records for the idle timeout: waits for nobody. */
    IDLE,
    /** The end of input was read: nothing comes any more. */
    ENDED
  }
}
