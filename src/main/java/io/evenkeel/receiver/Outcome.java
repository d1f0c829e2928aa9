package io.evenkeel.receiver;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message.
 *
 * @param fate what to do next
 * @param reason why, in a few words that hold nothing of the message; such as {@code status 503}
 * @param answer the beginning of what the receiver answered; may repeat the message, so never
 *     logged
 * @param retryAfter how long the receiver wants to be left alone, or null
 */
public record Outcome(Fate fate, String reason, String answer, @Nullable Duration retryAfter) {

  /** What to do next. */
  public enum Fate {
    /** The receiver has it. */
    ACCEPTED,
    /** Later it may be accepted: the receiver is down, busy, or does not let us in. */
    LATER,
    /** The receiver will never take this message. */
    REFUSED
  }

  static Outcome of(Fate fate, String reason) {
    return new Outcome(fate, reason, "", null);
  }

  /** Of several receivers that are to have the same, one is enough. */
  static Outcome best(List<Outcome> outcomes) {
    Outcome best = outcomes.get(0);
    for (Outcome outcome : outcomes) {
      if (outcome.fate.compareTo(best.fate) < 0) {
        best = outcome;
      }
    }
    return best;
  }
}
