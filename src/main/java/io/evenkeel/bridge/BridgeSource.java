package io.evenkeel.bridge;

import io.evenkeel.ingest.FieldMap;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.Layout;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.ingest.Layouts;
import io.evenkeel.ingest.Limits;
import org.jspecify.annotations.Nullable;

/**
 * One topic to read, or one route to post to.
 *
 * @param format how its payloads are laid out
 * @param options what the layout does not say; its {@code source} is the topic or route
 * @param map where things are, for formats that need it
 */
public record BridgeSource(Format format, LayoutOptions options, @Nullable FieldMap map) {
  /** The topic or route. */
  public String name() {
    return options.source();
  }

  /** Its layout. */
  public Layout layout(Limits limits) {
    return Layouts.of(format, options, map, limits);
  }
}
