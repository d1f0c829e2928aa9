/** Simulations of the detectors against the usual rules; test code only. */
@NullMarked
package io.evenkeel.evidence.simulation;

import org.jspecify.annotations.NullMarked;
