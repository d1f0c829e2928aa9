package io.evenkeel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoubtedEstimatesTest {
  private static final Set<String> ALL = Set.of("*");

  @Test
  void spansComeBackFromTheirBytesAndAreForgottenInTheEnd() {
    Map<String, byte[]> bytes = new HashMap<>();
    StateBook book = StateBook.of(bytes);
    DoubtedEstimates doubted =
        DoubtedEstimates.NONE.after(ALL, 100, 0).after(ALL, 200, 0).after(Set.of("sex=F"), 300, 0);
    doubted.write(book);
    assertThat(DoubtedEstimates.of(book)).isEqualTo(doubted);
    doubted.after(Set.of(), 900, 301).after(Set.of(), 1000, 901).write(book);
    assertThat(bytes).isEmpty();
    assertThat(DoubtedEstimates.of(book)).isEqualTo(DoubtedEstimates.NONE);
  }

  @Test
  void anUnknownFormatIsRefused() {
    StateBook book = StateBook.of(new HashMap<>(Map.of("estimates", new byte[] {9, 0})));
    assertThatThrownBy(() -> DoubtedEstimates.of(book))
        .hasMessage("estimates state format 9 is not known to this version, which reads 1");
  }
}
