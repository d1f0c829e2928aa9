package io.evenkeel.topology;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.evenkeel.Evenkeel;
import io.evenkeel.avro.AlertEvent;
import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.config.HttpSettings;
import io.evenkeel.config.Settings;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.config.TopicNames;
import io.evenkeel.embedded.EmbeddedKafka;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.evaluation.WindowReport.State;
import io.evenkeel.registry.InMemorySchemaRegistry;
import io.evenkeel.replay.OutputReader;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.serde.ReportRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four partitions on a broker: one without any record, and one far ahead of the others. */
@Timeout(180)
class IdlePartitionIT {
  private static final Topics TOPICS = Topics.DEFAULT;

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroRecords records = new AvroRecords(registry, true);
  private final EventEncoder encoder = new EventEncoder(records);
  private final Map<Long, WindowReport> overall = new HashMap<>();
  private int sent;

  private static Settings settings(Map<String, String> kafka, Path state) {
    return new Settings(
        "idle",
        kafka,
        TopicNames.DEFAULT,
        Map.of(),
        HttpSettings.DEFAULT,
        state,
        false,
        state,
        1,
        0,
        Duration.ofMillis(200),
        Duration.ofMinutes(5));
  }

  private void send(KafkaProducer<byte[], byte[]> producer, int partition, long time)
      throws Exception {
    byte[] value = encoder.encode(TOPICS.predictions(), Loans.prediction("p" + sent++, time));
    producer.send(new ProducerRecord<>(TOPICS.predictions(), partition, null, value)).get();
  }

  private void read(OutputReader reader) {
    reader.poll(
        Duration.ofMillis(200),
        new OutputReader.Listener() {
          @Override
          public void report(String key, WindowReport report) {
            if (report.slice().equals("*")) {
              overall.put((report.start() - START) / HOUR, report);
            }
          }

          @Override
          public void alert(io.evenkeel.alert.Alert alert) {}
        });
  }

  private State stateOf(long hour) {
    WindowReport report = overall.get(hour);
    return report == null ? State.OPEN : report.state();
  }

  @Test
  void anIdlePartitionDoesNotKeepWindowsOpenAndOneFarAheadMakesNothingLate(@TempDir Path state)
      throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start()) {
      Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (ClusterTopics cluster = new ClusterTopics(kafka)) {
        cluster.create(TOPICS, new ClusterTopics.Partitions(4, 2, (short) 1));
      }
      try (KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
          OutputReader reader = reader(kafka)) {
        String document =
            StoredMonitor.first(Loans.monitor(Loans.MODEL, Loans.SIX_HOURS, Duration.ofSeconds(2)))
                .toJson();
        producer
            .send(
                new ProducerRecord<>(
                    TOPICS.monitors(),
                    Loans.MODEL.getBytes(StandardCharsets.UTF_8),
                    document.getBytes(StandardCharsets.UTF_8)))
            .get();
        // Partition 0 is ten hours ahead before the others begin; partition 3 stays empty.
        for (int hour = 0; hour <= 10; hour++) {
          send(producer, 0, START + hour * HOUR);
        }
        try (Evenkeel monitor =
            Evenkeel.start(
                settings(kafka, state), registry, Wiring.Pacing.DEFAULT, MonitorMetrics.NONE)) {
          for (int hour = 0; hour <= 10; hour++) {
            send(producer, 1, START + hour * HOUR);
            send(producer, 2, START + hour * HOUR);
          }
          await()
              .atMost(Duration.ofSeconds(90))
              .until(
                  () -> {
                    read(reader);
                    return stateOf(8) == State.CLOSED;
                  });
          assertThat(monitor.streams().failed()).isFalse();
        }
        for (long hour = 0; hour < 9; hour++) {
          WindowReport report = overall.get(hour);
          assertThat(report == null ? -1 : report.n()).isEqualTo(3);
          assertThat(report == null ? -1 : report.late()).isZero();
          assertThat(stateOf(hour)).isEqualTo(State.CLOSED);
        }
      }
    }
  }

  private OutputReader reader(Map<String, String> kafka) {
    return new OutputReader(
        kafka,
        TOPICS,
        bytes ->
            ReportRecords.report(
                records.decode(io.evenkeel.avro.WindowReport.class, new RecordHeaders(), bytes)),
        bytes -> ReportRecords.alert(records.decode(AlertEvent.class, new RecordHeaders(), bytes)));
  }
}
