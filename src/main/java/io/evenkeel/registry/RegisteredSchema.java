package io.evenkeel.registry;

import org.apache.avro.Schema;

/**
 * One version of a subject.
 *
 * @param subject its name
 * @param version from 1
 * @param id the schema's id, shared by every subject that holds the same schema
 * @param schema the schema
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
