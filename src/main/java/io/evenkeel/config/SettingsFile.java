package io.evenkeel.config;

import io.evenkeel.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings as users write them, in YAML or JSON, with variables of the environment over them. */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * Reads a file; relative paths in it start at its folder.
   *
   * @throws ConfigException with everything that is wrong, also when the file cannot be read
   */
  public static Settings read(Path file, Map<String, String> environment) {
    Path folder = file.toAbsolutePath().getParent();
    return parse(text(file), folder == null ? file.toAbsolutePath() : folder, environment);
  }

  /** Settings without a file: the defaults with the environment over them. */
  public static Settings defaults(Path folder, Map<String, String> environment) {
    return parse("{}", folder, environment);
  }

  /**
   * Reads settings from text.
   *
   * @param folder where relative paths start
   * @throws ConfigException with everything that is wrong
   */
  public static Settings parse(String text, Path folder, Map<String, String> environment) {
    Problems problems = new Problems();
    Placeholders placeholders = new Placeholders(environment, folder);
    Optional<Section> section =
        new DocumentParser(problems)
            .parse(text)
            .map(root -> overridden(root, environment).filled(placeholders))
            .flatMap(root -> root.asSection(SettingsKeys.SETTINGS));
    @Nullable Settings settings =
        section.map(found -> new SettingsReader(found, folder).read()).orElse(null);
    problems.throwIfAny();
    if (settings == null) {
      throw new IllegalStateException("no settings and no problem");
    }
    return settings;
  }

  private static Value overridden(Value root, Map<String, String> environment) {
    if (root.json().isObject()) {
      new Environment(environment).override(root);
    }
    return root;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      Problem problem = new Problem("", "file '" + file + "' cannot be read", null);
      throw (ConfigException) new ConfigException(List.of(problem)).initCause(unreadable);
    }
  }
}
