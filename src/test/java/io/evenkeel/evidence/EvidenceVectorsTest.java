package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The published cases of the building blocks: projections and marginals. */
class EvidenceVectorsTest {
  private static final Path VECTORS = Path.of("..", "shared", "vectors", "evidence.json");

  @Test
  void everyPublishedCaseHolds() throws IOException {
    if (!Files.exists(VECTORS)) {
      assertThat(System.getenv("CI")).as("CI needs the conformance vectors").isNotEqualTo("true");
      Assumptions.abort("no conformance vectors beside this checkout");
    }
    JsonNode document = new ObjectMapper().readTree(VECTORS.toFile());
    int checked = 0;
    for (JsonNode vector : document.get("cases")) {
      JsonNode definition = document.get("functions").get(vector.get("function").asText());
      new Case(vector, definition).check();
      checked++;
    }
    assertThat(checked).isEqualTo(72);
  }

  private record Case(JsonNode vector, JsonNode definition) {
    void check() {
      switch (vector.get("function").asText()) {
        case "tv_projection" -> totalVariation();
        case "rate_strip_projection" -> strip();
        case "log_marginal" -> marginal();
        default -> throw new AssertionError("unknown function: " + vector.get("function"));
      }
    }

    private void totalVariation() {
      double[] p = numbers("p");
      double[] q = numbers("q");
      double[] x = TotalVariationBall.project(p, q, number("tau")).point();
      double distance = 0.0;
      double divergence = 0.0;
      for (int i = 0; i < p.length; i++) {
        distance += Math.abs(x[i] - q[i]) / 2;
        divergence += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / x[i]);
        double expected = vector.get("expected").get("x").get(i).asDouble();
        assertThat(x[i]).as(id()).isCloseTo(expected, within(vector.get("x_atol").asDouble()));
      }
      near(distance, "tv");
      near(divergence, "kl");
    }

    private void strip() {
      double ta = number("ta");
      double tr = number("tr");
      double na = number("na");
      double nr = number("nr");
      RatePair projected = RateStrip.project(ta, tr, na, nr, number("tau"));
      near(projected.group(), "pa");
      near(projected.reference(), "pr");
      near(
          na * divergence(ta, projected.group()) + nr * divergence(tr, projected.reference()),
          "divergence");
    }

    private void marginal() {
      double[] counts = numbers("counts");
      double a = number("a");
      near(LogMarginal.dirichlet(counts, a), "log_marginal");
      if (counts.length == 2 && a == 0.5) {
        near(LogMarginal.krichevskyTrofimov(counts[0], counts[0] + counts[1]), "log_marginal");
      }
    }

    private void near(double actual, String output) {
      double expected = vector.get("expected").get(output).asDouble();
      double tolerance = setting("atol") + setting("rtol") * Math.abs(expected);
      assertThat(actual).as("%s %s", id(), output).isCloseTo(expected, within(tolerance));
    }

    private double setting(String name) {
      return (vector.has(name) ? vector : definition).get(name).asDouble();
    }

    private double number(String name) {
      return vector.get("input").get(name).asDouble();
    }

    private double[] numbers(String name) {
      JsonNode array = vector.get("input").get(name);
      double[] values = new double[array.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = array.get(i).asDouble();
      }
      return values;
    }

    private String id() {
      return vector.get("id").asText();
    }

    private static double divergence(double t, double p) {
      return (t == 0 ? 0 : t * Math.log(t / p))
          + (t == 1 ? 0 : (1 - t) * Math.log((1 - t) / (1 - p)));
    }
  }
}
