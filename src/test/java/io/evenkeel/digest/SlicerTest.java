package io.evenkeel.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.monitor.SliceSpec;
import java.util.List;
import java.util.Map;
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

  private static final List<SliceSpec> SINGLES =
      List.of(
          SliceSpec.of("sex"),
          SliceSpec.of("race"),
          SliceSpec.of("age"),
          SliceSpec.of("age", "sex"));

  private static Crosses crosses(int most) {
    return Crosses.chosen(
        SINGLES,
        Map.of(
            "sex=F", 900L,
            "sex=F&race=B", 100L,
            "sex=F&race=W", 99L,
            "sex=M&race=W", 200L,
            "sex=M&race=B", 200L,
            "race=W&age=3", 5L),
        most);
  }

  @Test
  void crossesThatAreNotListedAreKeptWhereTheReferenceHasEnoughRecords() {
    Slicer all = new Slicer(SINGLES, crosses(200));

    assertThat(all.specs()).hasSize(5).endsWith(SliceSpec.of("sex", "race"));
    assertThat(all.slices(new String[] {"F", "B", "3"}))
        .containsExactly("*", "sex=F", "race=B", "age=3", "age=3&sex=F", "sex=F&race=B");
    assertThat(all.slices(new String[] {"F", "W", "3"})).endsWith("sex=__other__&race=__other__");
    assertThat(all.slices(new String[] {"new", "B", "3"}))
        .contains("sex=new")
        .endsWith("sex=__other__&race=__other__");
  }

  @Test
  void largestCombinationsAreKeptUpToTheLimitAndEqualOnesByName() {
    Slicer one = new Slicer(SINGLES, crosses(1));

    assertThat(one.slices(new String[] {"M", "B", ""})).endsWith("sex=M&race=B");
    assertThat(one.slices(new String[] {"M", "W", ""})).endsWith("sex=__other__&race=__other__");
    assertThat(new Slicer(SINGLES, crosses(0)).specs()).isEqualTo(SINGLES);
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
