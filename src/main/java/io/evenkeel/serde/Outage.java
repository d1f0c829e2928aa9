package io.evenkeel.serde;

import java.io.IOException;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells a registry that can not be asked from a record that can never be used, in what other
 * people's serdes throw.
 *
 * <p>Confluent's wrap what their client threw: an {@link IOException}, or a {@code
 * RestClientException} with a status. A refusal to let us in has no cause left: it is an {@link
 * InvalidConfigurationException}, which says nothing about a record.
 */
final class Outage {
  private static final int DEEPEST_CAUSE = 20;
  private static final int SERVER_ERROR = 500;
  private static final Set<Integer> NOT_ABOUT_THE_SCHEMA = Set.of(401, 403, 407, 408, 429);

  private Outage() {}

  static boolean in(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof RetriableException
          || cause instanceof InvalidConfigurationException
          || (cause instanceof IOException && depth > 0)
          || isOfTheServer(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The class is on the class path of those only who bring it. */
  private static boolean isOfTheServer(Throwable cause) {
    if (!cause.getClass().getSimpleName().equals("RestClientException")) {
      return false;
    }
    try {
      Object status = cause.getClass().getMethod("getStatus").invoke(cause);
      return status instanceof Integer code
          && (code >= SERVER_ERROR || NOT_ABOUT_THE_SCHEMA.contains(code));
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
