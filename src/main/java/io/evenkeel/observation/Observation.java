package io.evenkeel.observation;

import io.evenkeel.event.Stage;
import java.util.Arrays;

/**
 * One prediction, digested: which cell each feature fell into, which class was predicted, with what
 * score.
 *
 * <p>Mutable and reusable, so that a task digests without allocating; confined to one thread. What
 * its numbers mean is fixed by the plan that {@link #planId} names.
 */
public final class Observation {
  /** Nothing was predicted, or a number is absent. */
  public static final int NONE = -1;

  /** Identity of the plan (monitor and profile) that digested this. */
  public long planId;

  public String modelVersion = "";
  public Stage stage = Stage.PRODUCTION;

  /** Milliseconds since 1970. */
  public long eventTime;

  /** More than grace behind the largest event time before it in its partition. */
  public boolean late;

  /** How many predictions this one stands for, at least 1. */
  public int weight = 1;

  /** Value of each slicing attribute, in the plan's order; the empty string is a missing value. */
  public String[] attributes = new String[0];

  /** Index of the predicted class, the number of classes for an unknown one, or {@link #NONE}. */
  public int predicted = NONE;

  /**
   * Probability of the positive class (binary) or the largest of all classes (multiclass); NaN when
   * absent.
   */
  public double score = Double.NaN;

  /** Probability of every class; empty unless the task is multiclass. */
  public double[] scores = new double[0];

  /** The probabilities given were not probabilities and were dropped. */
  public boolean invalidScore;

  /** The probabilities given did not sum to 1 and were renormalised. */
  public boolean renormalised;

  /** The predicted number of a regression; NaN when absent. */
  public double value = Double.NaN;

  /** Cell of each feature, in the plan's order. */
  public int[] cells = new int[0];

  /** Each numeric feature in the plan's fixed-point unit, 0 for other features. */
  public long[] quantities = new long[0];

  /** Side marks of each numeric feature: see {@link #BELOW}, {@link #ABOVE}, {@link #CLIPPED}. */
  public byte[] sides = new byte[0];

  /** Below the smallest reference value. */
  public static final byte BELOW = 1;

  /** Above the largest reference value. */
  public static final byte ABOVE = 2;

  /** Too far out for the fixed-point sums; counted in its cell, left out of the sums. */
  public static final byte CLIPPED = 4;

  /** Counts in every slice. */
  public static final int EVERYWHERE = 0;

  /** Counts in the slices that need no meta attribute from a topic of its own. */
  public static final int WITHOUT_META = 1;

  /** Counts in the slices that do. */
  public static final int WITH_META = 2;

  /**
   * Well mixed hash of whom this is about and of its pane, 0 when unknown or when the plan does not
   * ask; see {@link EntityHash}.
   */
  public long entity;

  /** In which slices this counts; set by the join, not kept. */
  public int scope = EVERYWHERE;

  /** Makes room for a plan and forgets what was there. */
  public void reset(int attributeCount, int featureCount, int scoreCount) {
    modelVersion = "";
    stage = Stage.PRODUCTION;
    scope = EVERYWHERE;
    late = false;
    weight = 1;
    entity = 0;
    predicted = NONE;
    score = Double.NaN;
    invalidScore = false;
    renormalised = false;
    value = Double.NaN;
    if (attributes.length != attributeCount) {
      attributes = new String[attributeCount];
    }
    if (cells.length != featureCount) {
      cells = new int[featureCount];
      quantities = new long[featureCount];
      sides = new byte[featureCount];
    }
    if (scores.length != scoreCount) {
      scores = new double[scoreCount];
    }
    Arrays.fill(attributes, "");
    Arrays.fill(quantities, 0);
    Arrays.fill(sides, (byte) 0);
    Arrays.fill(scores, 0);
  }
}
