package io.evenkeel.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry gave no usable answer: unreachable, overloaded, or it does not let us in. The same
 * question may be answered later, so nothing may be thrown away because of it.
 */
public final class RegistryUnavailableException extends RegistryException {
  private static final long serialVersionUID = 1;

  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
