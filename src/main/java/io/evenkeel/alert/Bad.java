package io.evenkeel.alert;

/** Which direction of an effect is trouble. */
enum Bad {
  HIGHER,
  LOWER,
  EITHER
}
