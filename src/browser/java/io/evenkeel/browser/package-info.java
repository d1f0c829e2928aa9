/** The page as a person sees it, in a real browser. Run with {@code mvn verify -Pbrowser}. */
@NullMarked
package io.evenkeel.browser;

import org.jspecify.annotations.NullMarked;
