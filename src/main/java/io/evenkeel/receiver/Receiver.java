package io.evenkeel.receiver;

import io.evenkeel.alert.Alert;
import java.util.Collection;

/** Somebody who is told of alerts. Confined to one thread. */
public interface Receiver {
  /** Sends one message and waits for the answer, at most for the route's timeout. */
  Outcome deliver(Message message);

  /** Whether several alerts of an incident may be told in one message. */
  default boolean folds() {
    return false;
  }

  /** Whether the receiver forgets alerts that go on unless it is told of them again. */
  default boolean forgets() {
    return false;
  }

  /** Tells again of every alert that goes on. */
  default void repeat(Collection<Alert> standing) {}
}
