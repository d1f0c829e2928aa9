package io.evenkeel.serde;

import io.evenkeel.event.Text;

/** One value as it was read, whatever type its writer gave it; reused from value to value. */
final class Scalar {
  /** What the value is. */
  enum Shape {
    NULL,
    NUMBER,
    FLAG,
    TEXT
  }

  Shape shape = Shape.NULL;

  /** The number; of integers beyond 2^53 the nearest. */
  double number;

  /** The number without rounding if it came as an integer, else 0. */
  long integer;

  boolean flag;
  final Text text = new Text();

  void setNull() {
    shape = Shape.NULL;
  }

  void setInteger(long value) {
    shape = Shape.NUMBER;
    integer = value;
    number = value;
  }

  void setNumber(double value) {
    shape = Shape.NUMBER;
    integer = 0;
    number = value;
  }

  void setFlag(boolean value) {
    shape = Shape.FLAG;
    flag = value;
  }
}
