package io.evenkeel.config;

import io.evenkeel.monitor.SliceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The slices a check may name, however the user spaces and orders the attributes. */
final class SliceNames {
  private final List<SliceSpec> slices;
  private final boolean intersections;

  SliceNames(List<SliceSpec> slices, boolean intersections) {
    this.slices = slices;
    this.intersections = intersections;
  }

  /** The slice as the monitor writes it; {@code *} is everybody. */
  Optional<String> find(String text) {
    if (text.strip().equals("*")) {
      return Optional.of("*");
    }
    List<String> attributes = Stream.of(text.split("&", -1)).map(String::strip).toList();
    Set<String> wanted = new TreeSet<>(attributes);
    return slices.stream()
        .filter(slice -> new TreeSet<>(slice.attributes()).equals(wanted))
        .map(SliceSpec::toString)
        .findFirst()
        .or(() -> intersections ? automatic(attributes) : Optional.empty());
  }

  private Optional<String> automatic(List<String> attributes) {
    List<String> singles =
        slices.stream()
            .filter(slice -> slice.attributes().size() == 1)
            .map(SliceSpec::toString)
            .toList();
    boolean pair = attributes.size() == 2 && singles.containsAll(attributes);
    return pair
        ? Optional.of(
            singles.stream().filter(attributes::contains).collect(Collectors.joining(" & ")))
        : Optional.empty();
  }

  List<String> known() {
    List<String> known = new ArrayList<>(slices.stream().map(SliceSpec::toString).toList());
    known.add("*");
    return known;
  }
}
