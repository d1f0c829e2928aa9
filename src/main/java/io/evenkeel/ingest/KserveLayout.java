package io.evenkeel.ingest;

import io.evenkeel.ingest.RejectedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inference logger of KServe: two CloudEvents for each call, joined by their id. The model is
 * the {@code inferenceservicename} unless it is configured.
 */
final class KserveLayout implements Layout {
  private static final String TYPE = "org.kubeflow.serving.inference.";

  private final LayoutOptions options;
  private final JsonText json;

  KserveLayout(LayoutOptions options, Limits limits) {
    this.options = options;
    json = new JsonText(limits);
  }

  @Override
  public Events read(Payload payload) {
    List<Half> halves = new ArrayList<>();
    for (CloudEvent event : CloudEvent.read(payload, json)) {
      halves.add(half(event, payload));
    }
    return new Events(List.of(), List.of(), halves, Map.of());
  }

  private Half half(CloudEvent event, Payload payload) {
    At idAt = event.attribute("id");
    @Nullable String id = Scalars.filled(idAt);
    idAt.require(id != null, Reason.MISSING_ID);
    At time = event.attribute("time");
    @Nullable String service = Scalars.filled(event.attribute("inferenceservicename"));
    return new Half(
        options.source(),
        kind(event.attribute("type").required()),
        key(event, service, id == null ? "" : id),
        id == null ? "" : id,
        time.present() ? Scalars.time(time) : payload.arrived(),
        options.model() == null ? service : options.model(),
        options.version(),
        event.data().node().toString());
  }

  /** One call may be logged by several components of a service, each with both halves. */
  private static String key(CloudEvent event, @Nullable String service, String id) {
    @Nullable String namespace = Scalars.filled(event.attribute("namespace"));
    @Nullable String component = Scalars.filled(event.attribute("component"));
    return String.join(
        "/",
        namespace == null ? "" : namespace,
        service == null ? "" : service,
        component == null ? "" : component,
        id);
  }

  private static Half.Kind kind(At type) {
    String text = Scalars.text(type);
    if ((TYPE + "request").equals(text)) {
      return Half.Kind.REQUEST;
    }
    type.require((TYPE + "response").equals(text), Reason.UNKNOWN_TYPE);
    return Half.Kind.RESPONSE;
  }
}
