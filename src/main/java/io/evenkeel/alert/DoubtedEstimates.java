package io.evenkeel.alert;

import io.evenkeel.digest.Slicer;
import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.evaluation.WithheldEstimates;
import io.evenkeel.observation.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When quality that was estimated without labels was found to be wrong, by slice: such estimates
 * are not published until they are right again or the profile, which calibrates them, is replaced.
 *
 * <p>A function of the steps taken, not of when a window is told of. In the desk's book as {@code
 * estimates}:
 *
 * <pre>
 * byte 1, varint count, then of each span: slice, signed varints from and until (start of the pane
 * that found it; of the pane that ended it, or the largest long)
 * </pre>
 */
public final class DoubtedEstimates {
  /** Every estimate is believed. */
  public static final DoubtedEstimates NONE = new DoubtedEstimates(List.of());

  private static final String NAME = "estimates";
  private static final int VERSION = 1;

  private final List<Span> spans;

  private record Span(String slice, long from, long until) {
    boolean open() {
      return until == Long.MAX_VALUE;
    }
  }

  private DoubtedEstimates(List<Span> spans) {
    this.spans = List.copyOf(spans);
  }

  /** What the desk of a series last wrote into its book. */
  public static DoubtedEstimates of(StateBook book) {
    byte[] bytes = book.get(NAME);
    if (bytes == null) {
      return NONE;
    }
    Bytes.Reader in = new Bytes.Reader(bytes);
    in.expectFormat("estimates state", VERSION);
    int count = in.readCount();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new Span(in.readString(), in.readSigned(), in.readSigned()));
    }
    return new DoubtedEstimates(spans);
  }

  /**
   * After one more step.
   *
   * @param doubted slices whose estimates are wrong now
   * @param start first millisecond of the step's pane
   * @param forgotten spans that ended before this no longer matter
   */
  DoubtedEstimates after(Set<String> doubted, long start, long forgotten) {
    List<Span> next = new ArrayList<>();
    for (Span span : spans) {
      if (span.open() && !doubted.contains(span.slice())) {
        next.add(new Span(span.slice(), span.from(), start));
      } else if (span.until() >= forgotten) {
        next.add(span);
      }
    }
    for (String slice : doubted) {
      if (spans.stream().noneMatch(span -> span.open() && span.slice().equals(slice))) {
        next.add(new Span(slice, start, Long.MAX_VALUE));
      }
    }
    return new DoubtedEstimates(next);
  }

  void write(StateBook book) {
    if (spans.isEmpty()) {
      book.delete(NAME);
      return;
    }
    Bytes out = new Bytes(64).writeByte(VERSION).writeUnsigned(spans.size());
    for (Span span : spans) {
      out.writeString(span.slice()).writeSigned(span.from()).writeSigned(span.until());
    }
    book.put(NAME, out.toArray());
  }

  /** The report without estimates, where they are doubted in its last pane. */
  WindowReport applied(WindowReport report) {
    Span span = span(report.slice(), report.end() - 1);
    return span == null
        ? report
        : WithheldEstimates.of(
            report,
            "not trustworthy since "
                + Instant.ofEpochMilli(span.from())
                + ": labels of "
                + Sentences.slice(span.slice())
                + " refute the estimate");
  }

  /** Estimates of every slice come from one calibration, so that doubt about all is about each. */
  private @Nullable Span span(String slice, long time) {
    for (Span span : spans) {
      boolean about = span.slice().equals(slice) || span.slice().equals(Slicer.OVERALL);
      if (about && span.from() <= time && time < span.until()) {
        return span;
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DoubtedEstimates doubted && spans.equals(doubted.spans);
  }

  @Override
  public int hashCode() {
    return spans.hashCode();
  }
}
