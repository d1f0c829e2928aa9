package io.evenkeel.cluster;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What a user must be allowed to do with one resource.
 *
 * @param kind what the resource is
 * @param name its name; of transactional ids, one that begins as all of them do
 * @param operations at least one
 */
public record Access(Kind kind, String name, Set<AclOperation> operations) {
  /** What can be asked about. */
  public enum Kind {
    TOPIC("topic"),
    /** A topic that may not be there yet, and then must be allowed to be created. */
    OWN_TOPIC("topic"),
    GROUP("group"),
    TRANSACTIONAL_ID("transactional id");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  public Access {
    operations = Set.copyOf(operations);
  }

  /** Access to a topic that must exist. */
  public static Access topic(String name, AclOperation first, AclOperation... more) {
    return new Access(Kind.TOPIC, name, EnumSet.of(first, more));
  }

  /**
   * What of it is not allowed, as people read it but for its name: {@code READ, WRITE on topic}.
   */
  String lack(Collection<AclOperation> missing) {
    return new TreeSet<>(missing).stream().map(Enum::name).collect(Collectors.joining(", "))
        + " on "
        + kind.word;
  }
}
