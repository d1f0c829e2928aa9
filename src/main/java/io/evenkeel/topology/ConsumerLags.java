package io.evenkeel.topology;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Hands out consumers to Streams and remembers which thread got which, so that a processor can ask
 * its own consumer how far behind a partition is. The consumer is only ever touched on its own
 * thread.
 */
final class ConsumerLags extends DefaultKafkaClientSupplier implements Wiring.Lag {
  private static final String SUFFIX = "-consumer";

  private final Map<String, Consumer<byte[], byte[]>> byThread = new ConcurrentHashMap<>();

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> consumer = super.getConsumer(config);
    Object id = config.get(ConsumerConfig.CLIENT_ID_CONFIG);
    if (id != null && id.toString().endsWith(SUFFIX)) {
      String thread = id.toString();
      byThread.put(thread.substring(0, thread.length() - SUFFIX.length()), consumer);
    }
    return consumer;
  }

  @Override
  public OptionalLong lag(String topic, int partition) {
    Consumer<byte[], byte[]> consumer = byThread.get(Thread.currentThread().getName());
    if (consumer == null) {
      return OptionalLong.empty();
    }
    TopicPartition assigned = new TopicPartition(topic, partition);
    return consumer.assignment().contains(assigned)
        ? consumer.currentLag(assigned)
        : OptionalLong.empty();
  }
}
