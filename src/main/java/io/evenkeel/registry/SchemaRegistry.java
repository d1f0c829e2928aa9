package io.evenkeel.registry;

import java.util.UUID;
import org.apache.avro.Schema;

/**
 * Avro schemas by id, GUID and subject.
 *
 * <p>Safe for many threads. Every method throws {@link RegistryUnavailableException} when the
 * registry can not be asked, which is worth another try later, and {@link
 * UnsupportedSchemaException} when the answer is not an Avro schema.
 */
public interface SchemaRegistry extends AutoCloseable {

  /** The schema with an id; {@link UnknownSchemaException} when there is none. */
  Schema byId(int id);

  /** The schema with a GUID; {@link UnknownSchemaException} when there is none. */
  Schema byGuid(UUID guid);

  /**
   * Registers a schema as the newest version of a subject, without effect if it is there already.
   *
   * @return the schema's id
   * @throws IncompatibleSchemaException when the subject's compatibility rule forbids it
   */
  int register(String subject, Schema schema);

  /** The id of a schema under a subject; {@link UnknownSchemaException} when it is not there. */
  int lookup(String subject, Schema schema);

  /** The newest version of a subject; {@link UnknownSchemaException} when there is none. */
  RegisteredSchema latest(String subject);

  /** Whether the subject's compatibility rule lets a schema follow the newest version. */
  boolean compatible(String subject, Schema schema);

  @Override
  default void close() {}
}
