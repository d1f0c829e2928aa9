package io.evenkeel.topology;

import static io.evenkeel.topology.Loans.HOUR;
import static io.evenkeel.topology.Loans.MINUTE;
import static io.evenkeel.topology.Loans.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.evaluation.WindowReport;
import io.evenkeel.event.Meta;
import io.evenkeel.event.Prediction;
import io.evenkeel.monitor.Grouping;
import io.evenkeel.monitor.MetaSpec;
import io.evenkeel.monitor.Monitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sex of applicants comes on a topic of its own, within half an hour; panes are an hour. */
class MetaAttributesTest {
  private static final String SECRET = "raw-sex-7f3a";
  private static final Grouping SEXES =
      new Grouping(
          List.of(),
          List.of(
              new Grouping.Named("f", List.of(SECRET)), new Grouping.Named("m", List.of("Male"))));

  private final Path state;

  MetaAttributesTest(@TempDir Path state) {
    this.state = state;
  }

  private static Monitor monitor() {
    return Loans.monitor()
        .withMeta(new MetaSpec(List.of("sex"), Duration.ofMinutes(30), Map.of("sex", SEXES)));
  }

  private DrivenMonitor driven() {
    return new DrivenMonitor(state, START + 12 * HOUR, monitor());
  }

  private static Prediction bare(String id, long time) {
    Prediction whole = Loans.prediction(id, time);
    return io.evenkeel.event.MetaSplit.of(whole, java.util.Set.of("sex")).prediction();
  }

  private static Meta meta(String id, long time, @Nullable String sex) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("sex", sex);
    values.put("unused", SECRET);
    return new Meta(id, Loans.MODEL, Instant.ofEpochMilli(time), values, null);
  }

  /** Counts of the first hour by slice, in all and labelled. */
  private static Map<String, List<Long>> firstHour(DrivenMonitor driven) {
    driven.pass(Duration.ofSeconds(5));
    Map<String, List<Long>> counts = new TreeMap<>();
    for (WindowReport report : driven.reports().values()) {
      if (report.start() == START && report.n() > 0) {
        counts.put(report.slice(), List.of(report.n(), report.labelled()));
      }
    }
    return counts;
  }

  @Test
  void aPredictionIsInItsGroupWheneverItsMetaRecordComes() {
    try (DrivenMonitor driven = driven()) {
      driven.meta(meta("early", START, SECRET));
      driven.predict(bare("early", START + MINUTE));
      driven.predict(bare("later", START + 2 * MINUTE));
      driven.feedback(Loans.feedback("later", START + 3 * MINUTE, "1", 0));
      driven.meta(meta("later", START + 30 * MINUTE, "Male"));
      driven.predict(bare("never", START + 4 * MINUTE));
      driven.predict(bare("unlisted", START + 4 * MINUTE));
      driven.meta(meta("unlisted", START + 4 * MINUTE, "raw-sex-other"));
      driven.predict(bare("unknown", START + 4 * MINUTE));
      driven.meta(meta("unknown", START + 4 * MINUTE, null));
      driven.predict(bare("out of time", START + 5 * MINUTE));
      driven.meta(meta("out of time", START + 35 * MINUTE + 1, SECRET));

      assertThat(firstHour(driven))
          .isEqualTo(
              Map.of(
                  "*", List.of(6L, 1L),
                  "sex=f", List.of(1L, 0L),
                  "sex=m", List.of(1L, 1L),
                  "sex=__other__", List.of(1L, 0L),
                  "sex=__missing__", List.of(1L, 0L)));
    }
  }

  @Test
  void labelsThatComeAfterTheGroupCountInIt() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(bare("a", START));
      driven.meta(meta("a", START, SECRET));
      driven.feedback(Loans.feedback("a", START + 5 * HOUR, "1", 0));

      assertThat(firstHour(driven)).containsEntry("sex=f", List.of(1L, 1L));
    }
  }

  @Test
  void ofContradictionsTheEarlierCountsAndRepeatsCountOnce() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(bare("a", START + 10 * MINUTE));
      driven.meta(meta("a", START + 12 * MINUTE, SECRET));
      driven.meta(meta("a", START + 12 * MINUTE, SECRET));
      driven.meta(meta("a", START + 11 * MINUTE, "Male"));
      driven.meta(meta("a", START + 12 * MINUTE, SECRET));

      assertThat(firstHour(driven))
          .isEqualTo(Map.of("*", List.of(1L, 0L), "sex=m", List.of(1L, 0L)));
    }
  }

  @Test
  void aCopyThatWinsTakesItsGroupWithIt() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(bare("a", START + 40 * MINUTE));
      driven.meta(meta("a", START + 5 * MINUTE, "Male"));
      driven.meta(meta("a", START + 50 * MINUTE, SECRET));
      assertThat(firstHour(driven)).containsKey("sex=f").doesNotContainKey("sex=m");

      driven.predict(bare("a", START + 10 * MINUTE));
      assertThat(firstHour(driven)).containsEntry("sex=m", List.of(1L, 0L));
    }
  }

  @Test
  void aSexInThePredictionItselfIsNotLookedAt() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(Loans.prediction("a", START));
      assertThat(firstHour(driven)).isEqualTo(Map.of("*", List.of(1L, 0L)));
    }
  }

  @Test
  void aPaneIsDecidedWhenMetaRecordsHavePassedItByTheirWait() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(bare("a", START));
      driven.predict(bare("b", START + 3 * HOUR));
      driven.feedback(Loans.feedback("b", START + 3 * HOUR, "1", 0));
      driven.meta(meta("b", START + HOUR + 35 * MINUTE - 1, "Male"));
      assertThat(first(driven)).isEqualTo(WindowReport.State.OPEN);

      driven.meta(meta("c", START + HOUR + 35 * MINUTE, "Male"));
      assertThat(first(driven)).isEqualTo(WindowReport.State.CLOSED);
    }
  }

  @Test
  void anIdleMetaTopicKeepsDecisionsItsWaitBehind() {
    try (DrivenMonitor driven = driven()) {
      driven.predict(bare("a", START));
      driven.meta(meta("a", START, "Male"));
      driven.pass(Duration.ofSeconds(70));
      driven.predict(bare("b", START + HOUR + 35 * MINUTE - 1));
      assertThat(first(driven)).isEqualTo(WindowReport.State.OPEN);

      driven.predict(bare("c", START + HOUR + 35 * MINUTE));
      assertThat(first(driven)).isEqualTo(WindowReport.State.CLOSED);
    }
  }

  private static WindowReport.State first(DrivenMonitor driven) {
    driven.pass(Duration.ofSeconds(5));
    return driven.overall(Loans.MODEL).get(0).state();
  }

  @Test
  void deadLettersOfMetaRecordsHoldTheirOriginAlone() {
    try (DrivenMonitor driven = driven()) {
      byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
      driven.meta(secret, (SECRET + " is no Avro").getBytes(StandardCharsets.UTF_8));
      driven.meta(meta("later", Instant.parse("2099-01-01T00:00:00Z").toEpochMilli(), SECRET));

      List<TestRecord<byte[], byte[]>> letters = driven.deadLetters();
      assertThat(letters)
          .extracting(letter -> header(letter, DeadLetters.REASON))
          .containsExactly("not-framed", "future-event-time");
      for (int i = 0; i < 2; i++) {
        TestRecord<byte[], byte[]> letter = letters.get(i);
        assertThat(letter.key()).isEmpty();
        assertThat(letter.value()).isEmpty();
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("evenkeel.meta");
        assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo(String.valueOf(i));
        assertThat(letter.headers().toArray()).hasSize(4);
      }
    }
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void whatCameWithoutItsPredictionExpiresAndIsCounted() {
    Map<String, Long> expired = new TreeMap<>();
    MonitorMetrics metrics =
        new MonitorMetrics() {
          @Override
          public void expired(String model, String reason, long count) {
            expired.merge(reason, count, Long::sum);
          }
        };
    try (DrivenMonitor driven = new DrivenMonitor(state, START + 12 * HOUR, metrics, monitor())) {
      driven.meta(meta("nobody", START, SECRET));
      driven.predict(bare("a", START + 10 * HOUR));
      driven.end(Loans.MODEL);
      driven.endMeta(Loans.MODEL);
      driven.pass(Duration.ofSeconds(5));

      assertThat(driven.pending()).isZero();
      assertThat(expired).containsEntry("meta-without-prediction", 1L);
    }
  }
}
