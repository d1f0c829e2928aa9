package io.evenkeel.receiver;

import io.evenkeel.config.RouteSettings;
import io.evenkeel.config.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Routes for tests, read as users write them. */
public final class Routes {
  private Routes() {}

  /** One route; lines of YAML without indentation. */
  public static RouteSettings route(String... lines) {
    return routes(lines).get(0);
  }

  private static List<RouteSettings> routes(String... lines) {
    String yaml = "routes:\n  - " + String.join("\n    ", lines) + "\n";
    return SettingsFile.parse(yaml, Path.of("."), Map.of()).routes();
  }
}
