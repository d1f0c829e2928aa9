package io.evenkeel.ingest;

/**
 * A payload that can not be used. Carries no stack trace, for there may be millions, and no part of
 * the payload: the path names fields of the layout and positions, never a value or a name that
 * somebody sent.
 */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String path;

  RejectedException(Reason reason, String path) {
    super(reason.code() + " at " + path, null, false, false);
    this.reason = reason;
    this.path = path;
  }

  public Reason reason() {
    return reason;
  }

  /** Where, as a JSON path such as {@code $.request.values[2][0]}. */
  public String path() {
    return path;
  }

  /** Why a payload can not be used; the code is what dead letters and counters carry. */
  public enum Reason {
    /** No byte. */
    EMPTY("empty-payload"),
    /** Not JSON, or not the text that its encoding promises. */
    MALFORMED("malformed-payload"),
    /** More bytes than allowed, or a text or number that is too long. */
    TOO_LARGE("payload-too-large"),
    /** Nested too deeply. */
    TOO_DEEP("payload-too-deep"),
    /** More rows, columns or values than allowed. */
    TOO_MANY("too-many-values"),
    /** A field that must be there is not, or is null. */
    MISSING_FIELD("missing-field"),
    /** A value of a type that its field can not hold. */
    WRONG_TYPE("wrong-type"),
    /** Rows and columns, or requests and answers, of different counts. */
    LENGTHS_DIFFER("lengths-differ"),
    /** Nothing to tell the prediction by. */
    MISSING_ID("missing-id"),
    /** Neither the payload nor its configuration names a model. */
    MISSING_MODEL("missing-model"),
    /** A time that can not be read or is not after 1970. */
    INVALID_TIME("invalid-time"),
    /** Feedback without a label. */
    MISSING_LABEL("missing-label"),
    /** A prediction without class, score or value. */
    MISSING_PREDICTION("missing-prediction"),
    /** A weight or sampling fraction that is not a finite number above 0. */
    INVALID_WEIGHT("invalid-weight"),
    /** A content type or encoding that is not read. */
    UNSUPPORTED("unsupported-encoding"),
    /** An event of a type that is not read. */
    UNKNOWN_TYPE("unknown-type");

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
