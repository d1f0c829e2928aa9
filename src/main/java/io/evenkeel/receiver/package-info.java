/**
 * Tells receivers of alerts over HTTP: Alertmanager, signed webhooks, chats.
 *
 * <p>Says what became of one message; knows nothing of topics, of what is sent next or of when to
 * try again.
 */
@NullMarked
package io.evenkeel.receiver;

import org.jspecify.annotations.NullMarked;
