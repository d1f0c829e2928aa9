package io.evenkeel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.event.Prediction;
import io.evenkeel.ingest.FieldMap;
import io.evenkeel.ingest.FieldMap.Field;
import io.evenkeel.ingest.FieldMap.Group;
import io.evenkeel.ingest.FieldPath;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.Half;
import io.evenkeel.ingest.IngestMetrics;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.ingest.Limits;
import io.evenkeel.ingest.Note;
import io.evenkeel.ingest.Payloads;
import io.evenkeel.registry.InMemorySchemaRegistry;
import io.evenkeel.serde.AvroJson;
import io.evenkeel.serde.AvroPredictionDecoder;
import io.evenkeel.serde.AvroRecords;
import io.evenkeel.serde.EventEncoder;
import io.evenkeel.serde.PredictionBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge without a broker: what each topic's records become. */
class BridgeTopologyTest {
  private static final BridgeTopics TOPICS =
      new BridgeTopics("predictions", "feedback", "halves", "dead");
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Schema DECISION =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Decision", "fields": [
                {"name": "id", "type": "string"},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "applicant", "type": {"type": "record", "name": "Applicant", "fields": [
                  {"name": "age", "type": ["null", "int"]},
                  {"name": "income", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "sex", "type": {"type": "enum", "name": "Sex", "symbols": ["F", "M"]}}]}},
                {"name": "outcome", "type": "string"}]}
              """);

  @TempDir Path state = Path.of("");

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final List<String> heard = new ArrayList<>();
  private @Nullable TopologyTestDriver driver;

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
    registry.close();
  }

  private final IngestMetrics metrics =
      new IngestMetrics() {
        @Override
        public void accepted(
            String source, Format format, int predictions, int feedback, int halves) {
          heard.add("accepted " + source + " " + predictions + "/" + feedback + "/" + halves);
        }

        @Override
        public void rejected(String source, Format format, String reason) {
          heard.add("rejected " + source + " " + reason);
        }

        @Override
        public void noted(String source, Note note, int count) {
          heard.add("noted " + source + " " + note.code() + " " + count);
        }

        @Override
        public void paired(String source, int predictions) {
          heard.add("paired " + source + " " + predictions);
        }

        @Override
        public void expired(String source, Half.Kind kind) {
          heard.add("expired " + source + " " + kind);
        }
      };

  private BridgeWiring wiring(BridgeSource source) {
    return new BridgeWiring(
        TOPICS,
        List.of(source),
        source.format().halves() ? List.of(source) : List.of(),
        false,
        Limits.DEFAULT,
        Duration.ofMinutes(10),
        Duration.ZERO,
        () -> new EventEncoder(new AvroRecords(registry, true)),
        () -> new AvroJson(registry),
        metrics);
  }

  private TestInputTopic<byte[], byte[]> start(
      Format format, LayoutOptions options, @Nullable FieldMap map) {
    BridgeWiring wiring = wiring(new BridgeSource(format, options, map));
    StreamsConfig config =
        Bridge.config("test", Map.of("bootstrap.servers", "none:1", "state.dir", state.toString()));
    Properties properties = new Properties();
    config.originals().forEach((key, value) -> properties.put(key, value));
    driver = new TopologyTestDriver(BridgeTopology.build(wiring, config), properties, START);
    return driver().createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
  }

  private TopologyTestDriver driver() {
    return Objects.requireNonNull(driver);
  }

  private static LayoutOptions options() {
    return LayoutOptions.of("in");
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver()
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private List<Prediction> predictions() {
    AvroPredictionDecoder decoder = new AvroPredictionDecoder(registry);
    List<Prediction> all = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : read("predictions")) {
      PredictionBuilder collector = new PredictionBuilder();
      decoder.decode("predictions", record.headers(), record.value(), collector);
      assertThat(text(record.key())).isEqualTo(collector.build().predictionId());
      all.add(collector.build());
    }
    return all;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static TestRecord<byte[], byte[]> half(String kind, String id, Instant time) {
    Headers headers = new RecordHeaders();
    headers.add("ce_id", bytes(id));
    headers.add("ce_type", bytes("org.kubeflow.serving.inference." + kind));
    headers.add("ce_inferenceservicename", bytes("income"));
    headers.add("ce_time", bytes(time.toString()));
    byte[] body = Payloads.file("kserve/" + kind + "-v1.json");
    return new TestRecord<>(bytes("some key"), body, headers, time);
  }

  @Test
  void aPayloadBecomesEventsUnderItsIdsAtTheTimeOfItsRecord() {
    var in = start(Format.OPENSCALE, options().forModel("drug", null), null);

    in.pipeInput(new TestRecord<>(null, Payloads.file("openscale/drug.json"), START));

    List<TestRecord<byte[], byte[]>> sent = read("predictions");
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).getRecordTime()).isEqualTo(START);
    assertThat(text(sent.get(0).key())).isEqualTo("42e62c3ae2244f0d851009dec4754d74-1");
    assertThat(heard).containsExactly("accepted in 1/0/0", "noted in renormalised 1");
  }

  @Test
  void whatCannotBeUsedGoesToTheDeadLettersWholeWithItsPath() {
    var in = start(Format.OPENSCALE, options().forModel("drug", null), null);

    in.pipeInput(
        bytes("k"), bytes("{\"request\":{\"fields\":[\"secret\"],\"values\":[[{}]]}}"), START);

    TestRecord<byte[], byte[]> letter = read("dead").get(0);
    assertThat(header(letter, "evenkeel-reason")).isEqualTo("missing-field");
    assertThat(header(letter, "evenkeel-path")).isEqualTo("$.response");
    assertThat(header(letter, "evenkeel-topic")).isEqualTo("in");
    assertThat(text(letter.key())).isEqualTo("k");
    assertThat(text(letter.value())).contains("secret");
    assertThat(read("predictions")).isEmpty();
    assertThat(heard).containsExactly("rejected in missing-field");
  }

  @Test
  void recordsWithoutAnIdGetTheSameOneWhenTheyAreReadAgain() {
    FieldMap map =
        new FieldMap(
            Map.of(Field.PREDICTION, FieldPath.parse("p")),
            Group.EMPTY,
            Group.EMPTY,
            Group.EMPTY,
            true);
    var in = start(Format.JSON, options().forModel("m", null), map);

    in.pipeInput(null, bytes("{\"p\":\"yes\"}"), START);
    in.pipeInput(null, bytes("[{\"p\":\"yes\"},{\"p\":\"no\"}]"), START);

    assertThat(predictions())
        .extracting(Prediction::predictionId)
        .containsExactly("in-0-0", "in-0-1-1", "in-0-1-2");
  }

  @Test
  void anyAvroRecordOfTheRegistryIsReadByAFieldMap() throws Exception {
    FieldMap map =
        new FieldMap(
            Map.of(
                Field.ID, FieldPath.parse("id"),
                Field.TIME, FieldPath.parse("at"),
                Field.PREDICTION, FieldPath.parse("outcome")),
            new Group(List.of(FieldPath.parse("applicant")), Map.of()),
            new Group(List.of(), Map.of("sex", FieldPath.parse("applicant.sex"))),
            Group.EMPTY,
            true);
    var in = start(Format.AVRO, options().forModel("credit", null), map);

    in.pipeInput(null, decision(), START);
    in.pipeInput(null, bytes("no avro"), START);

    Prediction prediction = predictions().get(0);
    assertThat(prediction.predictionId()).isEqualTo("d1");
    assertThat(prediction.eventTime()).isEqualTo(START);
    assertThat(prediction.features().toString())
        .contains("41")
        .contains("1234.5")
        .doesNotContain("sex");
    assertThat(prediction.meta()).isEqualTo(Map.of("sex", "F"));
    assertThat(prediction.predictedLabel()).isEqualTo("approve");
    assertThat(header(read("dead").get(0), "evenkeel-reason")).isEqualTo("not-framed");
  }

  private byte[] decision() throws java.io.IOException {
    GenericData.Record applicant = new GenericData.Record(DECISION.getField("applicant").schema());
    applicant.put("age", 41);
    applicant.put(
        "income",
        java.nio.ByteBuffer.wrap(
            new java.math.BigDecimal("1234.50").unscaledValue().toByteArray()));
    applicant.put(
        "sex", new GenericData.EnumSymbol(applicant.getSchema().getField("sex").schema(), "F"));
    GenericData.Record record = new GenericData.Record(DECISION);
    record.put("id", "d1");
    record.put("at", START.toEpochMilli() * 1000);
    record.put("applicant", applicant);
    record.put("outcome", "approve");
    int id = registry.register("in-value", DECISION);
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.write(java.nio.ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(DECISION).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Test
  void bothHalvesOfACallInAnyOrderAreOnePrediction() {
    var in = start(Format.KSERVE, options(), null);

    in.pipeInput(half("request", "a", START));
    in.pipeInput(half("response", "a", START.plusMillis(40)));
    in.pipeInput(half("response", "b", START.plusSeconds(2)));
    in.pipeInput(half("request", "b", START.plusSeconds(1)));

    assertThat(predictions())
        .extracting(Prediction::predictionId)
        .containsExactly("a-1", "a-2", "b-1", "b-2");
    driver().advanceWallClockTime(Duration.ofHours(1));
    assertThat(read("dead")).isEmpty();
    assertThat(heard).contains("paired in 2").noneMatch(h -> h.startsWith("expired"));
  }

  @Test
  void aHalfThatWaitsInVainGoesToTheDeadLettersAndIsCounted() {
    var in = start(Format.KSERVE, options(), null);
    in.pipeInput(half("request", "a", START));
    in.pipeInput(half("response", "b", START.plusSeconds(1)));

    driver().advanceWallClockTime(Duration.ofMinutes(9));
    assertThat(read("dead")).isEmpty();
    in.pipeInput(half("request", "c", START.plus(Duration.ofMinutes(10)).plusMillis(500)));
    driver().advanceWallClockTime(Duration.ofSeconds(1));

    List<TestRecord<byte[], byte[]>> letters = read("dead");
    assertThat(letters).hasSize(1);
    assertThat(header(letters.get(0), "evenkeel-reason")).isEqualTo("request-without-response");
    assertThat(text(letters.get(0).key())).isEqualTo("a");
    assertThat(text(letters.get(0).value())).contains("instances");
    assertThat(heard).endsWith("expired in REQUEST");

    driver().advanceWallClockTime(Duration.ofMinutes(11));
    assertThat(read("dead"))
        .extracting(letter -> header(letter, "evenkeel-reason"))
        .containsExactly("response-without-request", "request-without-response");
    in.pipeInput(half("response", "a", START.plus(Duration.ofHours(1))));
    assertThat(read("predictions")).isEmpty();
  }

  @Test
  void aBacklogExpiresNothingHoweverLateTheWallClockIs() {
    var in = start(Format.KSERVE, options(), null);
    Instant old = START.minus(Duration.ofDays(3));
    in.pipeInput(half("request", "a", old));
    driver().advanceWallClockTime(Duration.ofMinutes(9));
    in.pipeInput(half("response", "a", old.plusSeconds(1)));

    assertThat(predictions()).hasSize(2);
  }

  @Test
  void halvesThatDoNotFitAreDeadLettersBoth() {
    var in = start(Format.KSERVE, options(), null);
    TestRecord<byte[], byte[]> response = half("response", "a", START);
    in.pipeInput(half("request", "a", START));
    in.pipeInput(
        new TestRecord<>(null, bytes("{\"predictions\":[1,2,3]}"), response.headers(), START));

    assertThat(read("dead"))
        .extracting(letter -> header(letter, "evenkeel-reason"))
        .containsExactly("lengths-differ", "lengths-differ");
    assertThat(heard).contains("rejected in lengths-differ");
  }

  @Test
  void everySourceIsASubTopologyOfItsOwn() {
    String shape =
        Bridge.describe(
            "test",
            Map.of("bootstrap.servers", "none:1"),
            new BridgeWiring(
                TOPICS,
                List.of(
                    new BridgeSource(Format.OPENSCALE, LayoutOptions.of("scoring"), null),
                    new BridgeSource(Format.KSERVE, LayoutOptions.of("calls"), null)),
                List.of(new BridgeSource(Format.KSERVE, LayoutOptions.of("calls"), null)),
                false,
                Limits.DEFAULT,
                Duration.ofMinutes(10),
                Duration.ZERO,
                () -> new EventEncoder(new AvroRecords(registry, true)),
                () -> new AvroJson(registry),
                metrics));

    assertThat(shape)
        .isEqualTo(new String(Payloads.file("bridge-topology.txt"), StandardCharsets.UTF_8));
  }

  @Test
  void eventsKeepThePartitionTheyCameFrom() {
    byte[] placed = Place.of(5, bytes("some id"));

    assertThat(Place.kept().partitions("t", placed, placed, 6)).contains(java.util.Set.of(5));
    assertThat(Place.kept().partitions("t", placed, placed, 4)).contains(java.util.Set.of(1));
    assertThat(Place.byKey().partitions("t", placed, placed, 4))
        .isEqualTo(Place.byKey().partitions("t", Place.of(0, bytes("some id")), placed, 4));
    assertThat(text(Place.key().serialize("t", placed))).isEqualTo("some id");
  }
}
