package io.evenkeel;

import io.evenkeel.cluster.ClusterTopics;
import io.evenkeel.topology.Changelog;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps state in step with partitions that were added to the topics it follows, or refuses.
 *
 * <p>Inputs that go through the first hop may get more partitions at any time: only clocks are kept
 * by input partition. Where keys decide on the partition, an added one would part a prediction from
 * its feedback, or the slices of a model from each other.
 */
final class StatePartitions {
  private static final Logger LOG = LoggerFactory.getLogger(StatePartitions.class);

  private final ClusterTopics cluster;
  private final List<Changelog> changelogs;

  StatePartitions(ClusterTopics cluster, List<Changelog> changelogs) {
    this.cluster = cluster;
    this.changelogs = changelogs;
  }

  /**
   * Adds partitions to state where that is sound.
   *
   * @throws IllegalStateException saying what to do, where it is not
   */
  void align() {
    Map<String, Integer> counts =
        cluster.partitions(
            changelogs.stream()
                .flatMap(changelog -> Stream.of(changelog.topic(), changelog.source()))
                .distinct()
                .toList());
    for (Changelog changelog : changelogs) {
      Integer kept = counts.get(changelog.topic());
      Integer wanted = counts.get(changelog.source());
      if (kept == null || wanted == null || kept.equals(wanted)) {
        continue;
      }
      if (changelog.keyed() || wanted < kept) {
        throw new IllegalStateException(refusal(changelog, kept, wanted));
      }
      LOG.info("{} grows from {} to {} partitions", changelog.topic(), kept, wanted);
      cluster.grow(changelog.topic(), wanted);
    }
  }

  private static String refusal(Changelog changelog, int kept, int wanted) {
    return "topic "
        + changelog.source()
        + " has "
        + wanted
        + " partitions, but the state of this deployment was made for "
        + kept
        + ", and keys would no longer meet what is kept under them."
        + " Recreate the topic with "
        + kept
        + " partitions, or start afresh under another name in evenkeel.yaml"
        + " (docs/operations.md, Partitions)";
  }
}
