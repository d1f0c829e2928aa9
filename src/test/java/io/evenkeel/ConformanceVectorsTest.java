package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.evenkeel.conformance.Split;
import io.evenkeel.conformance.VectorFolder;
import io.evenkeel.conformance.VectorFunction;
import io.evenkeel.conformance.VectorFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of the conformance vectors in the folder {@code -Dvectors.dir} (default {@code
 * ../shared/vectors}): values that public, independent implementations computed. Functions of
 * counts and sums are run on the whole and on records split at random, summarised per part and
 * merged in random order and grouping.
 */
class ConformanceVectorsTest {

  private static final int SPLITS = 3;

  private final VectorFunctions functions = VectorFunctions.all();

  @TestFactory
  Stream<DynamicNode> everyCaseGivesTheExpectedOutputs() throws IOException {
    List<VectorFolder.Case> cases = VectorFolder.read(folder()).cases();
    assertThat(cases).as("cases in " + folder()).isNotEmpty();
    TreeMap<String, List<VectorFolder.Case>> byFunction =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    VectorFolder.Case::function, TreeMap::new, Collectors.toList()));
    byFunction.forEach((name, list) -> System.out.println(list.size() + " cases of " + name));
    System.out.println(cases.size() + " cases in " + folder());
    return byFunction.entrySet().stream()
        .map(
            entry ->
                dynamicContainer(
                    entry.getKey(),
                    entry.getValue().stream()
                        .map(each -> dynamicTest(each.id(), () -> check(each)))));
  }

  private void check(VectorFolder.Case each) {
    VectorFunction function = functions.get(each.function());
    if (function == null) {
      throw new AssertionError("unknown function '" + each.function() + "'");
    }
    assertThat(each.expected()).as("expected outputs of " + each.id()).isNotEmpty();
    each.comparison().check(each.expected(), function.apply(each.input(), Split.whole()));
    if (functions.isMergeable(each.function())) {
      for (int i = 0; i < SPLITS; i++) {
        Split split = Split.random(31L * each.id().hashCode() + i);
        each.comparison().check(each.expected(), function.apply(each.input(), split));
      }
    }
  }

  private static Path folder() {
    String given = System.getProperty("vectors.dir");
    Path folder = Path.of(given == null ? "../shared/vectors" : given);
    boolean mayBeMissing = given == null && !"true".equals(System.getenv("CI"));
    assumeTrue(!mayBeMissing || Files.isDirectory(folder), "no conformance vectors at " + folder);
    return folder;
  }
}
