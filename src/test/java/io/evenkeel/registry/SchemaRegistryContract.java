package io.evenkeel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** What every registry does, whoever runs it. Subjects are new in each test. */
abstract class SchemaRegistryContract {
  private final String subject = "topic-" + UUID.randomUUID() + "-value";
  private final String name = "R" + UUID.randomUUID().toString().replace("-", "");

  /** The registry under test, whose subjects are BACKWARD compatible. */
  abstract SchemaRegistry registry();

  /** Whether it finds schemas by GUID. */
  boolean hasGuids() {
    return true;
  }

  @Test
  void aRegisteredSchemaIsFoundByItsId() {
    int id = registry().register(subject, first());
    assertThat(id).isPositive();
    assertThat(registry().byId(id)).isEqualTo(first());
  }

  @Test
  void aRegisteredSchemaIsFoundByItsGuid() {
    org.junit.jupiter.api.Assumptions.assumeTrue(hasGuids(), "registry without GUIDs");
    int unused = registry().register(subject, first());
    assertThat(registry().byGuid(InMemorySchemaRegistry.guid(first()))).isEqualTo(first());
    assertThatThrownBy(() -> registry().byGuid(new UUID(1, 2)))
        .isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void registeringTwiceGivesOneIdAndOneVersion() {
    int id = registry().register(subject, first());
    assertThat(registry().register(subject, first())).isEqualTo(id);
    assertThat(registry().latest(subject).version()).isEqualTo(1);
    assertThat(registry().lookup(subject, first())).isEqualTo(id);
  }

  @Test
  void oneSchemaHasOneIdInAllSubjects() {
    int id = registry().register(subject, first());
    assertThat(registry().register("other-" + subject, first())).isEqualTo(id);
  }

  @Test
  void theLatestVersionIsTheLastRegistered() {
    int unused = registry().register(subject, first());
    int id = registry().register(subject, withOptionalField());
    RegisteredSchema latest = registry().latest(subject);
    assertThat(latest).isEqualTo(new RegisteredSchema(subject, 2, id, withOptionalField()));
  }

  @Test
  void anIncompatibleSchemaIsRefused() {
    int unused = registry().register(subject, first());
    assertThat(registry().compatible(subject, withRequiredField())).isFalse();
    assertThatThrownBy(() -> registry().register(subject, withRequiredField()))
        .isInstanceOf(IncompatibleSchemaException.class);
    assertThat(registry().compatible(subject, withOptionalField())).isTrue();
  }

  @Test
  void aNewSubjectTakesAnySchema() {
    assertThat(registry().compatible(subject, withRequiredField())).isTrue();
  }

  @Test
  void whatIsNotThereIsUnknown() {
    assertThatThrownBy(() -> registry().byId(999_999)).isInstanceOf(UnknownSchemaException.class);
    assertThatThrownBy(() -> registry().byId(-1)).isInstanceOf(UnknownSchemaException.class);
    assertThatThrownBy(() -> registry().latest(subject)).isInstanceOf(UnknownSchemaException.class);
    assertThatThrownBy(() -> registry().lookup(subject, first()))
        .isInstanceOf(UnknownSchemaException.class);
    int unused = registry().register(subject, first());
    assertThatThrownBy(() -> registry().lookup(subject, withOptionalField()))
        .isInstanceOf(UnknownSchemaException.class);
  }

  private Schema first() {
    return SchemaBuilder.record(name).fields().requiredString("id").endRecord();
  }

  private Schema withOptionalField() {
    return SchemaBuilder.record(name)
        .fields()
        .requiredString("id")
        .optionalString("note")
        .endRecord();
  }

  private Schema withRequiredField() {
    return SchemaBuilder.record(name)
        .fields()
        .requiredString("id")
        .requiredLong("time")
        .endRecord();
  }
}
