package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cli.Main;
import io.evenkeel.config.MonitorFile;
import io.evenkeel.config.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What users copy from the README and from deploy/ works. */
class ReadmeExamplesTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  @Test
  void theMonitorOfTheReadmeIsValid() throws IOException {
    List<String> monitors = YAML.matcher(readme()).results().map(found -> found.group(1)).toList();
    assertThat(monitors).hasSize(1);
    assertThat(MonitorFile.parse(monitors.get(0)).monitor().model()).isEqualTo("income");
  }

  @Test
  void everyCommandIsInTheReadme() throws IOException {
    String readme = readme();
    String table = readme.substring(readme.indexOf("## Commands"));
    assertThat(Arrays.stream(command(Main.class).subcommands()).map(type -> command(type).name()))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
  }

  private static Command command(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(Command.class), "not a command");
  }

  @Test
  void everyLinkOfTheReadmeLeadsSomewhere() throws IOException {
    assertThat(LINK.matcher(readme()).results().map(found -> Path.of(found.group(1))))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    assertThat(readme().lines().count()).isLessThanOrEqualTo(180);
  }

  @Test
  void theExampleSettingsAreValid() {
    var settings = SettingsFile.read(Path.of("deploy/evenkeel.yaml"), Map.of());
    assertThat(settings.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(settings.monitors()).isDirectory();
  }
}
