package io.evenkeel.reference;

/** Hears how far the building of a reference has come. */
@FunctionalInterface
public interface BuildProgress {
  /** Hears nothing. */
  BuildProgress NONE = (pass, rows) -> {};

  /**
   * Called every thousand records and at the end of each pass.
   *
   * @param pass 1 while bins are found, 2 while records are counted in them
   * @param rows records of this pass so far
   */
  void done(int pass, long rows);
}
