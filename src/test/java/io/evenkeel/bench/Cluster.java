package io.evenkeel.bench;

import io.evenkeel.avro.AlertEvent;
import io.evenkeel.avro.WindowReport;
import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.cluster.Documents;
import io.evenkeel.config.MonitorFile;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.reference.ReferenceProfileBuilder;
import io.evenkeel.registry.SchemaRegistry;
import io.evenkeel.replay.OutputReader;
import io.evenkeel.replay.Replayer;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.serde.ReportRecords;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the contenders find in Kafka before they start, and what they leave there. */
final class Cluster {
  static final int PARTITIONS = 4;
  private static final long REFERENCE_SEED = 7;
  private static final long REFERENCE_ROWS = 20_000;

  private final Map<String, String> kafka;
  private final AvroRecords records;
  private long valueBytes;

  Cluster(String bootstrap, SchemaRegistry registry) {
    kafka = Map.of("bootstrap.servers", bootstrap);
    records = new AvroRecords(registry, true);
  }

  /** Creates every topic and puts monitor and profile there. */
  void prepare() {
    for (Contender contender : Contender.values()) {
      try (ClusterTopics topics = new ClusterTopics(kafka)) {
        topics.create(
            contender.topics(), new ClusterTopics.Partitions(PARTITIONS, PARTITIONS, (short) 1));
      }
      Monitor monitor = MonitorFile.parse(contender.monitorFile()).monitor();
      ReferenceProfile profile =
          ProfileFile.sealed(
              new ReferenceProfileBuilder(monitor, "income@1", "generated")
                  .build(new Traffic(REFERENCE_SEED, REFERENCE_ROWS).labelled()));
      new Documents(kafka, contender.topics().profiles())
          .put(profile.name(), new String(ProfileFile.encode(profile), StandardCharsets.UTF_8));
      new Documents(kafka, contender.topics().monitors())
          .put(monitor.model(), StoredMonitor.first(monitor).toJson());
    }
  }

  /** Produces all traffic and the end of it. */
  void produce(Traffic traffic) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    EventEncoder encoder = new EventEncoder(records);
    String predictions = Contender.FEEDBACK.topics().predictions();
    String feedback = Contender.FEEDBACK.topics().feedback();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < traffic.events(); i++) {
        var prediction = traffic.prediction(i);
        byte[] key = prediction.predictionId().getBytes(StandardCharsets.UTF_8);
        byte[] value = encoder.encode(predictions, prediction);
        valueBytes += value.length;
        send(producer, predictions, key, value);
        send(producer, feedback, key, encoder.encode(feedback, traffic.feedback(i)));
      }
    }
    for (Contender contender : List.of(Contender.DIRECT, Contender.FEEDBACK)) {
      try (Replayer replayer = new Replayer(kafka, contender.topics())) {
        replayer.end(List.of(Traffic.MODEL));
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A lost event shows in the counts.
  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  /** Bytes of all predictions as produced, before compression. */
  long valueBytes() {
    return valueBytes;
  }

  OutputReader reader(Contender contender) {
    return new OutputReader(
        kafka,
        contender.topics(),
        bytes ->
            ReportRecords.report(records.decode(WindowReport.class, new RecordHeaders(), bytes)),
        bytes -> ReportRecords.alert(records.decode(AlertEvent.class, new RecordHeaders(), bytes)));
  }

  /** Bytes that a topic takes on the broker's disk. */
  long size(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      List<Integer> brokers =
          admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      long bytes = 0;
      for (Map<String, LogDirDescription> directories :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (LogDirDescription directory : directories.values()) {
          bytes +=
              directory.replicaInfos().entrySet().stream()
                  .filter(replica -> replica.getKey().topic().equals(topic))
                  .mapToLong(replica -> replica.getValue().size())
                  .sum();
        }
      }
      return bytes;
    }
  }
}
