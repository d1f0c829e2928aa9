package io.evenkeel.cli;

import io.evenkeel.cluster.Documents;
import java.util.SortedMap;

/** What the compacted topics hold, by the word users say for it. */
enum StoredDocuments {
  MONITOR,
  PROFILE;

  Documents in(ClusterOptions cluster) {
    return new Documents(
        cluster.kafka(),
        this == MONITOR ? cluster.topics().monitors() : cluster.topics().profiles());
  }

  String word() {
    return this == MONITOR ? "monitor" : "profile";
  }

  /** The document under this name. */
  String require(SortedMap<String, String> all, String name) {
    String document = all.get(name);
    if (document == null) {
      throw new UsageException(
          "there is no "
              + word()
              + " '"
              + name
              + "'"
              + (all.isEmpty() ? "" : "; there is " + String.join(", ", all.keySet())));
    }
    return document;
  }

  /** Accepts {@code monitor} and {@code monitors}. */
  static StoredDocuments parse(String word) {
    return switch (word) {
      case "monitor", "monitors" -> MONITOR;
      case "profile", "profiles" -> PROFILE;
      default -> throw new UsageException("say monitor or profile, not '" + word + "'");
    };
  }
}
