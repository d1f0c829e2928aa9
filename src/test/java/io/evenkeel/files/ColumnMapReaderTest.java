package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnMapReaderTest {
  @Test
  void plainNamesAreColumnsAndModelIsEither() {
    ColumnMap map =
        Maps.map(
            """
            id: seq
            time: ts
            model: income
            version: {literal: v3}
            features: {age: numeric, job: {type: categorical, column: occupation}}
            meta: [race, sex]
            prediction: pred
            probability: p
            label: y
            label_time: y_ts
            """);

    assertThat(map.id()).isEqualTo(new Source.Column("seq"));
    assertThat(map.modelId()).isEqualTo(new Source.ColumnOrLiteral("income"));
    assertThat(map.modelVersion()).isEqualTo(new Source.Literal("v3"));
    assertThat(map.features())
        .containsExactly(
            Map.entry("age", new FeatureColumn("age", FeatureKind.NUMERIC)),
            Map.entry("job", new FeatureColumn("occupation", FeatureKind.CATEGORICAL)));
    assertThat(map.meta()).containsOnlyKeys("race", "sex");
    assertThat(map.truth().time()).isEqualTo(new Source.Column("y_ts"));
    assertThat(map.classes()).isEqualTo(ClassNames.ONE_ZERO);
  }

  @Test
  void allProblemsComeAtOnceWithPathAndSuggestion() {
    assertThat(
            Maps.problems(
                """
                predicton: p
                features: {age: numerc, job: {colum: x, type: categorical}}
                meta: race
                label: {column: y, equals: a, at-least: 3}
                time: {literal: a, column: b}
                classes: [a, b]
                positive-label: c
                """))
        .containsExactlyInAnyOrder(
            "columns.predicton: is not a part of an event; did you mean 'prediction'?",
            "columns.features.age: 'numerc' is not a kind of feature (numeric or categorical); did"
                + " you mean 'numeric'?",
            "columns.features.job: 'colum' is not known here; did you mean 'column'?",
            "columns.meta: a list of columns, or a map from attribute to column is needed",
            "columns.label: {column: name, equals: text} or {column: name, at-least: number} is"
                + " needed",
            "columns.time: a column name, {column: name} or {literal: text} is needed",
            "columns.positive-label: 'c' is not one of the classes [a, b]");
  }

  @Test
  void aPartGivenUnderTwoNamesIsAProblem() {
    assertThat(Maps.problems("{label: a, outcome: b}"))
        .containsExactly("columns.outcome: says the same as 'label'; give one of them");
    assertThat(Maps.problems("{label-time: a, label_time: b}"))
        .containsExactly("columns.label_time: is given twice");
  }

  @Test
  void nullMeansNotGiven() {
    assertThat(Maps.map("{time: null, label_time: null}").time()).isNull();
  }

  @Test
  void theOtherClassComesFromTheListOrIsTheUsualOpposite() {
    assertThat(Maps.map("{positive-label: good, classes: [bad, good]}").classes().negative())
        .isEqualTo("bad");
    assertThat(Maps.map("positive-label: true").classes().negative()).isEqualTo("false");
    assertThat(Maps.map("positive-label: 0").classes().negative()).isEqualTo("1");
  }

  @Test
  void theModelOfTheMonitorFillsIn() {
    assertThat(Maps.map("id: seq").orModel("m").modelId()).isEqualTo(new Source.Literal("m"));
    assertThat(Maps.map("model: {column: c}").orModel("m").modelId())
        .isEqualTo(new Source.Column("c"));
  }

  @Test
  void aSchemaOfSeveralFilesIsChosenByFileName() {
    var tree = Maps.yaml("files: {a.csv: {id: one}, b.csv: {id: two}}");

    assertThat(SchemaFile.columns(tree, "b.csv").id()).isEqualTo(new Source.Column("two"));
    assertThatThrownBy(() -> SchemaFile.columns(tree, "c.csv"))
        .isInstanceOf(ColumnMapException.class)
        .hasMessage(
            "files: no columns for 'c.csv' (there are [a.csv, b.csv]); did you mean 'a.csv'?");
  }
}
