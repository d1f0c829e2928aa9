package io.evenkeel.expected;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.expected.Evaluated.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompasNumbersTest {
  private static final ExpectedData DATA = new ExpectedData("compas");
  private static final String SPLIT = "2014-04-02";
  private static final String MONITOR =
      """
      model: compas
      task: binary
      classes: {positive: "1", favourable: "0"}
      slices: [$SLICES]
      reference-group: {race: Caucasian, sex: Male, age_cat: "25 - 45"}
      window: 30d
      windows: [all]
      feedback: {wait: 1084d}
      estimate-performance: false
      checks: [{metric: accuracy, compare: groups, tolerance: 0.05, slices: [sex]}]
      columns:
        id: seq
        time: ts
        features:
          age: numeric
          priors_count: numeric
          juv_fel_count: numeric
          juv_misd_count: numeric
          juv_other_count: numeric
          c_charge_degree: categorical
        meta: [$META]
        prediction: $PREDICTION
        probability: probability
        label: label
        label-time: label_ts
      """;

  /** Aequitas' names of ratios. */
  private static final Map<String, String> DISPARITIES =
      Map.of(
          "fpr", "false_positive_rate_ratio",
          "fnr", "false_negative_rate_ratio",
          "fdr", "false_discovery_rate_ratio",
          "for", "false_omission_rate_ratio",
          "npv", "negative_predictive_value_ratio",
          "precision", "precision_ratio",
          "pprev", "selection_rate_ratio",
          "tnr", "true_negative_rate_ratio",
          "tpr", "true_positive_rate_ratio");

  private static final Map<String, String> WORDS =
      Map.of("specificity", "tnr", "sensitivity", "tpr", "prevalence", "base_rate");

  @TempDir Path folder = Path.of("");

  private View score = View.NONE;
  private View high = View.NONE;
  private View second = View.NONE;

  @Test
  void everyExpectedNumberIsEvaluatedOrExcepted() throws IOException {
    String groups = "race, sex, age_cat, race & sex, month, era";
    String meta = "race, sex, age_cat, month, era";
    String deciles =
        ", decile_score, race & decile_score, in_6172 & decile_score,"
            + " in_6172 & race & decile_score";
    Path compas = withMonths(DATA.file("compas.csv.gz"));
    score = run(compas, groups + deciles, meta + ", decile_score, in_6172", "prediction");
    high = run(compas, groups, meta, "{column: score_text, equals: High}");
    second = run(withMonths(DATA.file("compas-lr.csv.gz")), groups, meta, "prediction");
    Book book = new Book();
    book.compare("files>0>rows", at -> Answer.of(score.n("*")));
    book.compare("files>1>rows", at -> Answer.of(second.n("*")));
    book.except("files>*>bytes", "the size of the file on disk");
    tables(book, "", score);
    tables(book, "model_lr>", second);
    book.compare(
        "intersections>race / sex>* / *>*",
        at ->
            Tables.rate(
                score,
                Tables.slice(List.of("race", "sex"), List.of(at.get(0), at.get(1))),
                at.get(2)));
    book.compare("high_only>race>*>*", at -> Tables.rate(high, "race=" + at.get(0), at.get(1)));
    book.compare(
        "calibration_bins_all>bins>*>*", at -> Tables.bin(score, "*", at.get(0), at.get(1)));
    book.compare("calibration_bins_all>*", at -> Tables.rate(score, "*", at.get(0)));
    book.compare(
        "proxy_association_all_rows>*~*>value", at -> association(score, at.get(0), at.get(1)));
    deciles(book);
    drift(book);
    published(book);
    DATA.walk(book);
  }

  private Path withMonths(Path data) throws IOException {
    Path months = folder.resolve("months-" + data.getFileName() + ".csv");
    Path eras = folder.resolve("eras-" + data.getFileName() + ".csv");
    DataCopy.withColumn(data, "ts", "month", ts -> ts.substring(0, 7), months);
    return DataCopy.withColumn(
        months, "ts", "era", ts -> ts.compareTo(SPLIT) < 0 ? "before" : "from", eras);
  }

  private View run(Path data, String slices, String meta, String prediction) throws IOException {
    Path monitor = Files.createTempFile(folder, "monitor", ".yaml");
    Files.writeString(
        monitor,
        MONITOR
            .replace("$SLICES", slices)
            .replace("$META", meta)
            .replace("$PREDICTION", prediction));
    String file = data.toString();
    return Evaluated.run("--monitor", monitor.toString(), "--data", file, "--reference", file)
        .all();
  }

  private static void tables(Book book, String at, View view) {
    book.except(at + "fairness>*>favourable_label", "a label, not a result");
    book.compare(at + "overall>*", star -> Tables.rate(view, "*", star.get(0)));
    book.compare(
        at + "groups>*>*>*",
        star -> Tables.rate(view, star.get(0) + "=" + star.get(1), star.get(2)));
    book.compare(
        at + "fairness>*>vs_reference>*>*",
        star ->
            Tables.gap(
                view, star.get(0) + "=" + star.get(1), reference(star.get(0)), false, star.get(2)));
    book.compare(
        at + "fairness>*>overall>*", star -> Tables.spread(view, star.get(0), star.get(1)));
  }

  private static String reference(String attribute) {
    return switch (attribute) {
      case "race" -> "race=Caucasian";
      case "sex" -> "sex=Male";
      default -> "age_cat=25 - 45";
    };
  }

  static Answer association(View view, String feature, String attribute) {
    boolean number = view.has("*", "correlation_ratio", feature);
    String metric = number ? "correlation_ratio" : "cramers_v";
    return Answer.of(view.value("*", metric, feature, attribute));
  }

  private void deciles(Book book) {
    book.compare(
        "calibration_by_decile>all_7214>*>*>*",
        at -> decile(at.get(0).equals("ALL") ? "" : "race=" + at.get(0) + "&", at));
    book.compare(
        "calibration_by_decile>subset_6172>*>*>*",
        at ->
            decile("in_6172=1&" + (at.get(0).equals("ALL") ? "" : "race=" + at.get(0) + "&"), at));
  }

  private Answer decile(String group, List<String> at) {
    int decile = Integer.parseInt(at.get(1)) + 1;
    String slice = group + "decile_score=" + decile;
    long n = score.n(slice);
    return switch (at.get(2)) {
      case "decile" -> Answer.of(decile);
      case "n" -> Answer.of(n);
      case "recid" ->
          n == 0
              ? Answer.of(0)
              : Answer.of(Tables.value(score, slice, "tp") + Tables.value(score, slice, "fn"));
      default -> Answer.of(n == 0 ? null : score.value(slice, "label_rate"));
    };
  }

  private void drift(Book book) throws IOException {
    JsonNode expected = DATA.expected();
    book.compare(
        "label_drift>by_month>*>*",
        at -> month(score, expected.at("/label_drift/by_month"), at.get(0), at.get(1)));
    book.compare(
        "model_lr>by_month>*>*",
        at -> month(second, expected.at("/model_lr/by_month"), at.get(0), at.get(1)));
    book.compare(
        "label_drift>before_2014_04_02>*", at -> Tables.rate(score, "era=before", at.get(0)));
    book.compare("label_drift>from_2014_04_02>*", at -> Tables.rate(score, "era=from", at.get(0)));
    book.compare(
        "model_lr>calibration>bins>*>*", at -> Tables.bin(second, "*", at.get(0), at.get(1)));
    book.compare("model_lr>calibration>*", at -> Tables.rate(second, "*", at.get(0)));
    book.compare("feedback_delay_days>count", at -> Answer.of(score.value("*", "labelled_count")));
    book.compare("feedback_delay_days>50%", at -> medianDelay());
    for (String other : List.of("mean", "std", "min", "25%", "75%", "max")) {
      book.except(
          "feedback_delay_days>" + other,
          "label delays are kept as a histogram; its median and 95 % quantile are published");
    }
  }

  private static Answer month(View view, JsonNode months, String index, String name) {
    String month = months.get(Integer.parseInt(index)).get("month").asText();
    return Tables.rate(view, "month=" + month, name);
  }

  /** Within the 9 % that the histogram of delays promises. */
  private Answer medianDelay() {
    double days = score.field("*", "labelLagMedian").asDouble() / 86_400;
    return Answer.near(days, 0.09 * days);
  }

  private void published(Book book) throws IOException {
    JsonNode published = DATA.expected().get("published");
    book.compare("published>*>computed", at -> Answer.of(quantity(quantity(published, at.get(0)))));
    book.compare(
        "published>*>published",
        at ->
            Answer.printed(
                quantity(quantity(published, at.get(0))),
                decimals(published.get(Integer.parseInt(at.get(0))).get("published"))));
    for (String side : List.of("computed", "published")) {
      book.compare(
          "published>*>" + side + ">*",
          at -> {
            String race = quantity(published, at.get(0)).split(":")[0];
            int decile = Integer.parseInt(at.get(1)) + 1;
            return Answer.of(score.n("in_6172=1&race=" + race + "&decile_score=" + decile));
          });
    }
  }

  private static String quantity(JsonNode published, String index) {
    return published.get(Integer.parseInt(index)).get("quantity").asText();
  }

  static int decimals(JsonNode number) {
    String text = number.asText();
    return text.contains(".") ? text.length() - text.indexOf('.') - 1 : 0;
  }

  private double quantity(String quantity) {
    if (quantity.startsWith("two-year")) {
      return 100 * Tables.value(score, "*", "base_rate");
    }
    if (quantity.startsWith("rate with the cutoff")) {
      return 100 * Tables.value(score, "era=before", "base_rate");
    }
    if (quantity.contains("_disparity")) {
      String name = quantity.substring(0, quantity.indexOf("_disparity"));
      return Tables.defined(score, "race=African-American", DISPARITIES.getOrDefault(name, name));
    }
    if (!quantity.contains(":")) {
      String[] words = quantity.split(" ");
      return Tables.value(score, "race=" + words[1], words[0]);
    }
    String[] parts = quantity.split(": ");
    View view = parts[0].endsWith(", High only") ? high : score;
    String group = parts[0].replace(", High only", "");
    boolean percent = parts[1].endsWith(" %");
    String name = parts[1].replace(" %", "").toLowerCase(Locale.ROOT);
    String slice = group.equals("all") ? "*" : "race=" + group;
    return (percent ? 100 : 1) * Tables.value(view, slice, WORDS.getOrDefault(name, name));
  }
}
