package io.evenkeel.ingest;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Prediction;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls to predictions, one for each row. */
final class CallReader {
  private final LayoutOptions options;

  CallReader(LayoutOptions options) {
    this.options = options;
  }

  Events read(Call call) {
    int rows = call.requests().size();
    call.place().require(call.responses().size() == rows, Reason.LENGTHS_DIFFER);
    call.place()
        .require(call.meta().isEmpty() || call.meta().size() == rows, Reason.LENGTHS_DIFFER);
    String model = options.model() == null ? call.model() : options.model();
    if (model == null || model.isBlank()) {
      throw call.place().rejected(Reason.MISSING_MODEL);
    }
    Map<Note, Integer> notes = new EnumMap<>(Note.class);
    OutcomeReader outcomes = new OutcomeReader(options, note -> notes.merge(note, 1, Integer::sum));
    List<Prediction> predictions = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      predictions.add(prediction(call, i, model, outcomes.read(call.responses().get(i))));
    }
    return new Events(predictions, List.of(), List.of(), notes);
  }

  private Prediction prediction(Call call, int index, String model, Outcome outcome) {
    Map<String, FeatureValue> features = new LinkedHashMap<>();
    Map<String, @Nullable String> meta = new LinkedHashMap<>();
    call.requests()
        .get(index)
        .cells()
        .forEach(
            (name, cell) -> {
              if (options.columns().meta().contains(name)) {
                meta.put(name, Scalars.text(cell));
              } else {
                features.put(name, Scalars.feature(cell));
              }
            });
    if (!call.meta().isEmpty()) {
      call.meta().get(index).cells().forEach((name, cell) -> meta.put(name, Scalars.text(cell)));
    }
    String version = options.version() == null ? call.version() : options.version();
    return new Prediction(
        Call.rowId(call.id(), index, call.requests().size(), call.numbered()),
        model,
        version == null ? "" : version,
        call.time(),
        features,
        meta,
        outcome.label(),
        outcome.scores(),
        outcome.value(),
        options.stage(),
        options.weight() * call.weight(),
        null,
        call.responseTimeMs(),
        options.source());
  }
}
