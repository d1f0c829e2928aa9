package io.evenkeel.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.ingest.Events;

/** What an acknowledged payload held. */
record Accepted(Events events) {
  /** The body of the answer. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("predictions", events.predictions().size());
    json.put("feedback", events.feedback().size());
    json.put("halves", events.halves().size());
    events.notes().forEach((note, count) -> json.put(note.code(), count));
    return json.toString();
  }
}
