package io.evenkeel.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.monitor.Monitor;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A monitor file that could be read.
 *
 * @param monitor what is to be watched
 * @param features the features the file names, in its order, typed or not; empty when it leaves
 *     them to the reference data
 * @param columns which column of a data file is what, as written, or null
 * @param mentions every place that names a feature
 */
public record MonitorDocument(
    Monitor monitor,
    List<String> features,
    @Nullable JsonNode columns,
    List<FeatureMention> mentions) {

  public MonitorDocument {
    features = List.copyOf(features);
    mentions = List.copyOf(mentions);
  }

  /**
   * Checks every feature the file names against those the model has, as a profile lists them.
   *
   * @throws ConfigException with all unknown features at once
   */
  public void requireFeatures(Collection<String> known) {
    Problems problems = new Problems();
    mentions.forEach(mention -> mention.problem(known).ifPresent(problems::add));
    problems.throwIfAny();
  }
}
