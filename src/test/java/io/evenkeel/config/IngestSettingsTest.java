package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.evenkeel.event.Stage;
import io.evenkeel.ingest.FieldMap.Field;
import io.evenkeel.ingest.FieldPath;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.Note;
import io.evenkeel.ingest.Output;
import io.evenkeel.ingest.RejectedException;
import io.evenkeel.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {
  private static IngestSettings parse(String yaml) {
    return SettingsFile.parse(yaml, Path.of("/etc"), Map.of()).ingest();
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> parse(yaml)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void everyKeyOfASourceChangesWhatItNames() {
    IngestSettings ingest =
        parse(
            """
            ingest:
              http: true
              halves-topic: my.halves
              halves-wait: 90s
              max-payload-kb: 64
              max-rows: 5
              topics:
                - topic: scoring.log
                  format: openscale-feedback
                  model: drug
                  model-version: "2"
                  stage: pre-production
                  weight: 5
                  features: [a, b]
                  meta: [sex]
                  classes: [no, yes]
                  id: tid
                  prediction: P
                  scores: S
                  label: L
                  output: score
                  threshold: 0.3
              routes:
                - {name: credit, format: json, map: {id: /a/b, features: $, scores: {"1": p}, meta: [m, n], label-time: t}}
            """);

    assertThat(ingest.http()).isTrue();
    assertThat(ingest.halvesTopic()).isEqualTo("my.halves");
    assertThat(ingest.halvesWait()).isEqualTo(Duration.ofSeconds(90));
    assertThat(ingest.limits().bytes()).isEqualTo(64 << 10);
    assertThat(ingest.limits().rows()).isEqualTo(5);
    IngestSettings.Source topic = ingest.topics().get(0);
    assertThat(topic.name()).isEqualTo("scoring.log");
    assertThat(topic.format()).isEqualTo(Format.OPENSCALE_FEEDBACK);
    assertThat(topic.options().toString())
        .contains("model=drug", "version=2", "weight=5.0", "id=tid", "prediction=P", "scores=S")
        .contains("label=L", "features=[a, b]", "meta=[sex]", "classes=[no, yes]", "threshold=0.3");
    assertThat(topic.options().stage()).isEqualTo(Stage.PRE_PRODUCTION);
    assertThat(topic.options().output()).isEqualTo(Output.SCORE);
    IngestSettings.Source route = ingest.routes().get(0);
    var map = Objects.requireNonNull(route.map());
    assertThat(map.fields())
        .containsOnlyKeys(Field.ID, Field.LABEL_TIME)
        .containsEntry(Field.ID, FieldPath.parse("/a/b"));
    assertThat(map.features().objects()).containsExactly(FieldPath.parse("$"));
    assertThat(map.scores().named()).containsOnlyKeys("1");
    assertThat(map.meta().objects()).hasSize(2);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(
            problems(
                """
                ingest:
                  http: maybe
                  topics:
                    - {topic: evenkeel.alerts, format: kserve}
                    - {topic: a, format: opnscale}
                    - {topic: a, format: json}
                    - {topic: b, format: json, map: {id: "a..b", ftures: x}}
                    - {topic: c, format: v2, map: {id: x}, threshold: 0.5, weight: 0}
                    - {format: v2}
                  routes:
                    - {name: openscale, format: openscale}
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("ingest.http").contains("true or false"),
            p -> assertThat(p).contains("topics[0].topic").contains("is taken"),
            p -> assertThat(p).contains("topics[1].format").contains("did you mean 'openscale'"),
            p -> assertThat(p).contains("topics[2].topic").contains("given twice"),
            p -> assertThat(p).contains("topics[2]").contains("'map' is missing"),
            p -> assertThat(p).contains("topics[3].map.id").contains("is no path"),
            p -> assertThat(p).contains("topics[3].map.ftures").contains("did you mean 'features'"),
            p -> assertThat(p).contains("topics[3].map").contains("neither where a prediction"),
            p -> assertThat(p).contains("topics[4].map").contains("json and avro only"),
            p -> assertThat(p).contains("topics[4].threshold").contains("two names"),
            p -> assertThat(p).contains("topics[4].weight").contains("above 0"),
            p -> assertThat(p).contains("topics[5]").contains("'topic' is missing"),
            p -> assertThat(p).contains("routes[0].name").contains("is taken"));
  }

  @Test
  void theExampleOfThePageIsValid() throws IOException {
    String page = Files.readString(Path.of("docs/ingest.md"));
    int begin = page.indexOf("```yaml\n") + 8;

    IngestSettings ingest = parse(page.substring(begin, page.indexOf("```", begin)));

    assertThat(ingest.http()).isTrue();
    assertThat(ingest.topics()).hasSize(3);
    assertThat(ingest.routes()).hasSize(1);
    assertThat(ingest.halves()).isTrue();
  }

  @Test
  void everyReasonAndFormatIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs/ingest.md"));

    for (RejectedException.Reason reason : RejectedException.Reason.values()) {
      assertThat(page).contains("`" + reason.code() + "`");
    }
    for (Note note : Note.values()) {
      assertThat(page).contains("`" + note.code() + "`");
    }
    for (Format format : Format.values()) {
      assertThat(page).contains("`" + Names.word(format) + "`");
    }
    for (Field field : Field.values()) {
      assertThat(page).contains("`" + Names.word(field) + "`");
    }
  }

  @Test
  void aVariableTurnsTheRoutesOn() {
    Settings settings =
        SettingsFile.defaults(Path.of("/etc"), Map.of("EVENKEEL_INGEST_HTTP", "true"));

    assertThat(settings.ingest().http()).isTrue();
  }
}
