package io.evenkeel.simulation;

/** What a worker wrote since its last commit; all of it becomes visible, or none. */
final class Transaction {
  /** For records that no transaction holds back. */
  static final Transaction NONE = new Transaction();

  static {
    NONE.state = State.COMMITTED;
  }

  private enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  private State state = State.OPEN;

  void commit() {
    state = State.COMMITTED;
  }

  void abort() {
    state = State.ABORTED;
  }

  boolean open() {
    return state == State.OPEN;
  }

  boolean aborted() {
    return state == State.ABORTED;
  }
}
