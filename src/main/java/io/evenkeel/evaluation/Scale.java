package io.evenkeel.evaluation;

/** Unit, range and sign of a metric. */
public enum Scale {
  COUNT("records", "[0, inf)", ""),
  SHARE("share", "[0, 1]", ""),
  GAP("difference of shares", "[-1, 1]", "above 0: the group's is higher than the reference's"),
  ERROR("share", "[-1, 1]", "above 0: predicts too much"),
  ERROR_OF_TRUTH("share", "[-1, 1]", "above 0: predicts too little"),
  RATIO("ratio", "[0, inf)", "above 1: the group's is higher than the reference's"),
  CORRELATION("correlation", "[-1, 1]", "below 0: worse than chance"),
  SIGNED_CORRELATION("correlation", "[-1, 1]", "above 0: both grow together"),
  DETERMINATION("share", "(-inf, 1]", "below 0: worse than the mean"),
  DISTANCE("distance", "[0, 1]", ""),
  INDEX("none", "[0, inf)", ""),
  STATISTIC("none", "(-inf, inf)", ""),
  GAP_CHANGE(
      "difference of shares",
      "[-2, 2]",
      "above 0: the group's is higher beside the reference's than it was in the profile"),
  MILLISECONDS("milliseconds", "[0, inf)", ""),
  FEATURE_VALUE("the feature's unit", "(-inf, inf)", ""),
  SQUARED_DISTANCE("none", "(-inf, 2]", "around 0: no difference"),
  SQUARED_DEVIATIONS("squared standard deviations", "[0, inf)", ""),
  SQUARED_DEVIATIONS_CHANGE(
      "squared standard deviations", "(-inf, inf)", "above 0: larger than in the profile"),
  NATS("nats", "[0, inf)", ""),
  RANK("rank", "[1, inf)", ""),
  PROXY_GAP(
      "difference of shares, or standard deviations",
      "[-1, 1], or (-inf, inf)",
      "above 0: higher where the feature leans to the group"),
  P_VALUE("probability", "[0, 1]", ""),
  TARGET("the target's unit", "(-inf, inf)", ""),
  TARGET_ERROR("the target's unit", "(-inf, inf)", "above 0: predicts too much"),
  TARGET_SIZE("the target's unit", "[0, inf)", ""),
  TARGET_SQUARE("the target's unit, squared", "[0, inf)", ""),
  TARGET_GAP(
      "the target's unit", "(-inf, inf)", "above 0: the group's is higher than the reference's"),
  FEATURE_SIZE("the feature's unit", "[0, inf)", "");

  private final String unit;
  private final String range;
  private final String sign;

  Scale(String unit, String range, String sign) {
    this.unit = unit;
    this.range = range;
    this.sign = sign;
  }

  public String unit() {
    return unit;
  }

  public String range() {
    return range;
  }

  /** What the sign or the side of 1 says; empty when there is only one side. */
  public String sign() {
    return sign;
  }
}
