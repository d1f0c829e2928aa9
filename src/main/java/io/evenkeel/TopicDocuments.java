package io.evenkeel;

import io.evenkeel.config.ProfileFile;
import io.evenkeel.config.StoredMonitor;
import io.evenkeel.profile.ReferenceProfile;
import io.evenkeel.topology.PlanSource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the documents of the monitors and profiles topics. */
public final class TopicDocuments implements PlanSource {
  @Override
  public List<MonitorVersion> monitor(byte[] document) {
    return StoredMonitor.parse(new String(document, StandardCharsets.UTF_8)).versions().stream()
        .map(
            version ->
                new MonitorVersion(version.validFrom(), version.monitor(), version.document()))
        .toList();
  }

  @Override
  public ReferenceProfile profile(byte[] document) {
    return ProfileFile.decode(document);
  }
}
