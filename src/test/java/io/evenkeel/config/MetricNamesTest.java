package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
  @Test
  void everyAliasLeadsToAMetric() {
    assertThat(MetricNames.aliases().values()).allMatch(MetricNames.all()::containsKey);
    assertThat(MetricNames.aliases().keySet())
        .doesNotContainAnyElementsOf(MetricNames.all().keySet());
  }

  @Test
  void theShortNamesOfTheLiteratureAreKnown() {
    Map.ofEntries(
            Map.entry("psi", "population_stability_index"),
            Map.entry("js", "jensen_shannon_distance"),
            Map.entry("KS", "kolmogorov_smirnov"),
            Map.entry("ece", "expected_calibration_error"),
            Map.entry("fpr", "false_positive_rate"),
            Map.entry("fnr", "false_negative_rate"),
            Map.entry("tpr", "true_positive_rate"),
            Map.entry("tnr", "true_negative_rate"),
            Map.entry("spd", "statistical_parity_difference"),
            Map.entry("di", "disparate_impact"),
            Map.entry("fpr-ratio", "false_positive_rate_ratio"),
            Map.entry("recall_difference", "true_positive_rate_difference"))
        .forEach(
            (alias, name) ->
                assertThat(MetricNames.find(alias)).get().extracting(Metric::name).isEqualTo(name));
  }

  @Test
  void namesAreInSnakeCase() {
    assertThat(MetricNames.all().keySet())
        .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
  }
}
