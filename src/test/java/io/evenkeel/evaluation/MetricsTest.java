package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.MetricNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Path PAGE = Path.of("docs/metrics.md");

  /** Rewrites the page when run with {@code -Ddocs.write=true}. */
  @Test
  void thePageOfMetricsIsCurrent() throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, MetricsPage.markdown());
    }
    assertThat(Files.readString(PAGE))
        .as("run this test with -Ddocs.write=true to rewrite " + PAGE)
        .isEqualTo(MetricsPage.markdown());
  }

  @Test
  void everyMetricSaysWhatItIsAndWhenItIsUndefined() {
    assertThat(Metrics.ALL)
        .allSatisfy(
            metric -> {
              assertThat(metric.formula()).as(metric.name()).isNotBlank();
              assertThat(metric.undefined()).as(metric.name()).isNotBlank();
            });
    assertThat(Metrics.ALL).extracting(Metric::name).doesNotHaveDuplicates();
  }

  @Test
  void whatAMonitorMayCheckIsReportedUnderTheSameName() {
    Set<String> unknown = new TreeSet<>(MetricNames.all().keySet());
    Metrics.ALL.forEach(metric -> unknown.remove(metric.name()));
    assertThat(unknown).isEqualTo(MetricsPage.NOT_YET_REPORTED);
  }
}
