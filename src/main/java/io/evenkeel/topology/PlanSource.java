package io.evenkeel.topology;

import io.evenkeel.monitor.Monitor;
import io.evenkeel.profile.ReferenceProfile;
import java.util.List;

/** Reads the documents of the two compacted topics. */
public interface PlanSource {
  /**
   * The versions of a monitor document, oldest first; throws {@link IllegalArgumentException} when
   * unreadable.
   */
  List<MonitorVersion> monitor(byte[] document);

  /** A profile document; throws {@link IllegalArgumentException} when unreadable. */
  ReferenceProfile profile(byte[] document);

  /**
   * A monitor from some time on.
   *
   * @param validFrom event time, milliseconds since 1970, {@link Long#MIN_VALUE} for the first
   *     version
   * @param document its canonical text
   */
  record MonitorVersion(long validFrom, Monitor monitor, String document) {}
}
