package io.evenkeel.files;

import java.util.regex.Pattern;

/** How a class is read from a column: as written, or derived from a category or a number. */
public sealed interface LabelRule {
  /** The column that the class is read from. */
  Source source();

  /**
   * The class for the text of one cell.
   *
   * @throws NumberFormatException if the rule needs a number and the text is none
   */
  String label(String text, ClassNames classes);

  /** The text itself; a whole number written as a decimal ({@code 1.0}) loses its zeros. */
  record AsWritten(Source source) implements LabelRule {
    private static final Pattern WHOLE_DECIMAL = Pattern.compile("-?\\d+\\.0+");

    @Override
    public String label(String text, ClassNames classes) {
      return text.endsWith("0") && WHOLE_DECIMAL.matcher(text).matches()
          ? text.substring(0, text.indexOf('.'))
          : text;
    }
  }

  /** The positive class where the text equals a value. */
  record EqualTo(Source source, String value) implements LabelRule {
    @Override
    public String label(String text, ClassNames classes) {
      return text.equals(value) ? classes.positive() : classes.negative();
    }
  }

  /** The positive class where the number is at least a threshold. */
  record AtLeast(Source source, double threshold) implements LabelRule {
    @Override
    public String label(String text, ClassNames classes) {
      return Double.parseDouble(text) >= threshold ? classes.positive() : classes.negative();
    }
  }
}
