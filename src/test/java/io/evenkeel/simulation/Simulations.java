package io.evenkeel.simulation;

import io.evenkeel.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs seeds and gathers those that fail. */
public final class Simulations {
  private static final int DEFAULT_SEEDS = 500;
  private static final int TOLERATED_FAILURES = 3;
  private static final int FRAMES = 12;

  private Simulations() {}

  /** Every failing seed with its parameters and its first difference; stops after three. */
  public static List<String> run() {
    Map<String, ReferenceProfile> profiles =
        Map.of("income", Reference.of("income"), "loans", Reference.of("loans"));
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 0 : only;
    long last = only == null ? Integer.getInteger("simulation.seeds", DEFAULT_SEEDS) - 1 : only;
    List<String> failures = new ArrayList<>();
    for (long seed = first; seed <= last && failures.size() < TOLERATED_FAILURES; seed++) {
      String failure = run(seed, profiles, only != null);
      if (failure != null) {
        failures.add(failure);
      }
    }
    return failures;
  }

  private static String brief(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
      Arrays.stream(cause.getStackTrace())
          .limit(FRAMES)
          .forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }
    return text.toString();
  }

  private static void trace(boolean traced, String line) {
    if (traced) {
      System.out.println(line);
    }
  }

  private static @Nullable String run(
      long seed, Map<String, ReferenceProfile> profiles, boolean traced) {
    try (Simulation simulation = new Simulation(seed, profiles, line -> trace(traced, line))) {
      String difference;
      try {
        difference = simulation.difference();
      } catch (RuntimeException | AssertionError e) {
        difference = brief(e);
      }
      return difference == null
          ? null
          : "\nseed "
              + seed
              + " (run it alone with -Dsimulation.seed="
              + seed
              + ")\n"
              + simulation.description()
              + "\n"
              + difference;
    }
  }
}
