package io.evenkeel;

import io.evenkeel.http.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stream's state as probes want it told. */
final class InstanceHealth implements Health {
  private final Supplier<@Nullable Evenkeel> stream;
  private final Supplier<List<Reason>> others;

  /**
   * Looks at these.
   *
   * @param stream the stream, null until it is made
   * @param others why the rest of the instance is not ready
   */
  InstanceHealth(Supplier<@Nullable Evenkeel> stream, Supplier<List<Reason>> others) {
    this.stream = stream;
    this.others = others;
  }

  @Override
  public List<Reason> notAlive() {
    Evenkeel evenkeel = stream.get();
    return evenkeel != null && evenkeel.streams().failed()
        ? List.of(new Reason("failed", "the stream has given up; see the log"))
        : List.of();
  }

  @Override
  public List<Reason> notReady() {
    List<Reason> reasons = new ArrayList<>();
    Evenkeel evenkeel = stream.get();
    if (evenkeel == null) {
      reasons.add(new Reason("starting", "the stream is being made"));
    } else if (evenkeel.streams().failed()) {
      reasons.add(new Reason("failed", "the stream has given up; see the log"));
    } else if (!evenkeel.streams().running()) {
      reasons.add(notRunning(evenkeel));
    }
    reasons.addAll(others.get());
    return reasons;
  }

  private static Reason notRunning(Evenkeel evenkeel) {
    long left = evenkeel.streams().restoring();
    return left > 0
        ? new Reason("restoring", left + " records of the state are still to be read")
        : new Reason("rebalancing", "the stream is " + evenkeel.streams().state());
  }
}
