/**
 * Evenkeel's own page: its files, and the report that is made of the same files.
 *
 * <p>Knows nothing of where the numbers come from: the page asks the API.
 */
@NullMarked
package io.evenkeel.page;

import org.jspecify.annotations.NullMarked;
