package io.evenkeel.evaluation;

/** What a check says of one measurement. */
public enum Verdict {
  /** The effect is credibly within its tolerance. */
  OK,
  /** The effect is credibly beyond its tolerance. */
  BREACH,
  /** There is too little data to say either. */
  INSUFFICIENT
}
