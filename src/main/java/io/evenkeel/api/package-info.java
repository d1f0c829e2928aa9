/**
 * The HTTP API over the read model, under {@code /api/v1}; its description is {@code
 * resources/api/openapi.json}.
 *
 * <p>Knows nothing of Kafka: acknowledgements leave through a function that it is given.
 */
@NullMarked
package io.evenkeel.api;

import org.jspecify.annotations.NullMarked;
