package io.evenkeel.ingest;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.ingest.RejectedException.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What one JSON value means as a feature, an attribute, a class, a number or a time. */
final class Scalars {
  /** Largest magnitude up to which every whole double is one number. */
  private static final double EXACT = 1L << 53;

  /**
   * Numbers of at least this are milliseconds (from 1973 on), smaller ones seconds (until 5138).
   */
  private static final double MILLISECONDS = 1e11;

  private Scalars() {}

  /** A number, a category, or nothing; never a list or a mapping. */
  static FeatureValue feature(At at) {
    if (!at.present()) {
      return FeatureValue.MISSING;
    }
    if (at.node().isNumber()) {
      return FeatureValue.of(at.node().doubleValue());
    }
    if (at.node().isBoolean()) {
      return FeatureValue.of(at.node().booleanValue());
    }
    String text = bounded(at);
    // What became of Python's NaN on its way through strict JSON.
    return text.equals("NaN") ? FeatureValue.MISSING : FeatureValue.of(text);
  }

  /** Any scalar as text, or null; whole numbers have no decimals. */
  static @Nullable String text(At at) {
    if (!at.present()) {
      return null;
    }
    if (at.node().isNumber()) {
      return number(at);
    }
    if (at.node().isBoolean()) {
      return at.node().asText();
    }
    return bounded(at);
  }

  /** Text that is not empty, or null. */
  static @Nullable String filled(At at) {
    String text = text(at);
    return text == null || text.isBlank() ? null : text;
  }

  private static @Nullable String number(At at) {
    if (at.node().isIntegralNumber()) {
      return at.node().asText();
    }
    return plain(at.node().doubleValue());
  }

  /** A number as people write it; null if it is not finite. */
  static @Nullable String plain(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
      return Long.toString((long) value);
    }
    return new BigDecimal(Double.toString(value)).toPlainString();
  }

  private static String bounded(At at) {
    at.require(at.node().isTextual(), Reason.WRONG_TYPE);
    String text = at.node().textValue();
    at.require(text.length() <= Limits.TEXT, Reason.TOO_LARGE);
    return text;
  }

  /** A number, also one that was written as text. */
  static double number(At at, Reason otherwise) {
    if (at.node().isNumber()) {
      return at.node().doubleValue();
    }
    if (at.node().isTextual() && at.node().textValue().length() <= 100) {
      try {
        return Double.parseDouble(at.node().textValue().strip());
      } catch (NumberFormatException e) {
        throw at.rejected(otherwise);
      }
    }
    throw at.rejected(otherwise);
  }

  static boolean isNumber(At at) {
    return at.node().isNumber();
  }

  /**
   * A time: seconds or milliseconds since 1970, or text in ISO 8601; text without a zone is in UTC.
   */
  static Instant time(At at) {
    Instant time;
    if (at.node().isNumber()) {
      double number = at.node().doubleValue();
      at.require(number > 0 && number < 1e14, Reason.INVALID_TIME);
      time =
          Instant.ofEpochMilli(number >= MILLISECONDS ? (long) number : Math.round(number * 1000));
    } else {
      at.require(at.node().isTextual(), Reason.INVALID_TIME);
      time = parsed(at, at.node().textValue().strip());
    }
    at.require(
        time.getEpochSecond() > 0 && time.getEpochSecond() < 253_402_300_800L, Reason.INVALID_TIME);
    return time;
  }

  private static Instant parsed(At at, String text) {
    at.require(text.length() <= 64, Reason.INVALID_TIME);
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? withT(text) : text;
    try {
      if (iso.length() <= 10) {
        return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      boolean zoned = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
      return zoned
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | ArithmeticException e) {
      throw at.rejected(Reason.INVALID_TIME);
    }
  }

  private static String withT(String text) {
    return text.substring(0, 10) + "T" + text.substring(11);
  }

  /** A weight above 0. */
  static double weight(At at, double value) {
    at.require(value > 0 && value < Double.POSITIVE_INFINITY, Reason.INVALID_WEIGHT);
    return value;
  }
}
