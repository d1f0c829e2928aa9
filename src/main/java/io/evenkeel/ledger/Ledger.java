package io.evenkeel.ledger;

import io.evenkeel.alert.PaneReader;
import io.evenkeel.alert.Step;
import io.evenkeel.digest.LabelAges;
import io.evenkeel.digest.Plan;
import io.evenkeel.digest.Series;
import io.evenkeel.evaluation.WindowSpan;
import io.evenkeel.monitor.ReportWindow;
import io.evenkeel.monitor.Timing;
import io.evenkeel.observation.Bytes;
import io.evenkeel.summary.SliceSummary;
import io.evenkeel.summary.SummaryCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The book of panes of the models of one task.
 *
 * <p>Panes are sums of deltas and stay updatable until no label can reach them. Longer windows are
 * unions of panes, made when read; the cumulative window is kept beside them. Steps are taken once
 * per pane, in order. Confined to one thread.
 */
public final class Ledger {
  private static final char[] PANES = {LedgerKeys.ON_TIME, LedgerKeys.LATE, LedgerKeys.BAND};

  private static final long UNREACHED = Duration.ofDays(7).toMillis();

  private final OrderedStore store;
  private final PlanBook plans;

  public Ledger(OrderedStore store, PlanBook plans) {
    this.store = store;
    this.plans = plans;
  }

  /**
   * Adds a delta to its pane and to the cumulative window; marks both as changed.
   *
   * @return false when the pane is so old that it was forgotten, and nothing was added
   */
  public boolean add(Delta delta, Plan plan, SliceSummary more) {
    Series series = delta.series();
    SeriesProgress progress = progressOf(series);
    if (progress != null
        && ((progress.hasStepped() && delta.pane() < progress.nextPane() - kept(plan))
            || delta.pane() < progress.forgotten())) {
      return false;
    }
    if (delta.band() > 0) {
      addTo(LedgerKeys.band(series, delta.pane(), delta.slice(), delta.band()), plan, more);
      return true;
    }
    char type = delta.late() ? LedgerKeys.LATE : LedgerKeys.ON_TIME;
    addTo(LedgerKeys.slice(type, series, delta.pane(), delta.slice()), plan, more);
    addTo(LedgerKeys.slice(LedgerKeys.ALL, series, plan.id(), delta.slice()), plan, more);
    store.put(LedgerKeys.pane(LedgerKeys.CHANGED, series, delta.pane()), new byte[] {1});
    if (!delta.late() && delta.slice().equals("*")) {
      noteData(series, plan, delta.pane());
    } else if (progress == null) {
      noteData(series, plan, delta.pane());
    }
    return true;
  }

  private void addTo(byte[] key, Plan plan, SliceSummary more) {
    byte[] bytes = store.get(key);
    SliceSummary known = bytes == null ? null : decode(plan, bytes);
    // Two plans meet in one pane only when a monitor was deleted and applied anew: the new one
    // stays.
    SliceSummary sum =
        known == null || !known.layout().equals(more.layout()) ? more : known.plus(more);
    if (sum.isEmpty()) {
      store.delete(key);
    } else {
      store.put(key, encode(plan, sum));
    }
  }

  private static byte[] encode(Plan plan, SliceSummary summary) {
    Bytes out = new Bytes(256).writeLong(plan.id());
    SummaryCodec.write(summary, out);
    return out.toArray();
  }

  /** A stored sum; null when the plan it was summed under is gone, and with it what it means. */
  private @Nullable SliceSummary decode(Plan plan, byte[] bytes) {
    Bytes.Reader in = new Bytes.Reader(bytes);
    long planId = in.readLong();
    Plan of = planId == plan.id() ? plan : plans.byId(planId);
    return of == null ? null : SummaryCodec.read(of.layout(), in);
  }

  private void noteData(Series series, Plan plan, long pane) {
    byte[] key = LedgerKeys.series(LedgerKeys.PROGRESS, series);
    byte[] known = store.get(key);
    if (known == null) {
      store.put(key, SeriesProgress.first(pane, plan.id()).encode());
      return;
    }
    SeriesProgress progress = SeriesProgress.decode(known);
    boolean stepped = progress.hasStepped();
    long first = stepped ? progress.firstPane() : Math.min(progress.firstPane(), pane);
    long next = stepped ? progress.nextPane() : first;
    if (first != progress.firstPane() || pane > progress.lastPane()) {
      long planId = pane >= progress.lastPane() ? plan.id() : progress.planId();
      long last = Math.max(progress.lastPane(), pane);
      store.put(
          key,
          new SeriesProgress(first, last, next, planId, progress.closed(), progress.forgotten())
              .encode());
    }
  }

  /**
   * Takes every step that is due.
   *
   * @param watermark both kinds of input have come this far, milliseconds since 1970
   * @param ended whether input has ended: then every pane is closed and every label is mature
   * @param quiet whether no more predictions are to come, so that their silence means nothing
   */
  public void advance(
      String model, long watermark, boolean ended, boolean quiet, LedgerEvents events) {
    Map<Series, SeriesProgress> all = progress(model);
    Set<Series> moved = new LinkedHashSet<>();
    Map<Series, Long> last = ended || quiet ? lastLabels(all) : Map.of();
    Series next = due(all, watermark, ended, last);
    while (next != null) {
      all.put(next, step(next, all, ended || quiet, events));
      moved.add(next);
      next = due(all, watermark, ended, last);
    }
    all.replaceAll(
        (series, progress) -> {
          SeriesProgress closed = closed(series, progress, watermark, ended);
          if (!closed.equals(progress)) {
            moved.add(series);
          }
          return closed;
        });
    for (Series series : moved) {
      SeriesProgress progress = all.get(series);
      if (progress != null) {
        store.put(LedgerKeys.series(LedgerKeys.PROGRESS, series), progress.encode());
      }
    }
    if (!ended) {
      all.forEach((series, progress) -> retire(series, progress, watermark, events));
    }
  }

  /**
   * Drops a series, such as a replaced version of a model, a week after anything in order could
   * reach it.
   */
  private void retire(Series series, SeriesProgress progress, long watermark, LedgerEvents events) {
    Plan plan = planOf(series, progress);
    if (plan == null || reachable(plan, watermark - UNREACHED) <= progress.lastPane()) {
      return;
    }
    publish(events);
    List<byte[]> keys = new ArrayList<>();
    for (char type : LedgerKeys.ALL_TYPES) {
      store.scan(LedgerKeys.series(type, series), (key, value) -> keys.add(key.clone()));
    }
    keys.forEach(store::delete);
  }

  /** Closes windows that reach beyond the last step: steps stop some time after the last data. */
  private SeriesProgress closed(
      Series series, SeriesProgress progress, long watermark, boolean ended) {
    Plan plan = planOf(series, progress);
    if (plan == null) {
      return progress;
    }
    SeriesProgress reached = progress;
    for (ReportWindow window : plan.monitor().windows()) {
      long length = lengthOf(window);
      long end = length == 0 ? Long.MIN_VALUE : endOf(progress.lastPane(), length);
      boolean over = ended || end <= watermark - plan.monitor().timing().grace().toMillis();
      if (over && !reached.isClosed(end)) {
        reached = reached.closedTo(end);
        store.put(LedgerKeys.pane(LedgerKeys.CHANGED, series, progress.lastPane()), new byte[] {1});
      }
    }
    return reached;
  }

  private static long endOf(long pane, long length) {
    return Math.floorDiv(pane, length) * length + length;
  }

  /**
   * The series whose step comes next: the earliest pane first, so that the order is always the
   * same.
   */
  private @Nullable Series due(
      Map<Series, SeriesProgress> all, long watermark, boolean ended, Map<Series, Long> last) {
    Series earliest = null;
    long earliestPane = Long.MAX_VALUE;
    for (Map.Entry<Series, SeriesProgress> entry : all.entrySet()) {
      SeriesProgress progress = entry.getValue();
      Plan plan = planOf(entry.getKey(), progress);
      if (plan != null
          && progress.nextPane() < earliestPane
          && isDue(plan, progress, watermark, ended, last.get(entry.getKey()))) {
        earliest = entry.getKey();
        earliestPane = progress.nextPane();
      }
    }
    return earliest;
  }

  /**
   * Whether the next step of a series may be taken.
   *
   * @param last the last step that has something to decide, null while more may come
   */
  private static boolean isDue(
      Plan plan, SeriesProgress progress, long watermark, boolean ended, @Nullable Long last) {
    Timing timing = plan.monitor().timing();
    long length = timing.pane().toMillis();
    long pane = progress.nextPane();
    long until = last != null ? last : progress.lastPane() + upToPanes(retention(plan), length);
    return pane <= until && (ended || pane + length + timing.grace().toMillis() <= watermark);
  }

  /** When no more predictions come, the last step in which labels can change a decision. */
  private Map<Series, Long> lastLabels(Map<Series, SeriesProgress> all) {
    Map<Series, Long> last = new TreeMap<>();
    all.forEach(
        (series, progress) -> {
          Plan plan = planOf(series, progress);
          if (plan == null) {
            return;
          }
          LabelAges ages = plan.labelAges();
          last.put(series, progress.lastPane() + ages.steps(0));
          store.scan(
              LedgerKeys.series(LedgerKeys.BAND, series),
              (key, value) -> {
                LedgerKeys.Parsed band = LedgerKeys.parse(key);
                last.merge(series, band.pane() + ages.steps(band.band()), Math::max);
              });
        });
    return last;
  }

  private SeriesProgress step(
      Series series, Map<Series, SeriesProgress> all, boolean expected, LedgerEvents events) {
    SeriesProgress progress = Objects.requireNonNull(all.get(series));
    Plan last = Objects.requireNonNull(planOf(series, progress));
    long pane = progress.nextPane();
    Plan plan = planAt(series, pane, last);
    long length = plan.monitor().timing().pane().toMillis();
    boolean quiet = (expected && pane > progress.lastPane()) || othersActive(series, pane, all);
    events.step(plan, step(series, plan, pane, length, plan.maturity().toMillis(), quiet));
    if (pane <= progress.lastPane()) {
      store.put(LedgerKeys.pane(LedgerKeys.CHANGED, series, pane), new byte[] {1});
    }
    SeriesProgress stepped = progress.stepped(pane + length);
    long end = reachable(plan, pane + length);
    if (end <= progress.forgotten()) {
      return stepped;
    }
    if (!keys(LedgerKeys.CHANGED, series, progress.forgotten(), end + longest(plan)).isEmpty()) {
      // Time leapt: tell of the windows that need the panes while they are still known.
      store.put(LedgerKeys.series(LedgerKeys.PROGRESS, series), stepped.encode());
      publish(events);
    }
    for (char type : PANES) {
      keys(type, series, progress.forgotten(), end).forEach(store::delete);
    }
    return stepped.forgottenTo(end);
  }

  /** The plan of the last data, or the one that took its place when it is gone. */
  private @Nullable Plan planOf(Series series, SeriesProgress progress) {
    Plan plan = plans.byId(progress.planId());
    return plan == null ? plans.at(series.model(), progress.lastPane()) : plan;
  }

  private Plan planAt(Series series, long pane, Plan otherwise) {
    Plan plan = plans.at(series.model(), pane);
    return plan == null ? otherwise : plan;
  }

  private static long upToPanes(long span, long length) {
    return (span + length - 1) / length * length;
  }

  private static long retention(Plan plan) {
    return plan.monitor().feedback().waitFor().toMillis();
  }

  private static boolean othersActive(Series series, long pane, Map<Series, SeriesProgress> all) {
    return all.entrySet().stream()
        .anyMatch(
            other ->
                !other.getKey().equals(series)
                    && other.getKey().stage() == series.stage()
                    && other.getValue().lastPane() >= pane);
  }

  private Step step(
      Series series, Plan plan, long pane, long length, long maturity, boolean quiet) {
    long age = upToPanes(maturity, length);
    long due = pane - age;
    SortedMap<String, SliceSummary> labels = slices(LedgerKeys.ON_TIME, series, due, plan);
    List<Step.MaturedPane> matured =
        labels.isEmpty() ? List.of() : List.of(new Step.MaturedPane(due, due + length, labels));
    return new Step(
        series,
        Math.floorDiv(pane, length),
        pane,
        pane + length,
        slices(LedgerKeys.ON_TIME, series, pane, plan),
        matured,
        quiet);
  }

  /**
   * Everything known of the panes that start in a span, by slice: on time and late, labels of any
   * age. Panes of any length count that were summed under a plan whose sums mean the same.
   */
  private SortedMap<String, SliceSummary> sum(Series series, long from, long to, Plan plan) {
    SortedMap<String, SliceSummary> sum = new TreeMap<>();
    for (char type : new char[] {LedgerKeys.ON_TIME, LedgerKeys.LATE}) {
      store.range(
          LedgerKeys.pane(type, series, from),
          LedgerKeys.pane(type, series, to),
          (key, value) -> {
            SliceSummary summary = decode(plan, value);
            if (summary != null && summary.layout().equals(plan.layout())) {
              sum.merge(LedgerKeys.parse(key).slice(), summary, SliceSummary::plus);
            }
          });
    }
    return sum;
  }

  /**
   * Panes as a step may see them: on-time predictions, and in block {@code MATURE} the labels that
   * are sure to have come by then.
   */
  public PaneReader knownBy(Step step, Plan plan) {
    LabelAges ages = plan.labelAges();
    return start -> {
      SortedMap<String, SliceSummary> known =
          slices(LedgerKeys.ON_TIME, step.series(), start, plan);
      known.values().removeIf(summary -> !summary.layout().equals(plan.layout()));
      store.scan(
          LedgerKeys.pane(LedgerKeys.BAND, step.series(), start),
          (key, value) -> {
            LedgerKeys.Parsed band = LedgerKeys.parse(key);
            SliceSummary more = decode(plan, value);
            if (more != null && ages.steps(band.band()) <= step.start() - start) {
              merge(known, new TreeMap<>(Map.of(band.slice(), more)));
            }
          });
      return known;
    };
  }

  private SortedMap<String, SliceSummary> slices(char type, Series series, long pane, Plan plan) {
    SortedMap<String, SliceSummary> slices = new TreeMap<>();
    store.scan(
        LedgerKeys.pane(type, series, pane),
        (key, value) -> {
          SliceSummary summary = decode(plan, value);
          if (summary != null) {
            slices.put(LedgerKeys.parse(key).slice(), summary);
          }
        });
    return slices;
  }

  private static void merge(
      SortedMap<String, SliceSummary> into, SortedMap<String, SliceSummary> more) {
    more.forEach(
        (slice, summary) -> {
          SliceSummary known = into.get(slice);
          if (known == null) {
            into.put(slice, summary);
          } else if (known.layout().equals(summary.layout())) {
            into.put(slice, known.plus(summary));
          }
        });
  }

  /** Tells of every window that changed since the last call. */
  public void publish(LedgerEvents events) {
    List<LedgerKeys.Parsed> changed = new ArrayList<>();
    store.scan(
        LedgerKeys.type(LedgerKeys.CHANGED), (key, value) -> changed.add(LedgerKeys.parse(key)));
    Map<String, WindowTask> tasks = new LinkedHashMap<>();
    for (LedgerKeys.Parsed change : changed) {
      store.delete(LedgerKeys.pane(LedgerKeys.CHANGED, change.series(), change.pane()));
      SeriesProgress progress = progressOf(change.series());
      Plan plan = progress == null ? null : planOf(change.series(), progress);
      if (progress != null && plan != null) {
        plan = planAt(change.series(), change.pane(), plan);
        for (ReportWindow window : plan.monitor().windows()) {
          WindowTask task = task(plan, change, window, progress);
          tasks.putIfAbsent(task.series() + " " + task.span(), task);
        }
      }
    }
    tasks.values().forEach(task -> tell(task, events));
  }

  private record WindowTask(Plan plan, Series series, WindowSpan span) {}

  private static WindowTask task(
      Plan plan, LedgerKeys.Parsed change, ReportWindow window, SeriesProgress progress) {
    long pane = plan.monitor().timing().pane().toMillis();
    long start;
    long end;
    if (window.length() == null) {
      start = progress.firstPane();
      end = Math.max(progress.lastPane(), start) + pane;
    } else {
      long length = window.length().toMillis();
      start = Math.floorDiv(change.pane(), length) * length;
      end = start + length;
    }
    boolean closed = progress.isClosed(end);
    return new WindowTask(
        plan, change.series(), new WindowSpan(window.toString(), start, end, closed));
  }

  private void tell(WindowTask task, LedgerEvents events) {
    Plan plan = task.plan();
    WindowSpan span = task.span();
    SortedMap<String, SliceSummary> slices = new TreeMap<>();
    if (span.name().equals(ReportWindow.ALL.toString())) {
      slices.putAll(slices(LedgerKeys.ALL, task.series(), plan.id(), plan));
    } else {
      slices.putAll(sum(task.series(), span.start(), span.end(), plan));
    }
    slices.values().removeIf(summary -> !summary.layout().equals(plan.layout()));
    events.window(plan, task.series(), span, slices);
  }

  /** No label can reach and no window needs the panes that start before this. */
  private static long reachable(Plan plan, long now) {
    long length = plan.monitor().timing().pane().toMillis();
    return Math.floorDiv(now - kept(plan), length) * length;
  }

  private List<byte[]> keys(char type, Series series, long from, long to) {
    List<byte[]> keys = new ArrayList<>();
    store.range(
        LedgerKeys.pane(type, series, from),
        LedgerKeys.pane(type, series, to),
        (key, value) -> keys.add(key.clone()));
    return keys;
  }

  /** How long a pane is kept behind the step that is due. */
  private static long kept(Plan plan) {
    return retention(plan)
        + plan.maturity().toMillis()
        + longest(plan)
        + 2 * plan.monitor().timing().pane().toMillis()
        + plan.monitor().timing().grace().toMillis();
  }

  private static long longest(Plan plan) {
    return plan.monitor().windows().stream().mapToLong(Ledger::lengthOf).max().orElse(0);
  }

  private static long lengthOf(ReportWindow window) {
    return window.length() == null ? 0 : window.length().toMillis();
  }

  private @Nullable SeriesProgress progressOf(Series series) {
    byte[] known = store.get(LedgerKeys.series(LedgerKeys.PROGRESS, series));
    return known == null ? null : SeriesProgress.decode(known);
  }

  private Map<Series, SeriesProgress> progress(String model) {
    Map<Series, SeriesProgress> progress = new TreeMap<>();
    store.scan(
        LedgerKeys.model(LedgerKeys.PROGRESS, model),
        (key, value) -> progress.put(LedgerKeys.parse(key).series(), SeriesProgress.decode(value)));
    return progress;
  }
}
