package io.evenkeel.topology;

import io.evenkeel.digest.Plan;
import io.evenkeel.ledger.Delta;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What the processors of a task do alike. */
final class TaskStores {
  private TaskStores() {}

  static StoredPlans plans(ProcessorContext<?, ?> context, Wiring wiring) {
    return new StoredPlans(
        GlobalDocuments.view(context.getStateStore(StoreNames.MONITORS)),
        GlobalDocuments.view(context.getStateStore(StoreNames.PROFILES)),
        wiring.plans(),
        wiring.pacing().documentPatience());
  }

  static CommitHook.Memory memory(Runnable flush, Runnable clear) {
    return new CommitHook.Memory() {
      @Override
      public void flush() {
        flush.run();
      }

      @Override
      public void clear() {
        clear.run();
      }
    };
  }

  /**
   * Looks for idleness of one source partition, by the shortest idle timeout of the monitored
   * models.
   */
  static void tick(
      SourceTracker tracker,
      Wiring wiring,
      String topic,
      int partition,
      StoredPlans plans,
      long now) {
    OptionalLong lag = wiring.lag().lag(topic, partition);
    tracker.clock().tick(now, lag.isPresent() && lag.getAsLong() == 0, idleTimeout(plans));
  }

  static long idleTimeout(StoredPlans plans) {
    long shortest = Long.MAX_VALUE;
    for (String model : plans.models()) {
      Plan plan = plans.at(model, Long.MAX_VALUE);
      if (plan != null) {
        shortest = Math.min(shortest, plan.monitor().timing().idleTimeout().toMillis());
      }
    }
    return shortest == Long.MAX_VALUE ? 60_000 : shortest;
  }

  /** Key of a delta: the model, a zero byte, and what names the slice to people. */
  static byte[] partialKey(Delta delta) {
    String rest = delta.series().version() + '/' + delta.series().stage() + '/' + delta.slice();
    return (delta.series().model() + '\0' + rest).getBytes(StandardCharsets.UTF_8);
  }
}
