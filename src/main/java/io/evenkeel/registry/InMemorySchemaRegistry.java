package io.evenkeel.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * A registry that forgets everything when the process ends. Ids count from 1; one schema text has
 * one id in all subjects; new subjects are {@link Compatibility#BACKWARD}.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Integer> idByText = new HashMap<>();
  private final Map<UUID, Integer> idByGuid = new HashMap<>();
  private final TreeMap<String, List<Integer>> subjects = new TreeMap<>();
  private final Map<String, Compatibility> rules = new HashMap<>();
  private Compatibility rule = Compatibility.BACKWARD;

  /** The GUID of a schema: a name-based UUID of its JSON text without white space. */
  public static UUID guid(Schema schema) {
    return UUID.nameUUIDFromBytes(schema.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new UnknownSchemaException("no schema with id " + id);
    }
    return schemas.get(id - 1);
  }

  @Override
  public synchronized Schema byGuid(UUID guid) {
    Integer id = idByGuid.get(guid);
    if (id == null) {
      throw new UnknownSchemaException("no schema with GUID " + guid);
    }
    return byId(id);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    Integer known = idByText.get(schema.toString());
    if (known != null && versions.contains(known)) {
      return known;
    }
    if (!compatible(subject, schema)) {
      throw new IncompatibleSchemaException(
          "schema is not " + compatibility(subject) + " compatible in subject " + subject);
    }
    int id = known == null ? add(schema) : known;
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(id);
    return id;
  }

  @Override
  public synchronized int lookup(String subject, Schema schema) {
    Integer id = idByText.get(schema.toString());
    if (id == null || !subjects.getOrDefault(subject, List.of()).contains(id)) {
      throw new UnknownSchemaException("schema is not in subject " + subject);
    }
    return id;
  }

  @Override
  public synchronized RegisteredSchema latest(String subject) {
    return version(subject, subjects.getOrDefault(subject, List.of()).size());
  }

  @Override
  public synchronized boolean compatible(String subject, Schema schema) {
    List<Schema> versions =
        subjects.getOrDefault(subject, List.of()).stream().map(this::byId).toList();
    return compatibility(subject).allows(schema, versions);
  }

  /** One version of a subject, counted from 1. */
  public synchronized RegisteredSchema version(String subject, int version) {
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    if (version < 1 || version > versions.size()) {
      throw new UnknownSchemaException("no version " + version + " in subject " + subject);
    }
    int id = versions.get(version - 1);
    return new RegisteredSchema(subject, version, id, byId(id));
  }

  /** Every version of every subject, subjects in the order of their names. */
  public synchronized List<RegisteredSchema> all() {
    List<RegisteredSchema> all = new ArrayList<>();
    subjects.forEach(
        (subject, versions) -> {
          for (int i = 1; i <= versions.size(); i++) {
            all.add(version(subject, i));
          }
        });
    return all;
  }

  /** The rule of a subject, or the rule of all when it has none of its own. */
  public synchronized Compatibility compatibility(String subject) {
    return rules.getOrDefault(subject, rule);
  }

  /** The rule of subjects that have none of their own. */
  public synchronized Compatibility compatibility() {
    return rule;
  }

  /** Sets the rule of one subject. */
  public synchronized void compatibility(String subject, Compatibility compatibility) {
    rules.put(subject, compatibility);
  }

  /** Sets the rule of subjects that have none of their own. */
  public synchronized void compatibility(Compatibility compatibility) {
    rule = compatibility;
  }

  private int add(Schema schema) {
    schemas.add(schema);
    int id = schemas.size();
    idByText.put(schema.toString(), id);
    idByGuid.put(guid(schema), id);
    return id;
  }
}
