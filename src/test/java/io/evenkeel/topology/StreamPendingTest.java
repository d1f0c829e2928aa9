package io.evenkeel.topology;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.digest.Plan;
import io.evenkeel.event.Feedback;
import io.evenkeel.event.Prediction;
import io.evenkeel.join.FeedbackJoin;
import io.evenkeel.join.JoinOutcome;
import io.evenkeel.join.JoinSink;
import io.evenkeel.join.PendingKey;
import io.evenkeel.join.Waiting;
import io.evenkeel.monitor.FeedbackSpec;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are waited for six hours, in segments of 45 minutes, and an hour early. */
class StreamPendingTest {
  private static final String OLD = "old";
  private static final long SEGMENT = 6 * HOUR / 8;

  private final Path state;
  private final Plan plan = Loans.plan(Loans.monitor());
  private final Plan oldPlan = Loans.plan(Loans.monitor(OLD, Loans.SIX_HOURS));
  private final PendingStores context;
  private final PendingDisk disk;
  private final RecordedStore entries;
  private final RecordedStore segments;
  private final Map<String, Long> expired = new TreeMap<>();
  private long counted;
  private StreamPending pending;
  private FeedbackJoin join;

  StreamPendingTest(@TempDir Path state) {
    this.state = state;
    context = new PendingStores(state);
    disk = PendingStores.disk(context);
    entries = new RecordedStore(disk);
    segments = PendingStores.memory(state);
    pending = new StreamPending(entries, segments);
    join = new FeedbackJoin(pending, sink(), id -> null);
  }

  @AfterEach
  void close() {
    disk.close();
  }

  private JoinSink sink() {
    return new JoinSink() {
      @Override
      public void prediction(Observation observation, int sign) {
        counted += sign;
      }

      @Override
      public void labels(Observation observation, List<Label> labels, int sign) {}
    };
  }

  private JoinOutcome predict(String id, long time) {
    return predict(plan, id, time);
  }

  private JoinOutcome predict(Plan of, String id, long time) {
    Prediction prediction = Loans.prediction(of.monitor().model(), id, "1", time, "F", "1");
    return join.prediction(id, of, Loans.observation(of, prediction));
  }

  private JoinOutcome label(String id, long time, int revision) {
    Feedback feedback = Loans.feedback(id, time, "1", revision);
    return join.feedback(id, plan, Label.of(feedback));
  }

  private void expire(String model, long time) {
    pending.expire(model, time, this::heard);
  }

  private void heard(String model, Waiting waited, long count) {
    expired.merge(model + " " + waited.reason(), count, Long::sum);
  }

  /** As a task that begins with what the stores hold at a commit. */
  private void restart() {
    pending.flush();
    pending = new StreamPending(entries, segments);
    join = new FeedbackJoin(pending, sink(), id -> null);
  }

  @Test
  void aPredictionIsFoundWhereverItsFeedbackLies() {
    for (int hour = 0; hour <= 12; hour++) {
      predict("p" + hour, START + hour * HOUR);
    }
    for (int hour = 0; hour <= 12; hour++) {
      assertThat(label("p" + hour, START + (hour + hour % 6) * HOUR, 0))
          .isEqualTo(JoinOutcome.JOINED);
      assertThat(predict("p" + hour, START + hour * HOUR)).isEqualTo(JoinOutcome.DUPLICATE);
      assertThat(predict("p" + hour, START + (hour + 5) * HOUR))
          .isEqualTo(JoinOutcome.DUPLICATE_LOST);
    }
    assertThat(counted).isEqualTo(13);
  }

  @Test
  void whatIsNotLabelledInTimeIsCountedByReason() {
    predict("labelled", START);
    label("labelled", START + HOUR, 0);
    predict("bare", START);
    predict("twice", START);
    predict("twice", START);
    label("stray", START, 0);
    label("stray", START + HOUR, 1);
    label("early", START, 0);
    predict("early", START + 1);
    expire(Loans.MODEL, START + 3 * HOUR);
    assertThat(expired).containsExactly(Map.entry("loans feedback-without-prediction", 1L));
    expire(Loans.MODEL, START + 7 * HOUR);
    assertThat(expired)
        .containsOnly(
            Map.entry("loans feedback-without-prediction", 1L),
            Map.entry("loans prediction-without-label", 2L));
    assertThat(disk.all().hasNext()).isFalse();
  }

  @Test
  void countsSurviveARestart() {
    predict("bare", START);
    label("stray", START, 0);
    restart();
    predict("other", START);
    restart();
    expire(Loans.MODEL, START + 8 * HOUR);
    assertThat(expired)
        .containsOnly(
            Map.entry("loans feedback-without-prediction", 1L),
            Map.entry("loans prediction-without-label", 2L));
  }

  @Test
  void unlabelledPredictionsAreNotMissedWhereNoFeedbackIsExpected() {
    FeedbackSpec none =
        new FeedbackSpec(false, Duration.ofHours(6), Duration.ofHours(1), null, true);
    predict(Loans.plan(Loans.monitor(Loans.MODEL, none)), "bare", START);
    expire(Loans.MODEL, START + 8 * HOUR);
    assertThat(expired).isEmpty();
  }

  @Test
  void anEntryStaysUntilItsSegmentIsPassedAndNoLonger() {
    predict("a", START);
    long expiry = START + 6 * HOUR;
    long end = (expiry / SEGMENT + 1) * SEGMENT;
    expire(Loans.MODEL, end - 1);
    assertThat(label("a", expiry, 0)).isEqualTo(JoinOutcome.JOINED);
    expire(Loans.MODEL, end);
    assertThat(disk.all().hasNext()).isFalse();
  }

  @Test
  void aCopyThatComesAfterTheExpiryIsRefused() {
    predict("a", START);
    predict("b", START + 5 * HOUR);
    expire(Loans.MODEL, START + 7 * HOUR);
    assertThat(predict("a", START)).isEqualTo(JoinOutcome.TOO_OLD);
    restart();
    assertThat(predict("a", START)).isEqualTo(JoinOutcome.TOO_OLD);
    assertThat(predict("b", START + 5 * HOUR)).isEqualTo(JoinOutcome.DUPLICATE);
    assertThat(counted).isEqualTo(2);
  }

  @Test
  void feedbackThatNothingCanMatchAnyMoreIsNotKept() {
    predict("a", START);
    expire(Loans.MODEL, START + 8 * HOUR);
    assertThat(label("a", START + HOUR, 0)).isEqualTo(JoinOutcome.UNMATCHED);
    assertThat(disk.all().hasNext()).isFalse();
  }

  @Test
  void theExpiryOfOneModelLeavesTheOtherAlone() {
    predict("a", START);
    predict(oldPlan, "a", START - 20_000 * HOUR);
    expire(Loans.MODEL, START + 8 * HOUR);
    assertThat(predict(oldPlan, "a", START - 20_000 * HOUR)).isEqualTo(JoinOutcome.DUPLICATE);
    expire(OLD, START - 20_000 * HOUR + 8 * HOUR);
    assertThat(expired)
        .containsOnly(
            Map.entry("loans prediction-without-label", 1L),
            Map.entry("old prediction-without-label", 1L));
    assertThat(predict("b", START + HOUR + 8 * HOUR)).isEqualTo(JoinOutcome.COUNTED);
  }

  @Test
  void anEndOfInputIsActedOnOnceAndWhatComesAfterItWaitsAgain() {
    predict("a", START);
    pending.ended(Loans.MODEL, true, this::heard);
    assertThat(expired).containsOnly(Map.entry("loans prediction-without-label", 1L));
    predict("b", START + 9 * HOUR);
    pending.ended(Loans.MODEL, true, this::heard);
    restart();
    pending.ended(Loans.MODEL, true, this::heard);
    assertThat(label("b", START + 10 * HOUR, 0)).isEqualTo(JoinOutcome.JOINED);
    pending.ended(Loans.MODEL, false, this::heard);
    pending.ended(Loans.MODEL, true, this::heard);
    assertThat(disk.all().hasNext()).isFalse();
  }

  @Test
  void expiryWritesAFewRecordsHoweverMuchExpires() {
    for (int i = 0; i < 2000; i++) {
      predict("p" + i, START + i);
    }
    pending.flush();
    entries.changelog().clear();
    segments.changelog().clear();
    expire(Loans.MODEL, START + 8 * HOUR);
    assertThat(entries.changelog()).hasSize(1);
    assertThat(segments.changelog()).hasSize(2);
  }

  @Test
  void theChangelogsRestoreEntriesCountsAndFloor() {
    predict("gone", START);
    predict("kept", START + 9 * HOUR);
    expire(Loans.MODEL, START + 8 * HOUR);
    predict("later", START + 9 * HOUR);
    pending.flush();
    PendingStores other = new PendingStores(state.resolve("other"));
    PendingDisk restored = PendingStores.disk(other);
    other.restore(new ArrayList<>(entries.changelog()));
    RecordedStore lines = PendingStores.memory(state);
    segments.changelog().forEach(record -> lines.put(record.key, record.value));
    pending = new StreamPending(new RecordedStore(restored), lines);
    join = new FeedbackJoin(pending, sink(), id -> null);
    expired.clear();
    assertThat(predict("gone", START)).isEqualTo(JoinOutcome.TOO_OLD);
    assertThat(predict("kept", START + 9 * HOUR)).isEqualTo(JoinOutcome.DUPLICATE);
    expire(Loans.MODEL, START + 17 * HOUR);
    assertThat(expired).containsOnly(Map.entry("loans prediction-without-label", 2L));
    restored.close();
  }

  @Test
  void anUnknownFormatOfSegmentsIsRefused() {
    predict("a", START);
    segments.put(new byte[] {'n'}, new byte[] {9, 0, 0, 0, 1});
    assertThatThrownBy(() -> new StreamPending(entries, segments))
        .hasMessageContaining("pending segment format 9");
  }

  @Test
  void anEntryThatIsPutWithoutBeingAskedForIsCountedOnce() {
    PendingKey key = new PendingKey(Loans.MODEL, "a");
    byte[] entry = {1, 2 | 8};
    pending.put(key, entry, START, 6 * HOUR);
    pending.put(new PendingKey(Loans.MODEL, "a"), entry, START, 6 * HOUR);
    expire(Loans.MODEL, START + HOUR);
    assertThat(expired).containsOnly(Map.entry("loans prediction-without-label", 1L));
  }
}
