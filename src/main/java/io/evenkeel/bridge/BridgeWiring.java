package io.evenkeel.bridge;

import io.evenkeel.ingest.IngestMetrics;
import io.evenkeel.ingest.Limits;
import io.evenkeel.serde.AvroJson;
import io.evenkeel.serde.EventEncoder;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the bridge needs from outside.
 *
 * @param topics where it writes
 * @param sources topics that it reads
 * @param halfSources what halves in the topic of halves were read under; empty if nothing brings
 *     any
 * @param byId whether events are partitioned by prediction id, as co-partitioned inputs need;
 *     otherwise they keep the partition they came from, and so their order
 * @param limits how large a payload may be
 * @param halvesWait how long a half waits for the other
 * @param registryPatience how long a record waits for the registry before its task fails
 * @param encoder makes an encoder for each task
 * @param avro makes a decoder for each task
 * @param metrics hears what happens
 */
public record BridgeWiring(
    BridgeTopics topics,
    List<BridgeSource> sources,
    List<BridgeSource> halfSources,
    boolean byId,
    Limits limits,
    Duration halvesWait,
    Duration registryPatience,
    Supplier<EventEncoder> encoder,
    Supplier<AvroJson> avro,
    IngestMetrics metrics) {
  public BridgeWiring {
    sources = List.copyOf(sources);
    halfSources = List.copyOf(halfSources);
  }
}
