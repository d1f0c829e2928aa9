package io.evenkeel.registry;

/** The registry answered that it has no such schema, subject or version. */
public final class UnknownSchemaException extends RegistryException {
  private static final long serialVersionUID = 1;

  public UnknownSchemaException(String message) {
    super(message, null);
  }
}
