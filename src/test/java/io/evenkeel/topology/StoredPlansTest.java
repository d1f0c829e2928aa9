package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.TopicDocuments;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.Monitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredPlansTest {
  private final KeyValueStore<byte[], byte[]> monitors = store("monitors");
  private final KeyValueStore<byte[], byte[]> profiles = store("profiles");
  private final Monitor monitor = Loans.monitor();
  private long id;

  private static KeyValueStore<byte[], byte[]> store(String name) {
    KeyValueStore<byte[], byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  @BeforeEach
  void findTheId() {
    apply();
    Plan plan = plans(Duration.ZERO).at(Loans.MODEL, Loans.START);
    id = Objects.requireNonNull(plan).id();
    monitors.delete(key());
  }

  private StoredPlans plans(Duration patience) {
    return new StoredPlans(monitors, profiles, new TopicDocuments(), patience);
  }

  private static byte[] key() {
    return Loans.MODEL.getBytes(StandardCharsets.UTF_8);
  }

  private void apply() {
    monitors.put(key(), StoredMonitor.first(monitor).toJson().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPlanThatAnotherInstanceReadSoonerIsWaitedFor() {
    StoredPlans plans = plans(Duration.ofMinutes(1));
    assertThat(plans.byId(id)).isNull();
    CompletableFuture<Void> applied =
        CompletableFuture.runAsync(
            this::apply, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    assertThat(plans.awaited(id)).isNotNull();
    applied.join();
  }

  @Test
  void theMonitorOfALabelIsWaitedForToo() {
    StoredPlans plans = plans(Duration.ofMinutes(1));
    assertThat(plans.at(Loans.MODEL, Loans.START)).isNull();
    CompletableFuture<Void> applied =
        CompletableFuture.runAsync(
            this::apply, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    assertThat(plans.awaited(Loans.MODEL, Loans.START)).isNotNull();
    applied.join();
    assertThat(plans(Duration.ofMillis(40)).awaited("another model", Loans.START)).isNull();
  }

  @Test
  void aPlanThatDoesNotAppearIsGoneAndWaitedForOnce() {
    StoredPlans plans = plans(Duration.ofMillis(40));
    assertThat(plans.awaited(id)).isNull();
    StoredPlans patient = plans(Duration.ofMillis(40));
    assertThat(patient.awaited(id)).isNull();
    long before = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThat(patient.awaited(id)).isNull();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    apply();
    assertThat(patient.awaited(id)).isNotNull();
  }
}
