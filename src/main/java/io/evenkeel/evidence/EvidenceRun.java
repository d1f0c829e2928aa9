package io.evenkeel.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A run of evidence: the panes since no component held any.
 *
 * @param quietPane start of the last pane without evidence: the estimated start of the effect; null
 *     when there was none yet
 * @param firstPane start of the first pane of the run; null while the run is empty
 * @param lastPane start of the last pane seen, quiet or not; null before the first
 * @param panes panes with records in the run
 * @param records records in the run, not divided by a design effect
 * @param peak the largest log evidence in the run; 0 while it is empty
 */
public record EvidenceRun(
    @Nullable Long quietPane,
    @Nullable Long firstPane,
    @Nullable Long lastPane,
    long panes,
    double records,
    double peak) {}
