package io.evenkeel.bridge;

import io.evenkeel.topology.ArrivalTime;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The bridge, drawn once.
 *
 * <pre>
 * each topic ─► convert ─┬─► predictions, feedback      (the partition stays, or by id)
 *                        ├─► halves ─► pair-halves ─► predictions
 *                        └─► dead-letters  ◄────┘
 * </pre>
 */
final class BridgeTopology {
  private static final ByteArrayDeserializer BYTES = new ByteArrayDeserializer();
  private static final ByteArraySerializer WRITE = new ByteArraySerializer();

  private final BridgeWiring wiring;
  private final Topology topology;
  private final StreamPartitioner<byte[], byte[]> place;

  private BridgeTopology(BridgeWiring wiring, StreamsConfig config) {
    this.wiring = wiring;
    topology = new Topology(new TopologyConfig(config));
    place = wiring.byId() ? Place.byKey() : Place.kept();
  }

  static Topology build(BridgeWiring wiring, StreamsConfig config) {
    return new BridgeTopology(wiring, config).build();
  }

  private Topology build() {
    wiring.sources().forEach(this::convert);
    if (!wiring.halfSources().isEmpty()) {
      pair();
    }
    return topology;
  }

  private void convert(BridgeSource source) {
    BridgeNodes nodes = new BridgeNodes(source.name());
    read(nodes.read(), source.name());
    topology.addProcessor(nodes.convert(), () -> new ConvertPayloads(wiring, source), nodes.read());
    write(nodes.writePredictions(), wiring.topics().predictions(), place, nodes.convert());
    write(nodes.writeFeedback(), wiring.topics().feedback(), place, nodes.convert());
    if (source.format().halves()) {
      write(nodes.writeHalves(), wiring.topics().halves(), Place.byKey(), nodes.convert());
    }
    topology.addSink(
        nodes.writeBad(), wiring.topics().deadLetters(), WRITE, WRITE, nodes.convert());
  }

  private void pair() {
    BridgeNodes nodes = BridgeNodes.HALVES;
    read(nodes.read(), wiring.topics().halves());
    topology.addProcessor(nodes.convert(), pairing(), nodes.read());
    write(nodes.writePredictions(), wiring.topics().predictions(), place, nodes.convert());
    topology.addSink(
        nodes.writeBad(), wiring.topics().deadLetters(), WRITE, WRITE, nodes.convert());
  }

  private ProcessorSupplier<byte[], byte[], byte[], byte[]> pairing() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new PairHalves(wiring);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(PairHalves.STORE),
                    Serdes.ByteArray(),
                    Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()));
      }
    };
  }

  private void read(String node, String topic) {
    topology.addSource(AutoOffsetReset.earliest(), node, new ArrivalTime(), BYTES, BYTES, topic);
  }

  private void write(
      String node, String topic, StreamPartitioner<byte[], byte[]> partitioner, String parent) {
    topology.addSink(node, topic, Place.key(), WRITE, partitioner, parent);
  }
}
