package io.evenkeel.routing;

import io.evenkeel.client.ClientProperties;
import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Receivers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every route of one instance. */
public final class Routers implements AutoCloseable {
  private final List<Router> routers;

  private Routers(List<Router> routers) {
    this.routers = routers;
  }

  /**
   * Starts a router for each route.
   *
   * @param name name of the deployment; consumer groups are made from it
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param topic the alerts topic, which must exist
   * @param decoders a decoder for each route
   */
  public static Routers start(
      String name,
      Map<String, String> kafka,
      String topic,
      List<RouteSettings> routes,
      Supplier<AlertDecoder> decoders,
      Ticks ticks) {
    List<Router> routers =
        routes.stream()
            .map(
                route ->
                    new Router(
                        route,
                        topic,
                        r -> consumer(kafka, group(name, r.name())),
                        decoders.get(),
                        Receivers.of(route, ticks.clock()),
                        ticks))
            .toList();
    routers.forEach(Router::start);
    return new Routers(routers);
  }

  /** The consumer group of a route. */
  public static String group(String name, String route) {
    return "evenkeel-" + name + "-router-" + route;
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, String> kafka, String group) {
    Map<String, Object> config = ClientProperties.consumer(kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** How each route is doing on this instance, in the order of the settings. */
  public List<RouteStatus> status() {
    return routers.stream().map(Router::status).toList();
  }

  /** Ends all at the same time, each after the message on its way. */
  @Override
  public void close() {
    routers.forEach(Router::end);
    routers.forEach(Router::close);
  }
}
