package io.evenkeel.bench;

import io.evenkeel.avro.PredictionEvent;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.serde.AvroRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * The same histograms as the DSL invites to compute them.
 *
 * <p>Kind to itself where a textbook would not be: events travel between the two halves as a dozen
 * cells rather than as events, Avro's reader is reused, and counts are added in place. Its grace is
 * a whole day: with the five minutes of the others it drops events on every catch-up, because tasks
 * that read different partitions get ahead of each other.
 */
final class TextbookTopology {
  static final String STORE = "histograms";
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(2);
  private static final int FRAME = 5;

  private TextbookTopology() {}

  static Topology build(Contender contender, String profile, AtomicLong added) {
    ReferenceProfile reference =
        ProfileFile.decode(profile.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Histograms histograms = new Histograms(reference);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            contender.topics().predictions(),
            Consumed.with(Serdes.String(), Serdes.serdeFrom(refuse(), new Events()))
                .withTimestampExtractor(TextbookTopology::eventTime))
        .filter((id, event) -> event != null)
        .flatMap((id, event) -> slices(event, histograms.cells(event)))
        .groupByKey(Grouped.with("slices", Serdes.String(), Serdes.ByteArray()))
        .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
        .aggregate(
            histograms::empty,
            (slice, cells, counts) -> {
              added.incrementAndGet();
              return histograms.add(cells, counts);
            },
            Materialized.<String, long[], WindowStore<Bytes, byte[]>>as(STORE)
                .withRetention(KEPT)
                .withKeySerde(Serdes.String())
                .withValueSerde(counts()))
        .toStream()
        .to(
            contender.topics().metrics(),
            Produced.with(
                WindowedSerdes.timeWindowedSerdeFrom(String.class, WINDOW.toMillis()), counts()));
    return builder.build();
  }

  private static long eventTime(
      org.apache.kafka.clients.consumer.ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.value() instanceof PredictionEvent event
        ? event.getEventTime().toEpochMilli()
        : Math.max(0, partitionTime);
  }

  private static List<KeyValue<String, byte[]>> slices(PredictionEvent event, byte[] cells) {
    String sex = "sex=" + event.getMeta().get("sex");
    String region = "region=" + event.getMeta().get("region");
    return List.of(
        KeyValue.pair("*", cells),
        KeyValue.pair(sex, cells),
        KeyValue.pair(region, cells),
        KeyValue.pair(sex + "&" + region, cells));
  }

  private static Serializer<PredictionEvent> refuse() {
    return (topic, event) -> {
      throw new UnsupportedOperationException("events are only read");
    };
  }

  private static Serde<long[]> counts() {
    return Serdes.serdeFrom(
        (topic, counts) -> {
          ByteBuffer bytes = ByteBuffer.allocate(counts.length * Long.BYTES);
          bytes.asLongBuffer().put(counts);
          return bytes.array();
        },
        (topic, bytes) -> {
          long[] counts = new long[bytes.length / Long.BYTES];
          ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
          return counts;
        });
  }

  /** Avro's own reader behind Confluent's frame; one schema, as the harness writes. */
  private static final class Events implements Deserializer<PredictionEvent> {
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);

    @Override
    @SuppressWarnings("NullAway") // Kafka's convention: no bytes, no event.
    public PredictionEvent deserialize(String topic, byte @Nullable [] value) {
      return value == null || value.length <= FRAME ? null : readers.get().read(value);
    }
  }

  private static final class Reader {
    private final SpecificDatumReader<PredictionEvent> reader;
    private @Nullable BinaryDecoder decoder;

    Reader() {
      Schema schema = PredictionEvent.getClassSchema();
      reader =
          new SpecificDatumReader<>(
              AvroRecords.published(schema),
              schema,
              SpecificData.getForClass(PredictionEvent.class));
    }

    PredictionEvent read(byte[] value) {
      try {
        decoder = DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, decoder);
        return reader.read(null, decoder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
