package io.evenkeel.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Kubernetes objects read as their own types, without mercy for keys that these do not have.
 *
 * <p>The types are generated from the schemas of Kubernetes, the Prometheus operator and Strimzi.
 */
final class Manifests {
  static final Path FOLDER = Path.of("deploy/kubernetes");

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
          "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class);

  private static final ObjectMapper STRICT =
      YAMLMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated a) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Manifests() {}

  /** All YAML files below the folder. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<JsonNode> documents(Path file) throws IOException {
    try (MappingIterator<JsonNode> all =
        STRICT.readerFor(JsonNode.class).readValues(file.toFile())) {
      return all.readAll();
    }
  }

  static JsonNode kustomization(Path file) throws IOException {
    return documents(file).get(0);
  }

  /** An object as its own type; fails for an unknown kind and for an unknown key. */
  static HasMetadata typed(JsonNode node) throws JsonProcessingException {
    String kind = node.path("apiVersion").asText() + "/" + node.path("kind").asText();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("unknown kind " + kind);
    }
    return STRICT.treeToValue(node, type);
  }

  /** Every object of one type below a part of the folder. */
  static <T extends HasMetadata> List<T> all(String part, Class<T> type) throws IOException {
    List<T> found = new ArrayList<>();
    for (Path file : files()) {
      if (file.startsWith(FOLDER.resolve(part))) {
        for (JsonNode node : documents(file)) {
          if (node.path("kind").asText().equals(type.getSimpleName())) {
            found.add(type.cast(typed(node)));
          }
        }
      }
    }
    return found;
  }
}
