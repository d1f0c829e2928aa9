package io.evenkeel.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Estimates through proxies equal the vectors computed with NumPy and SciPy. */
class GroupEstimateTest {
  private static final Path VECTORS = Path.of("../shared/vectors/association.json");

  private static List<JsonNode> cases(String function) throws IOException {
    if (!Files.exists(VECTORS)) {
      assertThat(System.getenv("CI")).as("CI needs " + VECTORS).isNotEqualTo("true");
      assumeTrue(false, VECTORS + " is not there");
    }
    List<JsonNode> cases = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(VECTORS.toFile()).get("cases")) {
      if (node.get("function").asText().equals(function)) {
        cases.add(node);
      }
    }
    assertThat(cases).hasSizeGreaterThan(10);
    return cases;
  }

  private static double[] numbers(JsonNode node) {
    double[] numbers = new double[node.size()];
    Arrays.setAll(numbers, i -> node.get(i).asDouble());
    return numbers;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void weightedRatesAndGapsAreThoseOfTheVectors() throws IOException {
    int compared = 0;
    for (JsonNode node : cases("proxy_group_rates")) {
      double[] y = numbers(node.at("/input/y"));
      Optional<GroupEstimate> found =
          GroupEstimate.of(numbers(node.at("/input/p_a")), ones(y.length), y);
      JsonNode expected = node.get("expected");
      if (expected.get("weighted_disparity").isNull()) {
        assertThat(found).as(node.get("id").asText()).isEmpty();
        continue;
      }
      GroupEstimate estimate = found.orElseThrow();
      assertThat(estimate.rate()).isCloseTo(expected.get("weighted_a").asDouble(), within(1e-9));
      assertThat(estimate.others()).isCloseTo(expected.get("weighted_b").asDouble(), within(1e-9));
      assertThat(estimate.gap())
          .isCloseTo(expected.get("weighted_disparity").asDouble(), within(1e-9));
      compared++;
    }
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  void boundsAreThoseOfTheVectors() throws IOException {
    int compared = 0;
    for (JsonNode node : cases("proxy_bounds")) {
      double[] w = numbers(node.at("/input/w"));
      double[] q = numbers(node.at("/input/q"));
      double[] favourable = new double[w.length];
      Arrays.setAll(favourable, i -> w[i] * q[i]);
      Optional<GroupEstimate> found = GroupEstimate.of(numbers(node.at("/input/p")), w, favourable);
      JsonNode expected = node.get("expected");
      if (expected.get("lower").isNull()) {
        assertThat(found).as(node.get("id").asText()).isEmpty();
        continue;
      }
      assertThat(found.orElseThrow().bounds().lower())
          .isCloseTo(expected.get("lower").asDouble(), within(1e-7));
      assertThat(found.orElseThrow().bounds().upper())
          .isCloseTo(expected.get("upper").asDouble(), within(1e-7));
      compared++;
    }
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  void theWidenedBoundsHoldTheTrueGapWhateverTheOutcomeDependsOn() {
    Random random = new Random(3);
    double[] membership = {0.05, 0.3, 0.7, 0.95};
    int held = 0;
    for (int run = 0; run < 500; run++) {
      double[] ofMembers = random.doubles(4).toArray();
      double[] ofOthers = random.doubles(4).toArray();
      double[] judged = new double[4];
      double[] favourable = new double[4];
      double mass = 0;
      double good = 0;
      double restMass = 0;
      double restGood = 0;
      for (int cell = 0; cell < 4; cell++) {
        mass += membership[cell];
        good += membership[cell] * ofMembers[cell];
        restMass += 1 - membership[cell];
        restGood += (1 - membership[cell]) * ofOthers[cell];
        for (int record = 0; record < 500; record++) {
          boolean member = random.nextDouble() < membership[cell];
          boolean y = random.nextDouble() < (member ? ofMembers : ofOthers)[cell];
          judged[cell]++;
          favourable[cell] += y ? 1 : 0;
        }
      }
      double truth = good / mass - restGood / restMass;
      GroupEstimate estimate = GroupEstimate.of(membership, judged, favourable).orElseThrow();
      assertThat(estimate.interval().lower()).isLessThanOrEqualTo(estimate.bounds().lower());
      assertThat(estimate.interval().upper()).isGreaterThanOrEqualTo(estimate.bounds().upper());
      held += estimate.interval().contains(truth) ? 1 : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(475);
  }
}
