package io.evenkeel.cli;

import io.evenkeel.batch.Fault;
import io.evenkeel.batch.Fault.ClassPair;
import io.evenkeel.batch.Fault.Kind;
import io.evenkeel.batch.NeutralRows;
import io.evenkeel.batch.Proof;
import io.evenkeel.batch.ReferencePanes;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.FeatureValue.Numeric;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.monitor.Classes;
import io.evenkeel.monitor.SliceSpec;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.reference.ReferenceProfileBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries a monitor on real rows with faults of known size. */
@Command(
    name = "prove",
    description = {
      "Tries a binary monitor on panes of rows drawn from a file: quiet ones, then ones with a fault.",
      "Groups are dealt anew and labels drawn from the scores first, so that what the file is like",
      "is no fault. Prints false alarms and delays of the monitor and of the usual thresholds."
    })
final class ProveCommand implements Callable<Integer> {
  private static final long STREAMS = 1000;

  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--json", description = "Print one JSON document in place of a table.")
  private boolean json;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "500",
      description = "Records of a pane (${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--panes",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Quiet panes of each stream; half as many follow with the fault" + " (${DEFAULT-VALUE}).")
  private int panes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is drawn (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    Classes classes = data.monitor().classes();
    if (classes == null || classes.labels().size() != 2) {
      throw new UsageException("prove needs a monitor of task binary");
    }
    if (records < 1 || panes < 2) {
      throw new UsageException("prove needs at least one record and two panes");
    }
    Progress progress = Progress.onError(quiet);
    // The p values that the usual rules go by are not among the metrics of an ordinary report.
    data.measureEverything();
    ClassPair pair = pair(classes);
    List<LabelledPrediction> rows = NeutralRows.of(data.rows(), pair, seed);
    if (rows.isEmpty()) {
      throw new UsageException("the data file has no rows");
    }
    ReferenceProfile given = data.profile(progress);
    Plan plan = data.plan(given == null ? own(rows, progress) : given);
    List<Fault> faults = faults(rows, plan, pair);
    int streamed = (panes + panes / 2) * records;
    progress.of((long) faults.size() * streamed);
    Proof.Size size = new Proof.Size(records, panes, panes / 2);
    Proof proof = new Proof(plan, rows, pair, size);
    List<ProofPage.Outcome> outcomes = new ArrayList<>();
    for (Fault fault : faults) {
      int number = outcomes.size();
      long before = (long) number * streamed;
      // Streams of their own, so that their quiet panes add up.
      long own = seed * STREAMS + number;
      outcomes.add(
          new ProofPage.Outcome(
              fault, proof.run(fault, own, taken -> progress.step("records", before + taken))));
    }
    progress.done();
    ProofPage page = new ProofPage(data.monitor(), plan, size, outcomes);
    System.out.print(json ? page.json() + System.lineSeparator() : page.text());
    return ExitCode.OK.code();
  }

  private static ClassPair pair(Classes classes) {
    List<String> labels = classes.labels();
    return new ClassPair(
        classes.positive(),
        labels.get(1 - classes.positiveIndex()),
        classes.favourable(),
        labels.get(1 - classes.favourableIndex()));
  }

  private ReferenceProfile own(List<LabelledPrediction> rows, Progress progress) {
    String name = data.monitor().profile() == null ? "own@1" : data.monitor().profile();
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(data.monitor(), name, "the rows that are proved with");
    builder.onProgress((pass, done) -> progress.step("reference, pass " + pass, done));
    ReferenceProfile profile = builder.build(rows);
    ReferenceProfile spread = ReferencePanes.learn(data.monitor(), profile, rows);
    progress.done();
    return ProfileFile.sealed(spread);
  }

  private List<Fault> faults(List<LabelledPrediction> rows, Plan plan, ClassPair pair) {
    List<Fault> faults = new ArrayList<>(List.of(new Fault(Kind.NONE, 0, "", 1)));
    String feature = numeric(rows);
    if (feature != null) {
      double deviation = deviation(rows, feature);
      for (double size : new double[] {0.25, 0.5, 1}) {
        faults.add(new Fault(Kind.DRIFT, size, feature, deviation));
      }
    }
    String group = group(rows);
    if (group != null) {
      double rate = rate(rows, group, pair);
      for (double size : new double[] {0.05, 0.15, 0.25}) {
        if (size < rate) {
          faults.add(new Fault(Kind.GAP, size, group, rate));
        }
      }
    }
    if (rows.stream().anyMatch(row -> row.prediction().scores().containsKey(pair.positive()))) {
      for (double size : new double[] {0.4, 0.8}) {
        faults.add(new Fault(Kind.CALIBRATION, size, "", 1));
      }
    }
    if (rows.stream().anyMatch(row -> row.feedback() != null)) {
      for (double size : new double[] {0.5, 2}) {
        faults.add(new Fault(Kind.DELAY, size, "", plan.maturity().toMillis()));
        if (group != null) {
          faults.add(new Fault(Kind.DELAY, size, group, plan.maturity().toMillis()));
        }
      }
    }
    return faults;
  }

  /** The first feature that is a number which varies. */
  private static @Nullable String numeric(List<LabelledPrediction> rows) {
    for (String name : rows.get(0).prediction().features().keySet()) {
      if (deviation(rows, name) > 0) {
        return name;
      }
    }
    return null;
  }

  private static double deviation(List<LabelledPrediction> rows, String feature) {
    double[] values =
        rows.stream()
            .map(row -> row.prediction().features().get(feature))
            .filter(Numeric.class::isInstance)
            .mapToDouble(value -> ((Numeric) value).value())
            .toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  /** The second largest group of the first sliced attribute: the largest is the usual reference. */
  private @Nullable String group(List<LabelledPrediction> rows) {
    for (SliceSpec spec : data.monitor().slices()) {
      if (spec.attributes().size() == 1) {
        String attribute = spec.attributes().get(0);
        String reference = data.monitor().referenceGroup().given().get(attribute);
        Map<String, Integer> counts = new TreeMap<>();
        for (LabelledPrediction row : rows) {
          String value = row.prediction().meta().get(attribute);
          if (value != null && !value.equals(reference)) {
            counts.merge(value, 1, Integer::sum);
          }
        }
        return counts.entrySet().stream()
            .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
            .skip(reference == null ? 1 : 0)
            .findFirst()
            .map(entry -> attribute + "=" + entry.getKey())
            .orElse(null);
      }
    }
    return null;
  }

  private static double rate(List<LabelledPrediction> rows, String group, ClassPair pair) {
    int at = group.indexOf('=');
    String attribute = group.substring(0, at);
    String value = group.substring(at + 1);
    return rows.stream()
        .filter(row -> value.equals(row.prediction().meta().get(attribute)))
        .mapToDouble(row -> pair.favourable().equals(row.prediction().predictedLabel()) ? 1 : 0)
        .average()
        .orElse(0);
  }
}
