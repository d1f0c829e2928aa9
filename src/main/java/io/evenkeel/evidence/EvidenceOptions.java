package io.evenkeel.evidence;

/**
 * Choices every detector shares.
 *
 * @param accumulation how components accumulate
 * @param finerAlternatives whether the fixed rate gaps are {.02, .05, .10, .25} beyond the
 *     tolerance, not {.05, .15, .30}
 * @param overdispersion effects of whole panes
 */
public record EvidenceOptions(
    Accumulation accumulation, boolean finerAlternatives, Overdispersion overdispersion) {
  /** CUSUM, three fixed gaps, independent records. */
  public static EvidenceOptions standard() {
    return new EvidenceOptions(Accumulation.CUSUM, false, Overdispersion.none());
  }

  /** The same with another accumulation. */
  public EvidenceOptions with(Accumulation other) {
    return new EvidenceOptions(other, finerAlternatives, overdispersion);
  }

  /** The same with the finer fixed gaps. */
  public EvidenceOptions withFinerAlternatives() {
    return new EvidenceOptions(accumulation, true, overdispersion);
  }

  /** The same with another overdispersion. */
  public EvidenceOptions with(Overdispersion other) {
    return new EvidenceOptions(accumulation, finerAlternatives, other);
  }

  void hashInto(ParameterHash hash) {
    hash.add(accumulation.name())
        .add(finerAlternatives ? 1L : 0L)
        .add(overdispersion.source().name())
        .add(overdispersion.variance());
  }
}
