package io.evenkeel.topology;

import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Plans;
import io.evenkeel.event.Text;
import io.evenkeel.ledger.PlanBook;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.topology.PlanSource.MonitorVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans compiled from the global stores, looked at again every second of wall-clock time.
 *
 * <p>One per task, confined to its thread. A plan that was compiled stays known by its id for as
 * long as the task lives, so that what was summed under it can still be read.
 */
final class StoredPlans implements Plans, PlanBook {
  private static final Logger LOG = LoggerFactory.getLogger(StoredPlans.class);
  private static final long REFRESH_MS = 1000;
  private static final long LOOK_MS = 20;

  private final ReadOnlyKeyValueStore<byte[], byte[]> monitors;
  private final ReadOnlyKeyValueStore<byte[], byte[]> profiles;
  private final PlanSource source;
  private final Duration patience;
  private final Set<String> gone = new HashSet<>();
  private final Map<String, Entry> byModel = new HashMap<>();
  private final Map<Long, Plan> byId = new HashMap<>();
  private long refreshed = Long.MIN_VALUE;
  private byte[] lastModel = new byte[0];
  private @Nullable Entry lastEntry;
  private @Nullable Plan lastById;

  StoredPlans(
      ReadOnlyKeyValueStore<byte[], byte[]> monitors,
      ReadOnlyKeyValueStore<byte[], byte[]> profiles,
      PlanSource source,
      Duration patience) {
    this.monitors = monitors;
    this.profiles = profiles;
    this.source = source;
    this.patience = patience;
  }

  /** A model's plans in event-time order; empty while the model is not monitored. */
  private static final class Entry {
    private final byte[] document;
    private final long[] from;
    private final Plan[] plans;
    private final boolean complete;

    Entry(byte[] document, long[] from, Plan[] plans, boolean complete) {
      this.document = document;
      this.from = from;
      this.plans = plans;
      this.complete = complete;
    }

    /** Those that take meta records of a time from their topic. */
    List<Plan> takingMeta(long time) {
      List<Plan> taking = new ArrayList<>(1);
      for (int i = 0; i < plans.length; i++) {
        long wait = plans[i].meta().waitMillis();
        boolean begun = i == 0 || time >= from[i] - wait;
        boolean over = i + 1 < plans.length && time - wait >= from[i + 1];
        if (begun && !over && plans[i].monitor().meta().onTopic()) {
          taking.add(plans[i]);
        }
      }
      return taking;
    }

    @Nullable Plan at(long time) {
      for (int i = plans.length - 1; i >= 0; i--) {
        if (time >= from[i] || i == 0) {
          return plans[i];
        }
      }
      return null;
    }
  }

  /** Looks at the stores again when it is time. */
  void tick(long wallTime) {
    if (refreshed != Long.MIN_VALUE && wallTime - refreshed < REFRESH_MS && wallTime >= refreshed) {
      return;
    }
    refreshed = wallTime;
    byModel.values().removeIf(entry -> entry.plans.length == 0);
    new ArrayList<>(byModel.keySet()).forEach(this::load);
    lastEntry = null;
    lastModel = new byte[0];
  }

  /** Every monitored model. */
  List<String> models() {
    List<String> models = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> all = monitors.all()) {
      all.forEachRemaining(entry -> models.add(new String(entry.key, StandardCharsets.UTF_8)));
    }
    return models;
  }

  @Override
  public @Nullable Plan at(Text model, long eventTime) {
    Entry entry = lastEntry;
    if (entry == null || !model.contentEquals(lastModel)) {
      entry = entry(model.toString());
      lastModel =
          Arrays.copyOfRange(model.bytes(), model.offset(), model.offset() + model.length());
      lastEntry = entry;
    }
    return entry.at(eventTime);
  }

  @Override
  public @Nullable Plan at(String model, long eventTime) {
    return entry(model).at(eventTime);
  }

  /** The plans of a model under which a meta record of a time may meet its prediction. */
  List<Plan> takingMeta(String model, long metaTime) {
    return entry(model).takingMeta(metaTime);
  }

  @Override
  public @Nullable Plan byId(long planId) {
    Plan last = lastById;
    if (last != null && last.id() == planId) {
      return last;
    }
    Plan plan = byId.get(planId);
    if (plan == null) {
      models().forEach(this::load);
      plan = byId.get(planId);
    }
    lastById = plan;
    return plan;
  }

  /**
   * The plan of this identity, waited for when it is not known: another instance may have read its
   * documents sooner than this one.
   *
   * @return null when it did not appear: its documents were deleted
   */
  @Nullable Plan awaited(long planId) {
    return awaited("plan " + Long.toHexString(planId), () -> byId(planId));
  }

  /** The plan of a model at a time, waited for in the same way. */
  @Nullable Plan awaited(String model, long eventTime) {
    Plan plan = at(model, eventTime);
    return plan == null ? awaited("model " + model, () -> load(model).at(eventTime)) : plan;
  }

  private @Nullable Plan awaited(String what, Supplier<@Nullable Plan> look) {
    Plan plan = look.get();
    for (long waited = 0;
        plan == null && waited < patience.toMillis() && !gone.contains(what);
        waited += LOOK_MS) {
      sleep();
      plan = look.get();
    }
    if (plan == null && gone.add(what)) {
      LOG.warn("The documents of {} are gone: what was made under them is passed over", what);
    }
    return plan;
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException("interrupted while waiting for a monitor", e);
    }
  }

  private Entry entry(String model) {
    Entry entry = byModel.get(model);
    return entry == null ? load(model) : entry;
  }

  private Entry load(String model) {
    byte[] document = monitors.get(model.getBytes(StandardCharsets.UTF_8));
    Entry known = byModel.get(model);
    if (known != null
        && known.complete
        && document != null
        && Arrays.equals(document, known.document)) {
      return known;
    }
    Entry entry =
        document == null
            ? new Entry(new byte[0], new long[0], new Plan[0], true)
            : compile(model, document);
    byModel.put(model, entry);
    return entry;
  }

  private Entry compile(String model, byte[] document) {
    List<MonitorVersion> versions;
    try {
      versions = source.monitor(document);
    } catch (IllegalArgumentException e) {
      LOG.error("The monitor of model {} can not be read and is passed over", model, e);
      return new Entry(document, new long[0], new Plan[0], true);
    }
    List<Plan> plans = new ArrayList<>();
    List<Long> from = new ArrayList<>();
    boolean complete = true;
    for (MonitorVersion version : versions) {
      String name = version.monitor().profile();
      ReferenceProfile profile = name == null ? null : profile(name);
      if (name != null && profile == null) {
        LOG.warn("Model {} waits for its profile {}", model, name);
        complete = false;
        continue;
      }
      Plan plan = Plan.compile(version.monitor(), profile, version.document());
      Plan same = byId.putIfAbsent(plan.id(), plan);
      plans.add(same == null ? plan : same);
      from.add(version.validFrom());
    }
    return new Entry(
        document,
        from.stream().mapToLong(Long::longValue).toArray(),
        plans.toArray(Plan[]::new),
        complete);
  }

  private @Nullable ReferenceProfile profile(String name) {
    byte[] document = profiles.get(name.getBytes(StandardCharsets.UTF_8));
    if (document == null) {
      return null;
    }
    try {
      return source.profile(document);
    } catch (IllegalArgumentException e) {
      LOG.error("The profile {} can not be read and is passed over", name, e);
      return null;
    }
  }
}
