package io.evenkeel.bench;

import io.evenkeel.embedded.EmbeddedKafka;
import java.io.IOException;

/** The broker in a process of its own, until its standard input ends. */
final class Broker {
  private Broker() {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      System.out.println("@bootstrap " + kafka.bootstrapServers());
      while (System.in.read() >= 0) {
        // Nothing is said to a broker but that it may end.
      }
    }
    System.exit(0);
  }
}
