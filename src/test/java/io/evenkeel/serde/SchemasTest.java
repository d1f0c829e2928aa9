package io.evenkeel.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.avro.AlertEvent;
import io.evenkeel.avro.FeedbackEvent;
import io.evenkeel.avro.PredictionEvent;
import io.evenkeel.avro.WindowReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  static List<Schema> published() {
    return List.of(
        PredictionEvent.getClassSchema(),
        FeedbackEvent.getClassSchema(),
        WindowReport.getClassSchema(),
        AlertEvent.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyFieldAndTypeIsDocumented(Schema schema) {
    List<String> undocumented = new ArrayList<>();
    collectUndocumented(schema, schema.getName(), undocumented);
    assertThat(undocumented).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("published")
  void aSchemaReadsItself(Schema schema) {
    assertThat(compatibility(schema, schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @ParameterizedTest
  @MethodSource("published")
  void aSchemaReadsAnOlderVersionWithoutTheOptionalFields(Schema schema) {
    Schema older = withoutOptionalFields(schema);
    assertThat(older.getFields()).hasSizeLessThan(schema.getFields().size());
    assertThat(compatibility(schema, older)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @ParameterizedTest
  @MethodSource("published")
  void anOlderReaderReadsTheSchema(Schema schema) {
    assertThat(compatibility(withoutOptionalFields(schema), schema))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyEnumHasADefaultSoThatSymbolsCanBeAdded(Schema schema) {
    assertThat(enums(schema)).allMatch(e -> e.getEnumDefault() != null);
  }

  @Test
  void theFilesHoldTheGeneratedSchemas() throws IOException {
    for (Schema schema : published()) {
      Path file = Path.of("schemas", schema.getName() + ".avsc");
      Schema parsed = new Schema.Parser().parse(Files.readString(file));
      assertThat(parsed.getFullName()).isEqualTo("io.evenkeel.avro." + schema.getName());
      assertThat(compatibility(parsed, schema)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  private static void collectUndocumented(Schema schema, String path, List<String> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (blank(schema.getDoc())) {
          found.add(path);
        }
        for (Schema.Field field : schema.getFields()) {
          if (blank(field.doc())) {
            found.add(path + "." + field.name());
          }
          collectUndocumented(field.schema(), path + "." + field.name(), found);
        }
      }
      case ENUM -> {
        if (blank(schema.getDoc())) {
          found.add(path);
        }
      }
      case UNION -> schema.getTypes().forEach(branch -> collectUndocumented(branch, path, found));
      case ARRAY -> collectUndocumented(schema.getElementType(), path + "[]", found);
      case MAP -> collectUndocumented(schema.getValueType(), path + "{}", found);
      default -> {}
    }
  }

  private static boolean blank(String doc) {
    return doc == null || doc.isBlank();
  }

  private static List<Schema> enums(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> List.of(schema);
      case RECORD ->
          schema.getFields().stream().flatMap(f -> enums(f.schema()).stream()).distinct().toList();
      case UNION -> schema.getTypes().stream().flatMap(s -> enums(s).stream()).toList();
      case ARRAY -> enums(schema.getElementType());
      case MAP -> enums(schema.getValueType());
      default -> List.of();
    };
  }

  private static Schema withoutOptionalFields(Schema schema) {
    List<Schema.Field> required =
        schema.getFields().stream()
            .filter(field -> !field.hasDefaultValue())
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, required);
  }
}
