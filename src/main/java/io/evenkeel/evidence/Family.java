package io.evenkeel.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One false-alarm budget for all streams of a model: e-BH over the streams that are not alerting
 * (Wang and Ramdas 2022).
 *
 * <p>With {@code v = log evidence - ln(ARL)} the k streams of largest v alert together, for the
 * largest k with {@code v_(k) >= ln(K / k)}. K counts every stream ever created, severities
 * included, and is never lowered. Then, at any stopping time and whatever really changed, the
 * expected sum over alert batches of their false share is at most (expected panes) / ARL. A batch
 * is one notification.
 *
 * <p>A stream takes part from the pane after its creation. A critical twin that can only upgrade a
 * stream already alerting is not counted. Streams that already alert must not be offered: ranking
 * them multiplies false alerts.
 *
 * @param created K, streams ever created
 */
public record Family(long created) {
  /** Refuses a negative number of streams. */
  public Family {
    if (created < 0) {
      throw new IllegalArgumentException("streams cannot be negative: " + created);
    }
  }

  /** A family without streams. */
  public static Family empty() {
    return new Family(0);
  }

  /** The family after {@code streams} more were created. */
  public Family plus(long streams) {
    if (streams < 0) {
      throw new IllegalArgumentException("streams are never taken back: " + streams);
    }
    return new Family(created + streams);
  }

  /**
   * The streams that alert now, by falling surplus, ties by name.
   *
   * @param quiet the streams that are not alerting, each at most once
   */
  public List<Candidate> alerts(List<Candidate> quiet) {
    if (quiet.size() > created) {
      throw new IllegalArgumentException(
          quiet.size() + " candidates in a family of " + created + " streams");
    }
    List<Candidate> ranked = new ArrayList<>(quiet);
    ranked.sort(
        Comparator.comparingDouble(Candidate::surplus).reversed().thenComparing(Candidate::stream));
    int batch = 0;
    for (int k = 1; k <= ranked.size(); k++) {
      if (ranked.get(k - 1).surplus() >= logThreshold(k)) {
        batch = k;
      }
    }
    return List.copyOf(ranked.subList(0, batch));
  }

  /** {@code ln(K / k)}: the surplus that k streams alerting together must reach each. */
  public double logThreshold(int k) {
    return Math.log((double) created / k);
  }

  /**
   * A stream that is not alerting.
   *
   * @param stream its name, unique in the family
   * @param surplus log evidence minus the log of its own ARL, see {@link Budget#logArl()}
   */
  public record Candidate(String stream, double surplus) {
    /** Refuses a surplus that is NaN. */
    public Candidate {
      if (Double.isNaN(surplus)) {
        throw new IllegalArgumentException("the surplus of " + stream + " is not a number");
      }
    }
  }
}
