/**
 * Topics that teams already have, carried over into the topics of predictions and feedback: each
 * record once, in the order of its partition. Joins the halves of calls that are logged apart.
 *
 * <p>Knows nothing of monitors, windows or alerts.
 */
@NullMarked
package io.evenkeel.bridge;

import org.jspecify.annotations.NullMarked;
