package io.evenkeel.cli;

import io.evenkeel.config.RouteSettings;
import io.evenkeel.receiver.Outcome;
import io.evenkeel.receiver.TestAlert;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries the way to the receivers of alerts. */
@Command(
    name = "route-test",
    description = {
      "Sends a marked test alert to every route, or to one, and says what became of it.",
      "Needs no cluster. Exit code 1 when a receiver did not accept."
    })
final class RouteTestCommand implements Callable<Integer> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--route", paramLabel = "NAME", description = "Only this route.")
  private @Nullable String name;

  @Override
  public Integer call() {
    List<RouteSettings> routes =
        cluster.settings().routes().stream()
            .filter(route -> name == null || name.equals(route.name()))
            .toList();
    if (routes.isEmpty()) {
      String known =
          cluster.settings().routes().stream()
              .map(RouteSettings::name)
              .collect(Collectors.joining(", "));
      throw new UsageException(
          "there is no route"
              + (name == null ? "" : " '" + name + "'")
              + " in the settings; routes: "
              + (known.isEmpty() ? "none" : known));
    }
    boolean all = true;
    for (RouteSettings route : routes) {
      all &= accepted(route);
    }
    return (all ? ExitCode.OK : ExitCode.FAILURE).code();
  }

  private static boolean accepted(RouteSettings route) {
    long began = System.nanoTime();
    Outcome outcome = TestAlert.send(route, Clock.systemUTC());
    String urls =
        route.urls().stream().map(RouteSettings::origin).collect(Collectors.joining(", "));
    System.out.printf(
        Locale.ROOT,
        "%s to %s: %s (%s) after %d ms%n",
        route,
        urls,
        words(outcome.fate()),
        outcome.reason(),
        (System.nanoTime() - began) / NANOS_PER_MILLI);
    if (outcome.fate() != Outcome.Fate.ACCEPTED && !outcome.answer().isBlank()) {
      System.out.println("  " + outcome.answer().replaceAll("\\p{Cntrl}+", " ").strip());
    }
    return outcome.fate() == Outcome.Fate.ACCEPTED;
  }

  private static String words(Outcome.Fate fate) {
    return switch (fate) {
      case ACCEPTED -> "accepted";
      case LATER -> "NOT accepted; an alert would be kept and tried again";
      case REFUSED -> "REFUSED; an alert would be passed over";
    };
  }
}
