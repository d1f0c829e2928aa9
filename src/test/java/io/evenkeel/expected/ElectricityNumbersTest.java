package io.evenkeel.expected;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.expected.Evaluated.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectricityNumbersTest {
  private static final ExpectedData DATA = new ExpectedData("electricity");
  private static final String MONITOR =
      """
      model: price-direction
      task: binary
      classes: {positive: "1", favourable: "1"}
      slices: [{slice: daytype, windows: [all]}, {slice: daypart, windows: [all]}]
      reference-group: {daytype: weekday, daypart: 06-12}
      window: 7d
      windows: [7d, all]
      feedback: {wait: 1d, maturity: 0s}
      columns:
        id: seq
        $TIME
        features:
          half_hour: numeric
          nswprice: numeric
          nswdemand: numeric
          vicprice: numeric
          vicdemand: numeric
          transfer: numeric
          probability: numeric
        meta: [daytype, daypart]
        prediction: prediction
        probability: probability
        label: label
      """;

  private static final List<String> NUMBERS =
      List.of("nswprice", "nswdemand", "vicprice", "vicdemand", "transfer", "probability");

  /** Windows of a week begin on Thursdays, as 1970 did. */
  private static final String THURSDAY = "2000-01-06T00:00:00Z";

  @TempDir Path folder = Path.of("");

  private Evaluated reference = Evaluated.NOTHING;
  private Evaluated analysis = Evaluated.NOTHING;

  private Evaluated period(String name) {
    return name.equals("reference") ? reference : analysis;
  }

  private View whole(String period) {
    return period(period).all();
  }

  @Test
  void everyExpectedNumberIsEvaluatedOrExcepted() throws IOException {
    Path data = DATA.file("electricity.csv.gz");
    Path before =
        DataCopy.rows(data, "period", "reference"::equals, folder.resolve("reference.csv"));
    Path after = DataCopy.rows(data, "period", "analysis"::equals, folder.resolve("analysis.csv"));
    String chunks =
        Files.writeString(folder.resolve("m.yaml"), MONITOR.replace("$TIME", "")).toString();
    reference = chunked(chunks, before, before);
    analysis = chunked(chunks, after, before);
    Path inTime = Files.writeString(folder.resolve("t.yaml"), MONITOR.replace("$TIME", "time: ts"));
    Evaluated errors =
        Evaluated.run(
            "--monitor",
            inTime.toString(),
            "--data",
            data.toString(),
            "--error-streams",
            "adwin,page-hinkley,ddm");
    Book book = new Book();
    book.compare(
        "files>0>rows", at -> Answer.of(whole("reference").n("*") + whole("analysis").n("*")));
    book.except("files>*>bytes", "the size of the file on disk");
    book.compare("chunk_size", at -> Answer.of(analysis.panes().get(0).n("*")));
    quality(book);
    drift(book);
    detectors(book, errors);
    book.except(
        "published>*>*", "needs the first 8,640 rows of the original, which the file leaves out");
    DATA.walk(book);
    assertThat(errors.changes("page-hinkley")).hasSize(7);
    assertThat(errors.changes("ddm")).hasSize(121);
    assertThat(errors.changes("adwin")).hasSize(64);
  }

  private static Evaluated chunked(String monitor, Path data, Path reference) throws IOException {
    return Evaluated.run(
        "--monitor",
        monitor,
        "--data",
        data.toString(),
        "--reference",
        reference.toString(),
        "--rows-per-window",
        "336",
        "--start",
        THURSDAY);
  }

  private void quality(Book book) {
    book.except("performance_by_chunk>*>*>first_seq", "says which rows make a chunk");
    book.compare(
        "performance_by_chunk>*>*>*",
        at -> Tables.rate(period(at.get(0)).pane(at.get(1)), "*", at.get(2)));
    book.compare("overall>*>*", at -> Tables.rate(whole(at.get(0)), "*", at.get(1)));
    book.compare(
        "groups>*>*>*>*",
        at -> Tables.rate(whole(at.get(0)), at.get(1) + "=" + at.get(2), at.get(3)));
    book.compare(
        "calibration>*>bins>*>*", at -> Tables.bin(whole(at.get(0)), "*", at.get(1), at.get(2)));
    book.compare("calibration>*>*", at -> Tables.rate(whole(at.get(0)), "*", at.get(1)));
    book.except("known_change>*", "says which rows changed");
    book.except("known_change>first_changed_row>*", "says which rows changed");
  }

  private void drift(Book book) {
    String closed =
        "bins of numbers there are closed on the right, and here a value that holds more than a"
            + " tenth of the reference has a cell of its own";
    for (String feature : NUMBERS) {
      for (String psi : List.of("psi_inner_edges", "psi_analysis", "psi_reference")) {
        book.except("drift>features>" + feature + ">" + psi + ">*", closed);
      }
    }
    book.except("drift>whole_period>*>psi", closed);
    for (String js : List.of("js_bin_edges", "js_analysis")) {
      book.except(
          "drift>features>*>" + js + ">*", "made on other bins than the reference's deciles");
    }
    book.except(
        "drift>features>*>ks_pvalue_analysis>*",
        "the p-value of raw values, which summaries do not keep; here Kolmogorov's limit");
    book.compare(
        "drift>features>prediction>psi_analysis>*",
        at -> pane(at.get(0), "prediction_population_stability_index"));
    book.compare(
        "drift>features>prediction>chi2_analysis>*",
        at -> pane(at.get(0), "prediction_chi_square"));
    book.compare(
        "drift>features>*>ks_analysis>*",
        at -> Tables.bound(analysis.pane(at.get(1)), "kolmogorov_smirnov", at.get(0)));
    book.compare(
        "drift>features>*>wasserstein_analysis>*",
        at -> Tables.bound(analysis.pane(at.get(1)), "wasserstein_distance", at.get(0)));
    book.compare("drift>whole_period>*>ks", at -> bound("kolmogorov_smirnov", at.get(0)));
    book.compare(
        "drift>whole_period>*>wasserstein", at -> bound("wasserstein_distance", at.get(0)));
    book.compare("drift>features>*>mean_reference", at -> mean(whole("reference"), at.get(0)));
    book.compare(
        "drift>features>*>mean_analysis>*", at -> mean(analysis.pane(at.get(1)), at.get(0)));
  }

  private Answer pane(String index, String metric) {
    return Answer.of(analysis.pane(index).value("*", metric));
  }

  private Answer bound(String metric, String feature) {
    return Tables.bound(whole("analysis"), metric, feature);
  }

  /** Numbers are summed in units of less than a millionth of the reference's range, here 1. */
  private static Answer mean(View view, String feature) {
    return Answer.near(view.value("*", "feature_mean", feature), 1e-6);
  }

  private static void detectors(Book book, Evaluated errors) {
    String moa = "detectors_on_errors>moa_2024.07.0>alarm_rows>";
    String frouros = "detectors_on_errors>frouros_0.10.0>alarm_rows>";
    book.compare(moa + "PageHinkleyDM*>*", at -> change(errors, "page-hinkley", at.get(1), 0));
    book.compare(moa + "DDM*>*", at -> change(errors, "ddm", at.get(1), 0));
    book.compare(moa + "ADWINChangeDetector*>*", at -> change(errors, "adwin", at.get(1), 0));
    book.compare(frouros + "Page-Hinkley*>*", at -> change(errors, "page-hinkley", at.get(1), 0));
    book.compare(frouros + "DDM*>*", at -> change(errors, "ddm", at.get(1), 2));
    book.except(frouros + "ADWIN*>*", "frouros cuts ADWIN's window elsewhere than MOA");
    for (String other : List.of(moa + "HDDM*>*", moa + "EDDM*>*", frouros + "HDDM*>*")) {
      book.except(other, "HDDM and EDDM are not offered");
    }
    book.compare("detectors_on_errors>agreement>DDM>moa", at -> changes(errors, "ddm"));
    book.compare("detectors_on_errors>agreement>DDM>frouros", at -> changes(errors, "ddm"));
    book.compare("detectors_on_errors>agreement>Page>moa", at -> changes(errors, "page-hinkley"));
    book.compare(
        "detectors_on_errors>agreement>Page>frouros", at -> changes(errors, "page-hinkley"));
    for (String other : List.of("identical_prefix", "largest_row_difference")) {
      book.except("detectors_on_errors>agreement>*>" + other, "compares MOA with frouros");
    }
  }

  private static Answer change(Evaluated errors, String detector, String index, int apart) {
    List<String> rows = errors.changes(detector);
    int at = Integer.parseInt(index);
    return Answer.near(at < rows.size() ? Double.valueOf(rows.get(at)) : null, apart);
  }

  private static Answer changes(Evaluated errors, String detector) {
    return Answer.of(errors.changes(detector).size());
  }
}
