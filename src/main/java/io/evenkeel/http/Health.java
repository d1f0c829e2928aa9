package io.evenkeel.http;

import java.util.List;

/** How this instance is; asked on every probe, so it must be quick and block for nothing. */
public interface Health {
  /**
   * Why something is not as it should be.
   *
   * @param code short, in kebab case: {@code restoring}, {@code no-broker}, {@code lag}
   * @param detail a sentence with numbers
   */
  record Reason(String code, String detail) {}

  /** Why a restart would help; empty when it would not. Never because Kafka is away. */
  List<Reason> notAlive();

  /** Why no requests should come here yet; empty when they may. */
  List<Reason> notReady();
}
