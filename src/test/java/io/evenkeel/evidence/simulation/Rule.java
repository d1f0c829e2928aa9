package io.evenkeel.evidence.simulation;

/** Something that looks at every pane and says whether to alert; it starts again after an alert. */
interface Rule<P> {
  boolean fires(P pane);
}
