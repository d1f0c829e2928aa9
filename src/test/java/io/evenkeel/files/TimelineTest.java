package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static List<String> played(String csv) throws IOException {
    ColumnMap map = Maps.map("{id: id, time: t, model: m, label: y, label-time: yt}");
    List<String> played = new ArrayList<>();
    try (Timeline timeline =
        Timeline.of(EventRows.open("a.csv", Maps.rows("a.csv", csv), map, null))) {
      for (TimedEvent event = timeline.next(); event != null; event = timeline.next()) {
        String what =
            event instanceof TimedEvent.Predicted predicted
                ? "predicted " + predicted.prediction().predictionId()
                : "learned " + ((TimedEvent.Learned) event).feedback().predictionId();
        played.add(event.time().getEpochSecond() + " " + what);
      }
    }
    return played;
  }

  @Test
  void feedbackComesAtItsOwnTimeAmongLaterPredictions() throws IOException {
    assertThat(played("id,t,y,yt\na,10,1,30\nb,20,0,25\nc,28,,\nd,40,1,\n"))
        .containsExactly(
            "10 predicted a",
            "20 predicted b",
            "25 learned b",
            "28 predicted c",
            "30 learned a",
            "40 predicted d",
            "40 learned d");
  }

  @Test
  void atTheSameTimePredictionsComeFirstAndFeedbackInTheirOrder() throws IOException {
    assertThat(played("id,t,y,yt\na,10,1,20\nb,10,1,20\nc,20,1,20\n"))
        .containsExactly(
            "10 predicted a",
            "10 predicted b",
            "20 predicted c",
            "20 learned a",
            "20 learned b",
            "20 learned c");
  }

  @Test
  void nothingIsPlayedFromAnEmptyFile() throws IOException {
    assertThat(played("id,t,y,yt\n")).isEmpty();
  }
}
