/**
 * The command line: reads options, calls the rest, prints. The only package that prints or ends the
 * process.
 */
@NullMarked
package io.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
