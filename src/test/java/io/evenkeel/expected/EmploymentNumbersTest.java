package io.evenkeel.expected;

import io.evenkeel.expected.Evaluated.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmploymentNumbersTest {
  private static final ExpectedData DATA = new ExpectedData("employment-ma");
  private static final String MONITOR =
      """
      model: employment-lgbm
      task: binary
      classes: {positive: "1", favourable: "1"}
      slices: [$SLICES]
      reference-group: $GROUP
      window: 1h
      windows: [$WINDOWS]
      feedback: {wait: 1d, maturity: 0s}
      columns:
        id: seq
        features:
          AGEP: numeric
          SCHL: categorical
          MAR: categorical
          RELP: categorical
          DIS: categorical
          ESP: categorical
          CIT: categorical
          MIG: categorical
          MIL: categorical
          ANC: categorical
          NATIVITY: categorical
          DEAR: categorical
          DEYE: categorical
          DREM: categorical
          SEX: categorical
          RAC1P: categorical
        meta: [SEX, RAC1P, year]
        prediction: prediction
        probability: probability
        label: label
      """;

  @TempDir Path folder = Path.of("");

  private Evaluated reference = Evaluated.NOTHING;
  private Evaluated analysis = Evaluated.NOTHING;
  private View firstYear = View.NONE;
  private View laterYears = View.NONE;
  private View referenceShares = View.NONE;

  private Evaluated period(String name) {
    return name.equals("reference") ? reference : analysis;
  }

  private View whole(String period) {
    return period(period).all();
  }

  @Test
  void everyExpectedNumberIsEvaluatedOrExcepted() throws IOException {
    Path before = DATA.file("employment-ma-reference.csv.gz");
    Path after = DATA.file("employment-ma-analysis.csv.gz");
    String chunks =
        monitor("{slice: SEX, windows: [all]}, {slice: RAC1P, windows: [all]}", "1h, all");
    reference = run(chunks, before, "--reference", before.toString());
    analysis = run(chunks, after, "--reference", before.toString());
    String byYear = monitor("year & SEX, year & RAC1P", "all");
    firstYear = run(byYear, before).all();
    laterYears = run(byYear, after).all();
    String relpPanes = monitor("RELP", "1h");
    Evaluated shares = run(relpPanes, after);
    referenceShares = run(monitor("RELP", "all"), before).all();
    Book book = new Book();
    book.compare("files>0>rows", at -> Answer.of(whole("reference").n("*")));
    book.compare("files>1>rows", at -> Answer.of(whole("analysis").n("*")));
    book.except("files>*>bytes", "the size of the file on disk");
    book.compare("chunk_size", at -> Answer.of(analysis.pane("0").n("*")));
    performance(book);
    drift(book);
    book.compare("relp_17_share>reference", at -> share(referenceShares));
    book.compare("relp_17_share>analysis_by_chunk>*", at -> share(shares.pane(at.get(0))));
    groups(book);
    published(book, shares);
    DATA.walk(book);
  }

  private String monitor(String slices, String windows) throws IOException {
    Path file = Files.createTempFile(folder, "monitor", ".yaml");
    return Files.writeString(
            file,
            MONITOR
                .replace("$SLICES", slices)
                .replace("$GROUP", group(slices))
                .replace("$WINDOWS", windows))
        .toString();
  }

  private static String group(String slices) {
    return slices.contains("RAC1P") ? "{SEX: \"1\", RAC1P: \"1\"}" : "rest";
  }

  private static Evaluated run(String monitor, Path data, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of("--monitor", monitor, "--data", data.toString(), "--rows-per-window", "5000"));
    options.addAll(List.of(more));
    return Evaluated.run(options.toArray(String[]::new));
  }

  private static Answer share(View view) {
    return Answer.of((double) view.n("RELP=17") / view.n("*"));
  }

  private void performance(Book book) {
    for (String rows : List.of("first_seq", "last_seq")) {
      book.except("performance_by_chunk>*>*>" + rows, "says which rows make a chunk");
    }
    book.compare(
        "performance_by_chunk>*>*>*",
        at -> {
          View view = period(at.get(0)).pane(at.get(1));
          return switch (at.get(2)) {
            case "estimated_accuracy" -> Answer.of(view.value("*", "estimated_accuracy"));
            case "estimated_roc_auc" -> Tables.bound(view, "estimated_roc_auc", null);
            default -> Tables.rate(view, "*", at.get(2));
          };
        });
    String band =
        "NannyML's rule, mean +- 3 standard deviations over reference chunks; alerts here are"
            + " decided by evidence";
    for (String alerts : List.of("realized_roc_auc_alerts", "estimated_roc_auc_alerts")) {
      book.except(alerts + ">*", band);
      book.except(alerts + ">chunks>*", band);
    }
    for (String bound : List.of("js_lower", "js_upper", "js_alerts")) {
      book.except("drift>features>*>" + bound, band);
    }
    book.except("drift>features>*>js_alert_chunks>*", band);
    book.except("drift>features>*>psi_over_0.2_chunks>*", "chunks above a fixed threshold");
    book.except("drift>ranking_by_js_alerts>*>*", band);
  }

  private void drift(Book book) {
    for (String js : List.of("js_bin_edges", "js_reference", "js_analysis")) {
      book.except(
          "drift>features>AGEP>" + js + ">*", "made on other bins than the reference's deciles");
    }
    for (String psi : List.of("psi_inner_edges", "psi_reference", "psi_analysis")) {
      book.except(
          "drift>features>AGEP>" + psi + ">*", "bins of numbers there are closed on the right");
    }
    book.except(
        "drift>features>AGEP>ks_pvalue_analysis>*",
        "the p-value of raw values, which summaries do not keep; here Kolmogorov's limit");
    book.compare(
        "drift>features>AGEP>ks_analysis>*",
        at -> Tables.bound(analysis.pane(at.get(0)), "kolmogorov_smirnov", "AGEP"));
    for (String period : List.of("reference", "analysis")) {
      book.compare(
          "drift>features>*>js_" + period + ">*",
          at -> pane(period, at, "jensen_shannon_distance"));
      book.compare(
          "drift>features>*>psi_" + period + ">*",
          at -> pane(period, at, "population_stability_index"));
    }
    for (String feature : List.of("RELP", "ESP", "MIL", "RAC1P")) {
      book.except(
          "drift>features>" + feature + ">chi2_analysis>*",
          "cells that expect fewer than 5 records are pooled here, and this feature has such");
    }
    book.compare("drift>features>*>chi2_analysis>*", at -> pane("analysis", at, "chi_square"));
  }

  private Answer pane(String period, List<String> at, String metric) {
    return Answer.of(period(period).pane(at.get(1)).value("*", metric, at.get(0)));
  }

  private void groups(Book book) {
    book.compare("overall>*>*", at -> Tables.rate(whole(at.get(0)), "*", at.get(1)));
    book.compare(
        "groups>*>*>*>*",
        at -> Tables.rate(whole(at.get(0)), at.get(1) + "=" + at.get(2), at.get(3)));
    book.compare(
        "groups_by_year>*>*>*>*",
        at ->
            Tables.rate(
                at.get(0).equals("2015") ? firstYear : laterYears,
                Tables.slice(List.of("year", at.get(1)), List.of(at.get(0), at.get(2))),
                at.get(3)));
    book.except("fairness>*>*>favourable_label", "a label, not a result");
    book.compare(
        "fairness>*>*>vs_reference>*>*",
        at ->
            Tables.gap(
                whole(at.get(0)), at.get(1) + "=" + at.get(2), at.get(1) + "=1", true, at.get(3)));
    book.compare(
        "fairness>*>*>overall>*", at -> Tables.spread(whole(at.get(0)), at.get(1), at.get(2)));
    book.compare(
        "calibration>*>bins>*>*", at -> Tables.bin(whole(at.get(0)), "*", at.get(1), at.get(2)));
    book.compare("calibration>*>*", at -> Tables.rate(whole(at.get(0)), "*", at.get(1)));
    book.compare(
        "proxy_association_reference>*~*>value",
        at -> CompasNumbersTest.association(whole("reference"), at.get(0), at.get(1)));
  }

  private void published(Book book, Evaluated shares) {
    book.except(
        "published>*>max_abs_difference", "compares NannyML's page with its own implementation");
    for (String side : List.of("published", "computed")) {
      book.except("published>*>" + side, "counts of NannyML's alerts");
    }
    book.compare("published>10>computed>0", at -> share(referenceShares));
    book.compare("published>10>computed>1", at -> share(shares.pane("27")));
    book.compare("published>10>published>0", at -> printed(referenceShares));
    book.compare("published>10>published>1", at -> printed(shares.pane("27")));
  }

  private static Answer printed(View view) {
    return Answer.printed((double) view.n("RELP=17") / view.n("*"), 2);
  }
}
