package io.evenkeel.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties that a plain client is made with, out of those for all clients.
 *
 * <p>Prefixes mean what they mean to Kafka Streams: {@code producer.linger.ms} is for producers
 * only and goes before {@code linger.ms}. A client is not told what is meant for another kind, nor
 * what makes a consumer a member of the stream's group.
 */
public final class ClientProperties {
  private static final String CONSUMER = "consumer.";
  private static final String PRODUCER = "producer.";
  private static final String ADMIN = "admin.";
  private static final List<String> PREFIXES =
      List.of(
          CONSUMER,
          PRODUCER,
          ADMIN,
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "topic.");
  private static final List<String> OF_THE_GROUP =
      List.of("group.id", "group.instance.id", "group.protocol");

  private ClientProperties() {}

  /** For a consumer outside the stream. */
  public static Map<String, Object> consumer(Map<String, String> kafka) {
    Map<String, Object> properties = of(kafka, CONSUMER);
    OF_THE_GROUP.forEach(properties::remove);
    return properties;
  }

  /** For a producer outside the stream. */
  public static Map<String, Object> producer(Map<String, String> kafka) {
    return of(kafka, PRODUCER);
  }

  /** For an admin client. */
  public static Map<String, Object> admin(Map<String, String> kafka) {
    return of(kafka, ADMIN);
  }

  private static Map<String, Object> of(Map<String, String> kafka, String prefix) {
    Map<String, Object> properties = new HashMap<>();
    kafka.forEach(
        (name, value) -> {
          if (PREFIXES.stream().noneMatch(name::startsWith)) {
            properties.put(name, value);
          }
        });
    kafka.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            properties.put(name.substring(prefix.length()), value);
          }
        });
    return properties;
  }
}
