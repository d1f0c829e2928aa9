/**
 * Decides, pane by pane, what is worth telling somebody.
 *
 * <p>Pure: state and measurements in, next state and alerts out. Knows nothing of topics or
 * receivers.
 */
@NullMarked
package io.evenkeel.alert;

import org.jspecify.annotations.NullMarked;
