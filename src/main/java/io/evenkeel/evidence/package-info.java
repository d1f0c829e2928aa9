/**
 * Sequential evidence that an effect exceeds its tolerance: e-values of closed panes, summed into
 * detectors and shared over a family. It must not know Kafka, clocks, metrics or how an alert is
 * worded.
 */
@NullMarked
package io.evenkeel.evidence;

import org.jspecify.annotations.NullMarked;
