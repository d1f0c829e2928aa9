/**
 * Results as JSON, in the shape that docs/json.md describes. Knows nothing of where results come
 * from.
 */
@NullMarked
package io.evenkeel.report;

import org.jspecify.annotations.NullMarked;
