package io.evenkeel.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.evenkeel.registry.InMemorySchemaRegistry;
import java.lang.management.ManagementFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DecodeAllocationTest {
  private static final int EVENTS = 20_000;

  @Test
  void decodingAnEventAllocatesNothing() {
    InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    byte[] value =
        new EventEncoder(new AvroRecords(registry, true)).encode("p", Predictions.full());
    PredictionDecoder decoder = new AvroPredictionDecoder(registry);
    SumVisitor visitor = new SumVisitor();
    Headers headers = new RecordHeaders();
    decodeMany(decoder, headers, value, visitor);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    decodeMany(decoder, headers, value, visitor);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(visitor.events).isEqualTo(2 * EVENTS);
    assertThat(allocated).isLessThan(EVENTS);
  }

  private static void decodeMany(
      PredictionDecoder decoder, Headers headers, byte[] value, SumVisitor visitor) {
    for (int i = 0; i < EVENTS; i++) {
      decoder.decode("p", headers, value, visitor);
    }
  }
}
