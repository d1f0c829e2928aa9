package io.evenkeel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.batch.BatchMonitor;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.monitor.Limits;
import io.evenkeel.readmodel.KnownModel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final KnownModel.Run LOANS = KnownModel.loans();

  @Test
  void everyPredictionIsInOneCellOfEveryHistogramAndEveryLabelInOneBin() {
    for (WindowReport report : LOANS.result().windows()) {
      assertThat(report.histograms()).hasSize(4);
      for (Histogram histogram : report.histograms()) {
        long sum = histogram.counts().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).as(histogram.name()).isEqualTo(report.n());
      }
      assertThat(report.reliability().stream().mapToLong(ReliabilityBin::n).sum())
          .isEqualTo(report.labelled());
      assertThat(report.reliability())
          .allSatisfy(
              bin -> {
                assertThat(bin.meanScore()).isBetween(bin.from(), bin.to());
                assertThat(bin.rate()).isBetween(bin.lower(), bin.upper());
              });
    }
  }

  @Test
  void nothingIsDrawnOfAGroupThatIsHidden() {
    Plan plan =
        Plan.compile(
            LOANS.monitor().withLimits(new Limits(200, 1000, 10)), LOANS.profile(), "hidden");
    BatchMonitor batch = new BatchMonitor(plan);
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      LabelledPrediction row = KnownModel.row(random, "p" + i, KnownModel.START, 0);
      batch.prediction(row.prediction());
    }
    List<WindowReport> reports = batch.finish().windows();

    assertThat(reports).isNotEmpty();
    assertThat(reports).allSatisfy(report -> assertThat(report.histograms()).isEmpty());
    assertThat(reports).allSatisfy(report -> assertThat(report.reliability()).isEmpty());
  }
}
