/**
 * A cluster as a careful team runs it, for tests: certificates, tokens, users and permissions.
 *
 * <p>Everything is made when a test asks for it and nothing is kept.
 */
@NullMarked
package io.evenkeel.secure;

import org.jspecify.annotations.NullMarked;
