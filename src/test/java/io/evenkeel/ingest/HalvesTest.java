package io.evenkeel.ingest;

import static io.evenkeel.ingest.Payloads.classes;
import static io.evenkeel.ingest.Payloads.file;
import static io.evenkeel.ingest.Payloads.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.event.FeatureValue;
import io.evenkeel.event.Prediction;
import io.evenkeel.ingest.RejectedException.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests and answers that come apart. */
class HalvesTest {
  private static final LayoutOptions OPTIONS = options().with(classes("no", "yes"));
  private static final Layout KSERVE = Layouts.of(Format.KSERVE, OPTIONS, null, Limits.DEFAULT);
  private static final Layout V2 = Layouts.of(Format.V2, OPTIONS, null, Limits.DEFAULT);
  private static final Halves JOIN = new Halves(OPTIONS, Limits.DEFAULT);

  private static Half half(Layout layout, String file, Map<String, String> headers) {
    List<Half> halves = layout.read(Payloads.of(file(file), headers)).halves();
    assertThat(halves).hasSize(1);
    return halves.get(0);
  }

  private static Half logged(String kind, String prefix, String file) {
    return half(
        KSERVE,
        file,
        Map.of(
            prefix + "specversion",
            "1.0",
            prefix + "id",
            "7a1c",
            prefix + "type",
            "org.kubeflow.serving.inference." + kind,
            prefix + "time",
            "2026-03-01T10:00:00.5Z",
            prefix + "inferenceservicename",
            "income",
            "Content-Type",
            "application/json"));
  }

  @Test
  void halvesInBinaryModeOverHttpAndOverKafkaAreOneCall() {
    Half request = logged("request", "CE-", "kserve/request-v1.json");
    Half response = logged("response", "ce_", "kserve/response-v1.json");

    assertThat(request.kind()).isEqualTo(Half.Kind.REQUEST);
    assertThat(response.key()).isEqualTo(request.key());
    List<Prediction> joined = JOIN.join(request, response).predictions();
    assertThat(joined).extracting(Prediction::predictionId).containsExactly("7a1c-1", "7a1c-2");
    assertThat(joined).extracting(Prediction::modelId).containsOnly("income");
    assertThat(joined).extracting(Prediction::predictedLabel).containsExactly("yes", "no");
    assertThat(joined.get(1).features())
        .isEqualTo(Map.of("age", FeatureValue.of(29), "sex", FeatureValue.of("M")));
    assertThat(joined.get(0).scores()).isEqualTo(Map.of("no", 0.2, "yes", 0.8));
  }

  @Test
  void structuredEventsMayCarryTheirDataInBase64() {
    String data = java.util.Base64.getEncoder().encodeToString(file("kserve/request-v1.json"));
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"inferenceservicename\":\"income\",\"type\":"
            + "\"org.kubeflow.serving.inference.request\",\"data_base64\":\""
            + data
            + "\"}";

    Half half = KSERVE.read(Payloads.of(event)).halves().get(0);

    assertThat(half.body()).contains("instances");
    assertThat(half.time()).isEqualTo(Payloads.ARRIVED);
  }

  @Test
  void bodiesOfTheOpenInferenceProtocolJoinByTheirId() {
    Half request = half(V2, "v2/halves-request.json", Map.of());
    Half response = half(V2, "v2/halves-response.json", Map.of());

    assertThat(request.key()).isEqualTo("q7").isEqualTo(response.key());
    assertThat(JOIN.join(request, response).predictions())
        .extracting(Prediction::modelVersion)
        .containsExactly("3", "3");
  }

  @Test
  void withoutAnIdTheHeaderOrTheKeyOfTheRecordTells() {
    String body =
        "{\"inputs\":[{\"name\":\"a\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}]}";
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(V2.read(Payloads.of(bytes, Map.of("X-Request-Id", "h1"))).halves().get(0).id())
        .isEqualTo("h1");
    assertThat(V2.read(Payloads.of(bytes, Map.of(Layouts.KEY, "k1"))).halves().get(0).id())
        .isEqualTo("k1");
  }

  @Test
  void halvesKeepEverythingThroughTheirBytes() {
    Half half = logged("request", "ce-", "kserve/request-v1.json");

    assertThat(Half.of(half.toBytes())).isEqualTo(half);
    assertThatThrownBy(() -> Half.of(new byte[] {1, 0, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Half.of(new byte[] {9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void anAnswerOfAnotherLengthIsRefused() {
    Half request = half(V2, "v2/halves-request.json", Map.of());
    Half response =
        new Half(
            "s",
            Half.Kind.RESPONSE,
            "q7",
            "q7",
            Payloads.ARRIVED,
            "m",
            null,
            "{\"predictions\":[1]}");

    assertThatThrownBy(() -> JOIN.join(request, response))
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.LENGTHS_DIFFER));
  }
}
