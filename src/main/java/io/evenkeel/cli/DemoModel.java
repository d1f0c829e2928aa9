package io.evenkeel.cli;

import io.evenkeel.config.MonitorFile;
import io.evenkeel.config.ProfileFile;
import io.evenkeel.demo.DemoFlights;
import io.evenkeel.demo.DemoRecidivism;
import io.evenkeel.event.LabelledPrediction;
import io.evenkeel.files.EventRow;
import io.evenkeel.files.EventSource;
import io.evenkeel.files.Timeline;
import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.reference.ReferenceProfileBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of the demo.
 *
 * @param name its id
 * @param monitor its monitor, as a resource
 * @param reference the rows of its profile, or null when it goes without
 * @param live what is played
 * @param length how long it took in reality
 */
record DemoModel(
    String name,
    String monitor,
    @Nullable Opening<EventSource> reference,
    Opening<Timeline> live,
    Duration length) {
  private static final String FLIGHTS_PROFILE = DemoFlights.MODEL + "@2001-01";

  /** Opens something packed with the program. */
  interface Opening<T> {
    T open() throws IOException;
  }

  /** Both models. */
  static List<DemoModel> all() {
    return List.of(
        new DemoModel(
            DemoRecidivism.MODEL,
            DemoRecidivism.MONITOR,
            null,
            DemoRecidivism::live,
            DemoRecidivism.LENGTH),
        new DemoModel(
            DemoFlights.MODEL,
            DemoFlights.MONITOR,
            DemoFlights::referenceRows,
            DemoFlights::live,
            DemoFlights.LENGTH));
  }

  /** The monitor as written, without the profile that this run makes. */
  Monitor watch() throws IOException {
    try (InputStream in = DemoModel.class.getResourceAsStream(monitor)) {
      if (in == null) {
        throw new FileNotFoundException("resource " + monitor);
      }
      return MonitorFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).monitor();
    }
  }

  /** The frozen reference, built from its rows, or null without any. */
  @Nullable ReferenceProfile profile() throws IOException {
    if (reference == null) {
      return null;
    }
    Opening<EventSource> opening = reference;
    ReferenceProfile profile =
        new ReferenceProfileBuilder(watch(), FLIGHTS_PROFILE, "demo data")
            .build(() -> rows(opening).iterator());
    return ProfileFile.sealed(profile);
  }

  private static Stream<LabelledPrediction> rows(Opening<EventSource> opening) {
    try {
      EventSource source = opening.open();
      return Stream.generate(() -> next(source))
          .takeWhile(row -> row != null)
          .map(row -> new LabelledPrediction(row.prediction(), row.feedback()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable EventRow next(EventSource source) {
    try {
      return source.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many times faster than in reality, to take this long. */
  double factor(Duration duration) {
    return length.toMillis() / (double) duration.toMillis();
  }
}
