package io.evenkeel.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.ingest.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in binary mode (attributes in headers {@code ce-} over HTTP, {@code ce_} over
 * Kafka), structured mode and batches.
 *
 * @param place where it stands
 * @param attributes attributes by name
 * @param data its JSON
 */
record CloudEvent(At place, Function<String, At> attributes, At data) {
  private static final String STRUCTURED = "application/cloudevents";

  static List<CloudEvent> read(Payload payload, JsonText json) {
    String type = payload.header("content-type");
    if (binary(payload)) {
      At body = json.parse(payload.body());
      return List.of(new CloudEvent(body, name -> header(payload, name), body));
    }
    List<CloudEvent> events = new ArrayList<>();
    for (At event : json.parseAll(payload.body())) {
      event.requiredObject();
      // Structured mode says so in its content type; those who forward it often lose that.
      event.require(
          event.field("specversion").present() || (type != null && type.startsWith(STRUCTURED)),
          Reason.UNKNOWN_TYPE);
      events.add(new CloudEvent(event, event::field, data(event, json)));
    }
    return events;
  }

  private static boolean binary(Payload payload) {
    return payload.header("ce-type") != null || payload.header("ce_type") != null;
  }

  private static At header(Payload payload, String name) {
    @Nullable String value = payload.header("ce-" + name);
    if (value == null) {
      value = payload.header("ce_" + name);
    }
    return new At(value == null ? absent() : TextNode.valueOf(value), null, "header ce-" + name);
  }

  private static JsonNode absent() {
    return MissingNode.getInstance();
  }

  private static At data(At event, JsonText json) {
    At base64 = event.field("data_base64");
    if (base64.present()) {
      base64.require(base64.node().isTextual(), Reason.WRONG_TYPE);
      try {
        return json.inside(base64, Base64.getDecoder().decode(base64.node().textValue()));
      } catch (IllegalArgumentException e) {
        throw base64.rejected(Reason.MALFORMED);
      }
    }
    At data = event.field("data").required();
    return data.node().isTextual()
        ? json.inside(data, data.node().textValue().getBytes(StandardCharsets.UTF_8))
        : data;
  }

  At attribute(String name) {
    return attributes.apply(name);
  }
}
