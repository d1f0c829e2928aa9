package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void mapsAreWrittenInTheOrderOfTheirKeys() throws JsonProcessingException {
    Map<String, Object> map = new HashMap<>(Map.of("b", 1, "a", List.of(0.1), "c", "x"));

    assertThat(Json.mapper().writeValueAsString(map))
        .isEqualTo("{\"a\":[0.1],\"b\":1,\"c\":\"x\"}");
  }

  @Test
  void treesKeepTheOrderInWhichTheyWereBuilt() {
    assertThat(Json.compact(Json.mapper().createObjectNode().put("b", 1).put("a", 2)))
        .isEqualTo("{\"b\":1,\"a\":2}");
  }

  @Test
  void doubledKeysTrailingTextAndDeepNestingAreRefused() {
    for (String bad : List.of("{\"a\":1,\"a\":2}", "{} {}", "[".repeat(100) + "]".repeat(100))) {
      assertThatThrownBy(() -> Json.mapper().readTree(bad))
          .isInstanceOf(JsonProcessingException.class);
    }
  }
}
