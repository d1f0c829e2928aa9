/**
 * The HTTP server: what every request gets (limits, headers, errors as problem+json), health, and
 * the table that other packages put their routes into.
 *
 * <p>Knows nothing of models, topics or metrics: those come as routes of other packages.
 */
@NullMarked
package io.evenkeel.http;

import org.jspecify.annotations.NullMarked;
