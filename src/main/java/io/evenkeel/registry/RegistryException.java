package io.evenkeel.registry;

import org.jspecify.annotations.Nullable;

/** What can go wrong with a registry; the subtype tells what to do about it. */
public abstract sealed class RegistryException extends RuntimeException
    permits IncompatibleSchemaException,
        RegistryUnavailableException,
        UnknownSchemaException,
        UnsupportedSchemaException {
  private static final long serialVersionUID = 1;

  RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
