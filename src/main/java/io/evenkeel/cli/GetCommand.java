package io.evenkeel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.config.Json;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.config.Yaml;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows monitors and profiles of the topics. */
@Command(
    name = "get",
    description = {
      "Shows what the topics hold: get monitors, get profiles, get monitor NAME, get profile NAME.",
      "A monitor's name is the id of its model; what holds now is printed as YAML."
    })
final class GetCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "monitor|profile", description = "What to show.")
  private String kind;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Which one.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print the stored document as JSON, all versions.")
  private boolean json;

  @Option(names = "--yaml", description = "Print the stored document as YAML, all versions.")
  private boolean yaml;

  @SuppressWarnings("NullAway.Init")
  GetCommand() {}

  @Override
  public Integer call() {
    if (json && yaml) {
      throw new UsageException("give --json or --yaml, not both");
    }
    StoredDocuments documents = StoredDocuments.parse(kind);
    SortedMap<String, String> all = documents.in(cluster).all();
    print(System.out, documents, all);
    return ExitCode.OK.code();
  }

  private void print(PrintStream out, StoredDocuments kinds, SortedMap<String, String> all) {
    String stored = name == null ? null : kinds.require(all, name);
    if (json || yaml) {
      String text = stored == null ? object(all) : stored;
      out.print(json ? pretty(text) + "\n" : Yaml.ofJson(text));
    } else if (kinds == StoredDocuments.MONITOR && stored != null) {
      out.print(Yaml.ofJson(StoredMonitor.parse(stored).last().document()));
    } else if (kinds == StoredDocuments.MONITOR) {
      out.printf("%-30s %8s %7s %7s  %s%n", "MONITOR", "VERSIONS", "CHECKS", "WINDOW", "PROFILE");
      all.values().forEach(text -> line(out, StoredMonitor.parse(text)));
    } else {
      out.printf("%-30s %12s %8s %7s  %s%n", "PROFILE", "ROWS", "FEATURES", "SLICES", "HASH");
      (stored == null ? all.values() : List.of(stored))
          .forEach(text -> line(out, ProfileFile.decode(text.getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static void line(PrintStream out, StoredMonitor stored) {
    Monitor monitor = stored.latest();
    out.printf(
        "%-30s %8d %7d %7s  %s%n",
        monitor.model(),
        stored.versions().size(),
        monitor.checks().size(),
        monitor.timing().pane().toString().substring(2).toLowerCase(Locale.ROOT),
        monitor.profile() == null ? "-" : monitor.profile());
  }

  private static void line(PrintStream out, ReferenceProfile profile) {
    out.printf(
        Locale.ROOT,
        "%-30s %,12d %8d %7d  %s%n",
        profile.name(),
        profile.rows(),
        profile.features().size(),
        profile.slices().size(),
        profile.hash().substring(0, 12));
  }

  private static String object(SortedMap<String, String> all) {
    ObjectNode root = Json.mapper().createObjectNode();
    all.forEach((key, text) -> root.set(key, tree(text)));
    return Json.compact(root);
  }

  private static String pretty(String text) {
    return Json.pretty(tree(text));
  }

  private static JsonNode tree(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the topic holds something that is not JSON", e);
    }
  }
}
