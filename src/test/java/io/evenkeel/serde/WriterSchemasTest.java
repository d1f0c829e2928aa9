package io.evenkeel.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.avro.PredictionEvent;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Prediction;
import io.evenkeel.registry.Compatibility;
import io.evenkeel.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our decoder against Avro's own schema resolution, on schemas that other people might write. */
class WriterSchemasTest {
  private static final Schema OURS = AvroRecords.published(PredictionEvent.getClassSchema());
  private static final String STAGE = OURS.getField("stage").schema().toString();

  /** What a writer may choose for each of our fields; "-" leaves it out. */
  private static final Map<String, List<String>> CHOICES = new TreeMap<>();

  static {
    CHOICES.put("predictionId", List.of("'string'", "'bytes'"));
    CHOICES.put("modelId", List.of("'string'"));
    CHOICES.put("modelVersion", List.of("'string'", "'bytes'", "-"));
    CHOICES.put("eventTime", List.of("'long'", "'int'"));
    CHOICES.put(
        "features",
        List.of(
            "{'type':'map','values':['null','double','long','boolean','string']}",
            "{'type':'map','values':['string','null','boolean','float','int']}",
            "{'type':'map','values':'float'}",
            "{'type':'map','values':'string'}",
            "-"));
    CHOICES.put(
        "meta",
        List.of(
            "{'type':'map','values':['null','string']}", "{'type':'map','values':'string'}", "-"));
    CHOICES.put(
        "predictedLabel", List.of("['null','string']", "['string','null']", "'string'", "-"));
    CHOICES.put(
        "scores",
        List.of(
            "['null',{'type':'map','values':'double'}]",
            "{'type':'map','values':'float'}",
            "[{'type':'map','values':'int'},'null']",
            "-"));
    CHOICES.put("predictedValue", List.of("['null','double']", "'float'", "'int'", "'null'", "-"));
    CHOICES.put("stage", List.of(STAGE, "-"));
    CHOICES.put("weight", List.of("'double'", "'float'", "'long'", "-"));
    CHOICES.put("entityId", List.of("['null','string']", "'string'", "-"));
    CHOICES.put("responseTimeMs", List.of("['null','double']", "'long'", "-"));
    CHOICES.put("source", List.of("['null','string']", "-"));
    CHOICES.put("extraArray", List.of("-", "{'type':'array','items':['null','double','string']}"));
    CHOICES.put(
        "extraRecord",
        List.of(
            "-",
            "{'type':'record','name':'Node','fields':[{'name':'next','type':['null','Node']},"
                + "{'name':'id','type':{'type':'fixed','name':'Id','size':7}},"
                + "{'name':'map','type':{'type':'map','values':'boolean'}}]}"));
  }

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Test
  void recordsOfAnyWriterReadAsAvroResolvesThem() throws IOException {
    registry.compatibility(Compatibility.NONE);
    PredictionDecoder decoder = new AvroPredictionDecoder(registry);
    int identityLast = 0;
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      Schema writer = writer(random);
      GenericRecord record = record(writer, random);
      int id = registry.register("subject", writer);
      Prediction read = decoder.decode("topic", new RecordHeaders(), AvroBytes.framed(id, record));
      GenericRecord expected = AvroBytes.read(AvroBytes.bare(record), writer, OURS);
      assertThat(view(read)).as("seed %d, writer %s", seed, writer).isEqualTo(view(expected));
      identityLast += writer.getField("eventTime").pos() > 8 ? 1 : 0;
    }
    assertThat(identityLast).isGreaterThan(100);
  }

  private static Schema writer(Random random) {
    List<String> names = new ArrayList<>(CHOICES.keySet());
    if (random.nextInt(4) > 0) {
      Collections.shuffle(names, random);
    } else {
      names.sort(Comparator.comparingInt(WriterSchemasTest::ourPosition));
    }
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      List<String> choices = CHOICES.getOrDefault(name, List.of());
      String type = choices.get(random.nextInt(choices.size()));
      if (!type.equals("-")) {
        fields.add("{'name':'%s','type':%s}".formatted(name, type));
      }
    }
    String text =
        "{'type':'record','name':'Mine','namespace':'acme','fields':[%s]}"
            .formatted(String.join(",", fields));
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }

  private static int ourPosition(String name) {
    Schema.Field field = OURS.getField(name);
    return field == null ? 5 : field.pos();
  }

  private static @Nullable Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> 1 + random.nextInt(1 << random.nextInt(1, 31));
      case LONG -> 1 + (random.nextLong() >>> random.nextInt(11, 63));
      case FLOAT -> random.nextFloat() + 0.001f;
      case DOUBLE -> random.nextDouble() + 0.001;
      case STRING -> text(random);
      case BYTES -> ByteBuffer.wrap(text(random).getBytes(StandardCharsets.UTF_8));
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case UNION -> {
        List<Schema> parts = schema.getTypes();
        yield value(parts.get(random.nextInt(parts.size())), random);
      }
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(schema.getElementType(), random));
        }
        yield items;
      }
      case MAP -> {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          map.put(text(random), value(schema.getValueType(), random));
        }
        yield map;
      }
      case RECORD -> record(schema, random);
    };
  }

  private static GenericRecord record(Schema schema, Random random) {
    GenericRecord record = new GenericData.Record(schema);
    schema.getFields().forEach(f -> record.put(f.pos(), value(f.schema(), random)));
    return record;
  }

  private static String text(Random random) {
    return "né".repeat(random.nextInt(random.nextInt(10) == 0 ? 50 : 3)) + random.nextInt(1000);
  }

  private static Map<String, @Nullable Object> view(Prediction prediction) {
    Map<String, @Nullable Object> view = new TreeMap<>();
    view.put("predictionId", prediction.predictionId());
    view.put("modelId", prediction.modelId());
    view.put("modelVersion", prediction.modelVersion());
    view.put("eventTime", prediction.eventTime().toEpochMilli());
    view.put("features", new TreeMap<>(prediction.features()));
    view.put("meta", new TreeMap<>(prediction.meta()));
    view.put("predictedLabel", prediction.predictedLabel());
    view.put("scores", new TreeMap<>(prediction.scores()));
    view.put("predictedValue", prediction.predictedValue());
    view.put("stage", prediction.stage().name());
    view.put("weight", prediction.weight());
    view.put("entityId", prediction.entityId());
    view.put("responseTimeMs", prediction.responseTimeMs());
    view.put("source", prediction.source());
    return view;
  }

  private static Map<String, @Nullable Object> view(GenericRecord record) {
    Map<String, @Nullable Object> view = new TreeMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      view.put(field.name(), field.name().equals("features") ? features(value) : plain(value));
    }
    view.putIfAbsent("scores", Map.of());
    return view;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new TreeMap<>();
      map.forEach((k, v) -> plain.put(k.toString(), plain(v)));
      return plain;
    }
    return value == null || value instanceof Number ? value : value.toString();
  }

  private static Map<String, FeatureValue> features(@Nullable Object value) {
    Map<String, FeatureValue> features = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> features.put(k.toString(), feature(v)));
    }
    return features;
  }

  private static FeatureValue feature(@Nullable Object value) {
    if (value instanceof Number number) {
      return FeatureValue.of(number.doubleValue());
    }
    return value == null ? FeatureValue.MISSING : FeatureValue.of(value.toString());
  }
}
