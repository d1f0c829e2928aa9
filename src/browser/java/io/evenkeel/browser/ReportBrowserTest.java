package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.evenkeel.Reports;
import io.evenkeel.page.ReportWish;
import io.evenkeel.readmodel.KnownModel;
import io.evenkeel.readmodel.KnownModel.Run;
import io.evenkeel.readmodel.RecordedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBrowserTest {
  private static final String MADE = "made by </script><b>a test</b>";

  @TempDir private Path folder = Path.of("");

  private Path report(@Nullable Instant from, @Nullable Instant to) throws IOException {
    Run run = KnownModel.loans();
    String html =
        Reports.of(
            RecordedResults.model(
                run.monitor(), run.profile(), run.result().windows(), run.result().alerts()),
            new ReportWish("loans", null, null, from, to),
            MADE);
    return Files.writeString(folder.resolve("report.html"), html);
  }

  @Test
  void oneFileShowsEverythingWithoutAServer() throws IOException {
    Path file = report(null, null);
    try (Chromium chromium = Chromium.start();
        Visit visit = chromium.visit()) {
      Page page = visit.page();
      page.navigate(file.toUri().toString());
      page.waitForSelector("html[data-ready]", waitHidden());

      visit.seeEverything();
      assertThat(page.locator(".report-head")).hasText(MADE);
      assertThat(page.locator("#timeline .chart")).hasAttribute("role", "img");
      assertThat(page.locator("#groups-selection_rate .whisker").count()).isGreaterThan(2);
      assertThat(page.locator("#reliability .chart svg path").count()).isGreaterThan(4);
      assertThat(page.locator(".story").count()).isPositive();
      assertThat(page.locator(".story .chart svg path").count()).isGreaterThan(4);
      assertThat(page.locator(".empty.failed")).hasCount(0);
      assertThat(visit.inaccessible()).isEmpty();
    }
    assertThat(Files.size(file)).isLessThan(2_000_000);
  }

  private static Page.WaitForSelectorOptions waitHidden() {
    return new Page.WaitForSelectorOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
  }

  @Test
  void aSpanLeavesTheRestOut() throws IOException {
    Instant start = Instant.ofEpochMilli(KnownModel.START);
    Path file = report(start.plusSeconds(3600), start.plusSeconds(4 * 3600));
    try (Chromium chromium = Chromium.start();
        Visit visit = chromium.visit()) {
      visit.page().navigate(file.toUri().toString());
      visit.seeEverything();

      assertThat(visit.page().locator("#timeline figcaption")).containsText("3 windows");
    }
  }
}
