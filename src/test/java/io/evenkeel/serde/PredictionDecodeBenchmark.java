package io.evenkeel.serde;

import io.evenkeel.avro.PredictionEvent;
import io.evenkeel.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time to decode one event of {@link Predictions#full}: 10 features, about 250 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PredictionDecodeBenchmark {
  private static final Schema OURS = AvroRecords.published(PredictionEvent.getClassSchema());

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final Headers headers = new RecordHeaders();
  private final SumVisitor visitor = new SumVisitor();
  private final PredictionDecoder decoder = new AvroPredictionDecoder(registry);
  private final byte[] ours =
      new EventEncoder(new AvroRecords(registry, true)).encode("p", Predictions.full());
  private final byte[] bare = Arrays.copyOfRange(ours, 5, ours.length);
  private final byte[] reversed = reversed();
  private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(OURS);
  private @Nullable BinaryDecoder avro;
  private @Nullable GenericRecord reused;

  @Benchmark
  public double ourSchema() {
    decoder.decode("p", headers, ours, visitor);
    return visitor.sum;
  }

  @Benchmark
  public double aSchemaWithTheIdentityLast() {
    decoder.decode("p", headers, reversed, visitor);
    return visitor.sum;
  }

  @Benchmark
  public GenericRecord avrosGenericReader() throws IOException {
    avro = DecoderFactory.get().binaryDecoder(bare, avro);
    reused = reader.read(reused, avro);
    return reused;
  }

  private byte[] reversed() {
    try {
      GenericRecord record = AvroBytes.read(bare, OURS, OURS);
      List<Schema.Field> fields = new ArrayList<>(OURS.getFields());
      Collections.reverse(fields);
      Schema schema =
          Schema.createRecord(
              "Reversed",
              null,
              "acme",
              false,
              fields.stream().map(f -> new Schema.Field(f, f.schema())).toList());
      GenericRecord reversed = new GenericData.Record(schema);
      schema.getFields().forEach(f -> reversed.put(f.pos(), record.get(f.name())));
      return AvroBytes.framed(registry.register("reversed", schema), reversed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it: {@code java -cp <test class path> io.evenkeel.serde.PredictionDecodeBenchmark}. */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(PredictionDecodeBenchmark.class.getSimpleName())
                .addProfiler("gc")
                .build())
        .run();
  }
}
