/**
 * What an instance knows from the topics of results: the newest windows, alerts, monitors and
 * profiles, bounded, the same on every instance.
 *
 * <p>Knows nothing of HTTP or metrics formats, and nothing of the stream of this instance.
 */
@NullMarked
package io.evenkeel.readmodel;

import org.jspecify.annotations.NullMarked;
