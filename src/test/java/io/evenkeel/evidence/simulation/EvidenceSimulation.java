package io.evenkeel.evidence.simulation;

import io.evenkeel.evidence.Accumulation;
import io.evenkeel.evidence.EvidenceOptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Prints the tables of {@code docs/evidence.md}: false alarms and detection delays of the
 * detectors, of the usual rules beside them, and the published figures. The argument scales the
 * number of runs; 1 is the full simulation, 0.05 a quick look.
 */
public final class EvidenceSimulation {
  private final PrintStream out;
  private final double scale;

  private EvidenceSimulation(PrintStream out, double scale) {
    this.out = out;
    this.scale = scale;
  }

  /** Runs everything. */
  public static void main(String[] arguments) {
    double scale = arguments.length == 0 ? 1.0 : Double.parseDouble(arguments[0]);
    new EvidenceSimulation(new PrintStream(System.out, true, StandardCharsets.UTF_8), scale).run();
  }

  private void run() {
    quiet("(a) Drift: false alarms per 1,000 panes", DriftTable.RULES, Quiet.drift());
    delays("(a) Drift: delay in panes", DriftTable.RULES, Delay.drift());
    quiet("(b) Gap: false alarms per 1,000 panes", GapTable.RULES, Quiet.gap());
    delays("(b) Gap: delay in panes", GapTable.RULES, Delay.gap());
    quiet(
        "(c) Calibration: false alarms per 1,000 panes",
        CalibrationTable.RULES,
        Quiet.calibration());
    delays("(c) Calibration: delay in panes", CalibrationTable.RULES, Delay.calibration());
    family(false);
    family(true);
    edges();
    smallReference();
    overdispersion();
    exceedance();
  }

  private int runs(int full) {
    return (int) Math.max(4, Math.round(full * scale));
  }

  private void quiet(String title, List<String> rules, List<Quiet> cases) {
    header(title, "panes", rules);
    for (Quiet quiet : cases) {
      row(quiet.name(), quiet.measure(runs(20)));
    }
  }

  private void delays(String title, List<String> rules, List<Delay> cases) {
    List<String> columns = new ArrayList<>(List.of("published"));
    columns.addAll(rules);
    columns.add("agrees");
    header(title, "panes, change", columns);
    for (Delay delay : cases) {
      List<Measured> measured = delay.measure(runs(400));
      List<Object> cells = new ArrayList<>(List.of(delay.published()));
      cells.addAll(measured);
      Measured ours = measured.get(delay.column());
      cells.add(
          String.format(
              Locale.ROOT,
              "%s (se %.2f)",
              ours.agreesWith(delay.published()) ? "yes" : "NO",
              ours.standardError()));
      row(delay.name(), cells);
    }
  }

  private void family(boolean fullMargin) {
    String margin = fullMargin ? "full margin for 200 streams" : "margin of the table";
    Map<String, Double> alerts =
        new FamilyTable(1, fullMargin).falseAlertsPerPane((int) Math.max(100, 4000 * scale));
    header("(d) 200 streams, " + margin + ": false alerts per pane, no drift", "", alerts.keySet());
    row("", alerts.values());
    for (double shift : new double[] {1.0, 0.5}) {
      Map<Integer, List<Measured>> bySlice = new TreeMap<>();
      for (int seed = 0; seed < runs(20); seed++) {
        new FamilyTable(100 + seed, fullMargin)
            .delays(shift, 50, 150)
            .forEach(
                (n, measured) -> bySlice.computeIfAbsent(n, x -> new ArrayList<>()).add(measured));
      }
      List<Measured> falseAlerts = bySlice.remove(-1);
      header(
          "(d) "
              + margin
              + ", 2 of 20 features shift by "
              + shift
              + " sd: delay by events per pane",
          "",
          bySlice.keySet());
      row("e-BH", bySlice.values().stream().map(Measured::pooled).toList());
      out.printf(Locale.ROOT, "%nFalse alerts per run: %s%n", Measured.pooled(falseAlerts));
    }
  }

  private void edges() {
    EvidenceOptions standard = EvidenceOptions.standard();
    EvidenceOptions improved = standard.with(Accumulation.SHIRYAEV_ROBERTS).withFinerAlternatives();
    header(
        "(e) On the edge: false alarms per 1,000 panes", "truth", List.of("ARL 100", "ARL 1000"));
    edge(
        "drift, tolerance 0, 10 cells, 100 per pane",
        arl -> EdgeTable.drift(10, 100, 0, arl, runs(20)));
    edge(
        "drift, tolerance 0, 10 cells, 1000 per pane",
        arl -> EdgeTable.drift(10, 1000, 0, arl, runs(20)));
    edge(
        "drift, tolerance .099, 10 cells, 500 per pane",
        arl -> EdgeTable.drift(10, 500, 0.099, arl, runs(20)));
    for (int na : new int[] {10, 50, 200, 1000}) {
      for (double gap : new double[] {-0.05, 0.05}) {
        String name = "gap " + gap + ", " + na + "/" + 4 * na;
        edge(name, arl -> EdgeTable.gap(na, 4 * na, 0.3, gap, standard, arl, runs(20)));
        edge(
            name + ", Shiryaev-Roberts and finer gaps",
            arl -> EdgeTable.gap(na, 4 * na, 0.3, gap, improved, arl, runs(20)));
      }
    }
    edge(
        "gap, tolerance 0, 200/800",
        arl -> EdgeTable.gap(200, 800, 0.3, 0, standard, arl, runs(20)));
    edge(
        "calibration, all bins +.05, 200 per pane",
        arl -> EdgeTable.calibration(200, 0.05, arl, runs(20)));
    edge(
        "calibration, all bins +.05, 2000 per pane",
        arl -> EdgeTable.calibration(2000, 0.05, arl, runs(20)));
  }

  private interface ByArl {
    Trial<?> trial(double arl);
  }

  private void edge(String name, ByArl trials) {
    row(
        name,
        List.of(
            trials.trial(100).falseAlarms(2000).get(0),
            trials.trial(1000).falseAlarms(2000).get(0)));
  }

  private void smallReference() {
    header(
        "(e) Small reference, panes of 5,000, tolerance 0.02: false alarms per 1,000 panes",
        "records, direction",
        SmallReferenceTable.RULES);
    for (SmallReferenceTable.Direction direction : SmallReferenceTable.Direction.values()) {
      for (int m : new int[] {200, 500, 1000, 2000}) {
        row(
            m + ", " + direction,
            SmallReferenceTable.trial(m, direction, runs(40)).falseAlarms(100));
      }
    }
  }

  private void overdispersion() {
    header("(e) Overdispersion, 1000/4000", "", OverdispersionTable.RULES);
    row(
        "noise sd .04: false alarms per 1,000 panes",
        OverdispersionTable.trial(1000, 4000, 0.04, 0, 0, runs(100)).falseAlarms(1000));
    row(
        "noise sd .03 lasting 12 panes: false alarms per 1,000 panes",
        OverdispersionTable.slow(1000, 4000, 0.03, runs(100)).falseAlarms(1000));
    row(
        "noise sd .04: delay for -.15",
        OverdispersionTable.trial(1000, 4000, 0.04, 0, -0.15, runs(400)).delays(100, 300));
    row(
        "no noise, 200/800: delay for -.10",
        OverdispersionTable.trial(200, 800, 0, 0, -0.10, runs(400)).delays(100, 300));
    row(
        "no noise, 200/800: delay for -.15 from the first pane",
        OverdispersionTable.trial(200, 800, 0, 0, -0.15, runs(400)).delays(0, 300));
  }

  private void exceedance() {
    header("(D) Exceedance, null rate 0.10", "panes that exceed", List.of("measured", "published"));
    for (Map.Entry<Double, Double> rate : Map.of(0.05, 0.005, 0.10, 0.13).entrySet()) {
      Measured measured =
          ExceedanceTable.trial(rate.getKey(), rate.getKey(), runs(200)).falseAlarms(20_000).get(0);
      row(rate.getKey() + ": false alarms per 1,000 panes", List.of(measured, rate.getValue()));
    }
    for (Map.Entry<Double, Double> rate : Map.of(1.0, 4.0, 0.5, 14.7).entrySet()) {
      Measured measured =
          ExceedanceTable.trial(0.05, rate.getKey(), runs(2000)).delays(100, 500).get(0);
      row(rate.getKey() + ": delay", List.of(measured, rate.getValue()));
    }
  }

  private void header(String title, String corner, Iterable<?> columns) {
    out.println();
    out.println("### " + title);
    out.println();
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(column.toString()));
    out.println("| " + corner + " | " + String.join(" | ", names) + " |");
    out.println(
        "|---"
            + String.join("", IntStream.range(0, names.size()).mapToObj(i -> "|---").toList())
            + "|");
  }

  private void row(String name, Iterable<?> cells) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (Object cell : cells) {
      row.append(' ').append(cell instanceof Double number ? format(number) : cell).append(" |");
    }
    out.println(row);
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, value != 0 && value < 0.1 ? "%.3f" : "%.1f", value);
  }
}
