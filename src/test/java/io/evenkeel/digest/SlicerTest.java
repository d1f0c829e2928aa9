package io.evenkeel.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.monitor.SliceSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicerTest {
  private final Slicer slicer =
      new Slicer(List.of(SliceSpec.of("race", "sex"), SliceSpec.of("sex"), SliceSpec.of("a=b")));

  @Test
  void everyAttributeIsNeededOnce() {
    assertThat(slicer.attributes()).containsExactly("race", "sex", "a=b");
  }

  @Test
  void aRecordIsInOneSliceOfEachSpec() {
    assertThat(slicer.slices(new String[] {"Black", "F", "x"}))
        .containsExactly("*", "race=Black&sex=F", "sex=F", "a%3Db=x");
  }

  @Test
  void reservedCharactersAreEncoded() {
    assertThat(slicer.slices(new String[] {"a&b=c", "50%*\n", ""}))
        .containsExactly(
            "*", "race=a%26b%3Dc&sex=50%25%2A%0A", "sex=50%25%2A%0A", "a%3Db=__missing__");
  }

  @Test
  void aSliceNameTellsItsSpec() {
    for (int s = 0; s < slicer.specs().size(); s++) {
      String name = slicer.slices(new String[] {"x&sex=y", "", "z"}).get(s + 1);
      assertThat(slicer.specOf(name)).isEqualTo(slicer.specs().get(s));
    }
    assertThat(slicer.specOf("*")).isNull();
    assertThat(slicer.specOf("sex=F&race=Black")).isNull();
    assertThat(slicer.specOf("age=3")).isNull();
  }
}
