package io.evenkeel.evaluation;

import io.evenkeel.digest.Digester;
import io.evenkeel.digest.Plan;
import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.event.Text;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import io.evenkeel.summary.SliceAccumulator;
import io.evenkeel.summary.SliceSummary;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Summarises predictions and their labels by slice, as the stream does, in one pass. */
final class Rows {
  private final Plan plan;
  private final Digester digester;
  private final SortedMap<String, SliceAccumulator> slices = new TreeMap<>();

  Rows(Plan plan) {
    this.plan = plan;
    this.digester = new Digester((model, time) -> plan);
  }

  void add(Prediction prediction, @Nullable Feedback feedback) {
    digester.begin(
        Text.of(prediction.predictionId()),
        Text.of(prediction.modelId()),
        Text.of(prediction.modelVersion()),
        prediction.eventTime().toEpochMilli());
    prediction.features().forEach(this::feature);
    prediction
        .meta()
        .forEach(
            (name, value) -> {
              if (value == null) {
                digester.metaMissing(Text.of(name));
              } else {
                digester.meta(Text.of(name), Text.of(value));
              }
            });
    if (prediction.predictedLabel() != null) {
      digester.predictedLabel(Text.of(prediction.predictedLabel()));
    }
    prediction.scores().forEach((label, score) -> digester.score(Text.of(label), score));
    if (prediction.predictedValue() != null) {
      digester.predictedValue(prediction.predictedValue());
    }
    digester.weight(prediction.weight());
    digester.end();
    summarise(digester.observation(), feedback);
  }

  private void feature(String name, FeatureValue value) {
    if (value instanceof FeatureValue.Numeric number) {
      digester.number(Text.of(name), number.value());
    } else if (value instanceof FeatureValue.Categorical category) {
      digester.category(Text.of(name), Text.of(category.name()));
    }
  }

  private void summarise(Observation observation, @Nullable Feedback feedback) {
    for (String slice : plan.slicer().slices(observation.attributes)) {
      SliceAccumulator sums = slices.computeIfAbsent(slice, name -> plan.accumulator());
      sums.prediction(observation, 1);
      if (feedback != null) {
        double value = feedback.value() == null ? Double.NaN : feedback.value();
        Label label =
            new Label(
                feedback.revision(),
                feedback.feedbackTime().toEpochMilli(),
                feedback.label(),
                value);
        sums.label(observation, plan.arrival(observation, label), 1);
      }
    }
  }

  SortedMap<String, SliceSummary> summaries() {
    SortedMap<String, SliceSummary> summaries = new TreeMap<>();
    slices.forEach((slice, sums) -> summaries.put(slice, sums.summary()));
    return summaries;
  }
}
