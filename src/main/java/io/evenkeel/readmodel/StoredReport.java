package io.evenkeel.readmodel;

import io.evenkeel.evaluation.Measurement;
import io.evenkeel.evaluation.Verdict;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.evaluation.WindowReport.State;
import org.jspecify.annotations.Nullable;

/**
 * The head of a report, and its bytes packed. Immutable.
 *
 * @param end first millisecond after the window
 * @param updated when the cluster got it, milliseconds since 1970
 * @param verdicts what the checks say of it
 * @param packed the record's value, see {@link Packing}
 */
public record StoredReport(
    ReportKey key,
    long start,
    long end,
    State state,
    long revision,
    long n,
    long labelled,
    @Nullable Double coverage,
    @Nullable Long lagMedian,
    long updated,
    Verdicts verdicts,
    Packing packed) {
  /** Bytes of a head, roughly. */
  private static final int HEAD = 250;

  /** How many measurements got which verdict. */
  public record Verdicts(int ok, int breach, int insufficient) {
    public static final Verdicts NONE = new Verdicts(0, 0, 0);

    /** Both together. */
    public Verdicts plus(Verdicts other) {
      return new Verdicts(ok + other.ok, breach + other.breach, insufficient + other.insufficient);
    }

    /** The worst that is known; insufficient when nothing is. */
    public Verdict worst() {
      if (breach > 0) {
        return Verdict.BREACH;
      }
      return ok > 0 ? Verdict.OK : Verdict.INSUFFICIENT;
    }
  }

  static StoredReport of(ReportKey key, WindowReport report, long updated, byte[] value) {
    return new StoredReport(
        key,
        report.start(),
        report.end(),
        report.state(),
        report.revision(),
        report.n(),
        report.labelled(),
        report.coverage(),
        report.lagMedian(),
        updated,
        verdicts(report),
        Packing.of(value));
  }

  private static Verdicts verdicts(WindowReport report) {
    int[] counts = new int[Verdict.values().length];
    for (Measurement measurement : report.measurements()) {
      if (measurement.verdict() != null) {
        counts[measurement.verdict().ordinal()]++;
      }
    }
    return new Verdicts(
        counts[Verdict.OK.ordinal()],
        counts[Verdict.BREACH.ordinal()],
        counts[Verdict.INSUFFICIENT.ordinal()]);
  }

  /** Memory it takes, roughly. */
  int bytes() {
    return HEAD + packed.size();
  }
}
