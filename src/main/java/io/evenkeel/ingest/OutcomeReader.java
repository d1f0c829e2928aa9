package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds class, probabilities or value in one row of a response. */
final class OutcomeReader {
  private static final List<String> PREDICTIONS =
      List.of("prediction", "predicted_label", "predictedLabel", "predict", "label", "class");
  private static final List<String> SCORES =
      List.of(
          "probability",
          "probabilities",
          "predict_proba",
          "predicted_probability",
          "scores",
          "score");

  /** A sum of probabilities may be off 1 by this much. */
  static final double SUM_TOLERANCE = 1e-3;

  private final LayoutOptions options;
  private final List<String> classes;
  private final Consumer<Note> notes;

  OutcomeReader(LayoutOptions options, Consumer<Note> notes) {
    this.options = options;
    this.classes = options.columns().classes();
    this.notes = notes;
  }

  Outcome read(Row row) {
    @Nullable At scores = find(row, options.columns().scores(), SCORES);
    @Nullable At prediction = find(row, options.columns().prediction(), PREDICTIONS);
    if (prediction == null && scores == null && row.cells().size() == 1) {
      prediction = row.cells().values().iterator().next();
    }
    prediction = prediction == null ? null : unwrapped(prediction);
    if (scores == null && prediction != null && holdsScores(prediction)) {
      scores = prediction;
      prediction = null;
    }
    Outcome outcome = outcome(prediction, scores);
    row.place()
        .require(
            outcome.label() != null || outcome.value() != null || !outcome.scores().isEmpty(),
            Reason.MISSING_PREDICTION);
    return outcome;
  }

  /** The same for a row whose cells have the usual names, whatever names are configured. */
  Outcome mapped(Row row) {
    return outcome(row.cells().get("prediction"), row.cells().get("probability"));
  }

  private static @Nullable At find(Row row, @Nullable String given, List<String> usual) {
    if (given != null) {
      At cell = row.cells().get(given);
      row.place().require(cell != null, Reason.MISSING_FIELD);
      return cell;
    }
    for (String name : usual) {
      At cell = row.cells().get(name);
      if (cell != null && cell.present()) {
        return cell;
      }
    }
    return null;
  }

  private static At unwrapped(At at) {
    return at.isArray() && at.size() == 1 ? unwrapped(at.item(0)) : at;
  }

  private boolean holdsScores(At at) {
    return at.isArray()
        || at.isObject()
        || (Scalars.isNumber(at) && options.output() == Output.SCORE);
  }

  private Outcome outcome(@Nullable At prediction, @Nullable At scores) {
    @Nullable String label = null;
    @Nullable Double value = null;
    if (prediction != null && prediction.present()) {
      if (isValue(prediction)) {
        value = Scalars.number(prediction, Reason.WRONG_TYPE);
      } else {
        label = className(Scalars.text(prediction));
      }
    }
    boolean positions = prediction == null || !prediction.present() || Scalars.isNumber(prediction);
    Map<String, Double> probabilities =
        scores == null || !scores.present() ? Map.of() : scores(scores, positions);
    if (label == null && value == null && !probabilities.isEmpty()) {
      label = predicted(probabilities);
    }
    return new Outcome(label, probabilities, value);
  }

  private boolean isValue(At prediction) {
    return switch (options.output()) {
      case VALUE -> true;
      case LABEL, SCORE -> false;
      case AUTO -> {
        double number = prediction.node().doubleValue();
        yield Scalars.isNumber(prediction) && number != Math.rint(number);
      }
    };
  }

  /** The name of a class that may have been given by its position. */
  private @Nullable String className(@Nullable String text) {
    if (text == null || classes.isEmpty() || classes.contains(text)) {
      return text;
    }
    try {
      int index = Integer.parseInt(text);
      return index >= 0 && index < classes.size() ? classes.get(index) : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private Map<String, Double> scores(At at, boolean positions) {
    At scores = unwrapped(at);
    Map<String, Double> named = new LinkedHashMap<>();
    if (scores.isObject()) {
      scores
          .entries()
          .forEach((name, score) -> named.put(name, Scalars.number(score, Reason.WRONG_TYPE)));
    } else if (scores.isArray()) {
      if (classes.isEmpty() && !positions) {
        notes.accept(Note.UNNAMED_SCORES);
        return Map.of();
      }
      scores.require(classes.isEmpty() || scores.size() == classes.size(), Reason.LENGTHS_DIFFER);
      for (int i = 0; i < scores.size(); i++) {
        String name = classes.isEmpty() ? Integer.toString(i) : classes.get(i);
        named.put(name, Scalars.number(scores.item(i), Reason.WRONG_TYPE));
      }
    } else {
      double positive = Scalars.number(scores, Reason.WRONG_TYPE);
      scores.require(classes.isEmpty() || classes.size() == 2, Reason.LENGTHS_DIFFER);
      named.put(classes.isEmpty() ? "0" : classes.get(0), 1 - positive);
      named.put(classes.isEmpty() ? "1" : classes.get(1), positive);
    }
    double sum = named.values().stream().mapToDouble(Double::doubleValue).sum();
    if (named.size() > 1 && Math.abs(sum - 1) > SUM_TOLERANCE) {
      notes.accept(Note.RENORMALISED);
    }
    return named;
  }

  private @Nullable String predicted(Map<String, Double> scores) {
    if (options.threshold() != null) {
      double second = Objects.requireNonNullElse(scores.get(classes.get(1)), 0.0);
      return classes.get(second >= options.threshold() ? 1 : 0);
    }
    @Nullable String top = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      if (score.getValue() > most) {
        most = score.getValue();
        top = score.getKey();
      }
    }
    return top;
  }
}
