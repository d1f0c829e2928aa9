package io.evenkeel.serde;

/**
 * A record that can never be used, however often it is read. Carries no stack trace, because there
 * may be millions of them, and no content of the record, because that may be personal.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  MalformedException(Reason reason) {
    super(reason.code(), null, false, false);
    this.reason = reason;
  }

  MalformedException(Reason reason, String field) {
    super(reason.code() + ": " + field, null, false, false);
    this.reason = reason;
  }

  /** Why it can not be used. */
  public Reason reason() {
    return reason;
  }

  /** Why a record can not be used; the code is what dead letters and counters carry. */
  public enum Reason {
    /** No value, or one without a byte. */
    EMPTY_VALUE("empty-value"),
    /** Neither a schema id before the bytes nor one in the headers. */
    NOT_FRAMED("not-framed"),
    /** The registry knows no such schema. */
    UNKNOWN_SCHEMA("unknown-schema"),
    /**
     * The schema is not one of the expected event: a required field is missing or of a wrong type.
     */
    WRONG_RECORD("wrong-record"),
    /** The bytes do not follow their schema. */
    MALFORMED_AVRO("malformed-avro"),
    /** The text is not the JSON of an event. */
    MALFORMED_JSON("malformed-json"),
    /** The configured deserializer refused the record. */
    NOT_DESERIALIZED("not-deserialized"),
    /** A value whose type the field can not hold. */
    WRONG_TYPE("wrong-type"),
    /** A prediction id or model id that is empty. */
    MISSING_ID("missing-id"),
    /** An event time that is absent or not after 1970. */
    MISSING_EVENT_TIME("missing-event-time"),
    /** Neither label nor value in a feedback. */
    MISSING_LABEL("missing-label"),
    /** A weight that is not a finite number above 0. */
    INVALID_WEIGHT("invalid-weight"),
    /** A text longer than {@link Limits#TEXT_BYTES}. */
    VALUE_TOO_LARGE("value-too-large"),
    /** A map with more than {@link Limits#MAP_ENTRIES} entries. */
    TOO_MANY_ENTRIES("too-many-entries");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The reason in kebab case. */
    public String code() {
      return code;
    }
  }
}
