package io.evenkeel.topology;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the processors of a node, and names the stores that they own. */
record WithStores<KI, VI, KO, VO>(
    Supplier<Processor<KI, VI, KO, VO>> processors, Set<StoreBuilder<?>> stores)
    implements ProcessorSupplier<KI, VI, KO, VO> {
  @Override
  public Processor<KI, VI, KO, VO> get() {
    return processors.get();
  }
}
