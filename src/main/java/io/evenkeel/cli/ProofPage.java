package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.batch.Fault;
import io.evenkeel.batch.Proof.Rule;
import io.evenkeel.batch.Proof.Score;
import io.evenkeel.batch.Proof.Size;
import io.evenkeel.config.Json;
import io.evenkeel.digest.Plan;
import io.evenkeel.monitor.AlertKind;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.monitor.Spans;
import io.evenkeel.monitor.Timing;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What came out of trying a monitor, as a page for people and as JSON. */
record ProofPage(Monitor monitor, Plan plan, Size size, List<Outcome> outcomes) {
  /** One stream and how the rules did in it. */
  record Outcome(Fault fault, Map<Rule, Score> scores) {}

  /** Alarms of one rule over quiet panes of all streams. */
  private record Total(int falseAlarms, int quiet) {
    double perThousand() {
      return 1000.0 * falseAlarms / quiet;
    }
  }

  private Map<Rule, Total> totals() {
    Map<Rule, Total> totals = new EnumMap<>(Rule.class);
    for (Outcome outcome : outcomes) {
      outcome
          .scores()
          .forEach(
              (rule, score) ->
                  totals.merge(
                      rule,
                      new Total(score.falseAlarms(), score.quiet()),
                      (a, b) ->
                          new Total(a.falseAlarms() + b.falseAlarms(), a.quiet() + b.quiet())));
    }
    return totals;
  }

  /** False alarms in 1,000 panes that the monitor's budget allows. */
  private double allowed() {
    Timing timing = monitor.timing();
    return Math.min(1000, 1000.0 * timing.pane().toMillis() / timing.falseAlertEvery().toMillis());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d streams of %d quiet panes and %d more, %,d records each; panes of %s.%n"
                + "Its budget of one false alarm in %s allows %.1f in 1,000 panes.%n%n",
            monitor.model(),
            outcomes.size(),
            size.quiet(),
            size.faulty(),
            size.records(),
            Spans.format(monitor.timing().pane()),
            Spans.format(monitor.timing().falseAlertEvery()),
            allowed()));
    line(text, "", ProofPage::word);
    line(
        text,
        "false alarms in 1,000 quiet panes",
        rule -> String.format(Locale.ROOT, "%.1f", of(totals(), rule).perThousand()));
    text.append(String.format("%nFalse alarms where nothing is wrong:%n"));
    for (Outcome outcome : outcomes) {
      if (!outcome.fault().wrong()) {
        line(
            text,
            "  " + words(outcome.fault()),
            rule -> String.format(Locale.ROOT, "%.1f", of(outcome.scores(), rule).perThousand()));
      }
    }
    text.append(String.format("%nPanes until it is told that:%n"));
    for (Outcome outcome : outcomes) {
      if (outcome.fault().wrong()) {
        line(text, "  " + words(outcome.fault()), rule -> delay(outcome, rule));
      }
    }
    return text.append(notes()).toString();
  }

  private static void line(StringBuilder text, String name, Function<Rule, String> cell) {
    text.append(String.format("%-58s", name));
    for (Rule rule : Rule.values()) {
      text.append(String.format(" %9s", cell.apply(rule)));
    }
    text.append(System.lineSeparator());
  }

  private static <T> T of(Map<Rule, T> all, Rule rule) {
    return Objects.requireNonNull(all.get(rule));
  }

  private String delay(Outcome outcome, Rule rule) {
    Score score = of(outcome.scores(), rule);
    if (score.delay().isPresent()) {
      return Integer.toString(score.delay().getAsInt());
    }
    return rule == Rule.EVENKEEL && !watched(outcome.fault()) ? "no check" : "missed";
  }

  /** Whether the monitor has a check for this sort of trouble. */
  private boolean watched(Fault fault) {
    AlertKind kind =
        switch (fault.kind()) {
          case DRIFT -> AlertKind.DRIFT;
          case GAP -> AlertKind.GROUP_GAP;
          case CALIBRATION -> AlertKind.CALIBRATION;
          case NONE, DELAY -> null;
        };
    return monitor.checks().isEmpty()
        || monitor.checks().stream().anyMatch(check -> check.kind() == kind);
  }

  private String notes() {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append(
        "evenkeel: this monitor. The usual rules look at every slice and feature in every pane: "
            + "psi > 0.2,\ngap > 0.1 and ratio < 0.8 of favourable predictions, ks with p < 0.05; "
            + "always and never say so.\nOne that raises false alarms in most panes tells of every "
            + "fault at once, and of nothing.\n");
    if (monitor.feedback().expected()) {
      long panes = plan.maturity().toMillis() / monitor.timing().pane().toMillis();
      text.append(
          String.format(
              "Labels are judged at an age of %s: what only they show takes about %,d panes longer.%n",
              Spans.format(plan.maturity()), panes));
    }
    if (outcomes.stream().anyMatch(o -> o.fault().wrong() && !watched(o.fault()))) {
      text.append("no check: the monitor has no check for this sort of trouble.\n");
    }
    return text.append(
            "missed: not told within these panes; what lies within a tolerance should not be.\n")
        .toString();
  }

  private static String words(Fault fault) {
    String size = String.format(Locale.ROOT, "%.2f", fault.size());
    return switch (fault.kind()) {
      case NONE -> "all as in the reference";
      case DRIFT -> fault.where() + " is higher by " + size + " sd";
      case GAP -> fault.where() + " is favoured less, by " + size;
      case CALIBRATION -> "scores are too high by " + size + " (logit)";
      case DELAY ->
          (fault.where().isEmpty() ? "positive labels" : "labels of " + fault.where())
              + " late by "
              + size
              + " maturities";
    };
  }

  private static String word(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  String json() throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("model", monitor.model());
    root.put("records", size.records());
    root.put("quietPanes", size.quiet());
    root.put("faultyPanes", size.faulty());
    root.put("allowedFalseAlarmsPerThousand", allowed());
    ObjectNode all = root.putObject("total");
    totals()
        .forEach(
            (rule, total) -> {
              ObjectNode one = all.putObject(word(rule));
              one.put("falseAlarms", total.falseAlarms());
              one.put("quietPanes", total.quiet());
              one.put("falseAlarmsPerThousand", total.perThousand());
            });
    ArrayNode streams = root.putArray("streams");
    for (Outcome outcome : outcomes) {
      ObjectNode stream = streams.addObject();
      Fault fault = outcome.fault();
      stream.put("fault", word(fault));
      stream.put("size", fault.size());
      stream.put("where", fault.where());
      if (fault.wrong()) {
        stream.put("watched", watched(fault));
      }
      ObjectNode rules = stream.putObject("rules");
      outcome.scores().forEach((rule, score) -> put(rules.putObject(word(rule)), fault, score));
    }
    return Json.pretty(root);
  }

  private static String word(Fault fault) {
    return fault.kind().name().toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode one, Fault fault, Score score) {
    one.put("falseAlarms", score.falseAlarms());
    one.put("quietPanes", score.quiet());
    one.put("falseAlarmsPerThousand", score.perThousand());
    if (fault.wrong()) {
      one.put("missed", score.delay().isEmpty());
      score.delay().ifPresent(panes -> one.put("delay", panes));
    }
  }
}
