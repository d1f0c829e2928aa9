package io.evenkeel.config;

import io.evenkeel.problem.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings from variables: {@code EVENKEEL_HTTP_PORT} is {@code http.port}, {@code
 * EVENKEEL_KAFKA_BOOTSTRAP_SERVERS} is {@code kafka.bootstrap.servers}.
 *
 * <p>Variables that orchestrators make for services ({@code EVENKEEL_SERVICE_HOST}) are not
 * settings and are passed over; so is anything that resembles no setting.
 */
final class Environment {
  static final String PREFIX = "EVENKEEL_";

  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_SERVICE_(HOST|PORT.*)|.*_PORT_\\d+_(TCP|UDP).*");
  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp)://.*");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
  }

  /** Puts every variable that is a setting over what the file says. */
  void override(Value root) {
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !ofService(name, value)) {
            override(root, name, value);
          }
        });
  }

  private static boolean ofService(String name, String value) {
    return SERVICE_LINK.matcher(name).matches() || SERVICE_ADDRESS.matcher(value).matches();
  }

  private static void override(Value root, String name, String value) {
    Optional<List<String>> path = path(name);
    if (path.isPresent()) {
      root.put(path.get(), Value.ofText(name, value, root.problems()));
      return;
    }
    List<String> known = SettingsKeys.leaves().stream().map(Environment::variable).toList();
    Suggestion.nearest(name, known)
        .filter(near -> Suggestion.distance(name, near) <= 2)
        .ifPresent(
            near ->
                root.problems().add(name, null, "is not a setting; did you mean '" + near + "'?"));
  }

  private static Optional<List<String>> path(String name) {
    for (String section : SettingsKeys.OPEN) {
      String start = variable(List.of(section)) + "_";
      if (name.startsWith(start) && name.length() > start.length()) {
        String rest = name.substring(start.length()).toLowerCase(Locale.ROOT);
        return Optional.of(List.of(section, rest.replace('_', '.')));
      }
    }
    return SettingsKeys.leaves().stream().filter(leaf -> variable(leaf).equals(name)).findFirst();
  }

  static String variable(List<String> path) {
    return PREFIX + String.join("_", path).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
