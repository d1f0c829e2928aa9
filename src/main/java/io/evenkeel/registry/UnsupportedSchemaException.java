package io.evenkeel.registry;

import org.jspecify.annotations.Nullable;

/** What was found or offered is not an Avro schema that can be read here. */
public final class UnsupportedSchemaException extends RegistryException {
  private static final long serialVersionUID = 1;

  public UnsupportedSchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
