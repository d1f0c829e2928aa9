package io.evenkeel.bridge;

import io.evenkeel.ingest.Events;
import io.evenkeel.ingest.Format;
import io.evenkeel.ingest.Half;
import io.evenkeel.ingest.Halves;
import io.evenkeel.ingest.LayoutOptions;
import io.evenkeel.ingest.RejectedException;
import io.evenkeel.topology.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Joins requests with their answers. A half that waits for too long goes to the dead letters.
 *
 * <p>Time is that of the records, so that a backlog expires nothing; after {@code halvesWait}
 * without a record it goes on with the wall clock.
 */
final class PairHalves implements Processor<byte[], byte[], byte[], byte[]> {
  static final String STORE = "waiting-halves";

  /** Expired at one tick, so that a commit stays short. */
  private static final int MOST_AT_ONCE = 10_000;

  private final BridgeWiring wiring;
  private final Map<String, Format> formats = new HashMap<>();
  private final Map<String, Halves> joins = new HashMap<>();

  // Set once in init.
  private ProcessorContext<byte[], byte[]> context;
  private Carry carry;
  private WaitingHalves waiting;
  private long time = Long.MIN_VALUE;
  private long lastRecord;

  @SuppressWarnings("NullAway.Init")
  PairHalves(BridgeWiring wiring) {
    this.wiring = wiring;
    for (BridgeSource source : wiring.halfSources()) {
      formats.put(source.name(), source.format());
      joins.put(source.name(), new Halves(source.options(), wiring.limits()));
    }
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    carry = new Carry(context, wiring, BridgeNodes.HALVES);
    waiting = new WaitingHalves(context.getStateStore(STORE));
    lastRecord = context.currentSystemTimeMs();
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::expire);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    time = Math.max(time, record.timestamp());
    lastRecord = context.currentSystemTimeMs();
    Half half;
    try {
      half = Half.of(record.value() == null ? new byte[0] : record.value());
    } catch (IllegalArgumentException e) {
      letters("unknown").send(record, RejectedException.Reason.MALFORMED.code(), "$");
      return;
    }
    Half.Kind other = half.kind() == Half.Kind.REQUEST ? Half.Kind.RESPONSE : Half.Kind.REQUEST;
    @Nullable Half found = waiting.take(other, half.key());
    if (found == null) {
      waiting.put(half, record.timestamp());
    } else if (half.kind() == Half.Kind.REQUEST) {
      pair(record, half, found);
    } else {
      pair(record, found, half);
    }
  }

  private void pair(Record<byte[], byte[]> record, Half request, Half response) {
    Events events;
    try {
      events = join(request.source()).join(request, response);
    } catch (RejectedException e) {
      DeadLetters letters = letters(request.source());
      letters.send(letter(record, request), e.reason().code(), e.path());
      letters.send(letter(record, response), e.reason().code(), e.path());
      return;
    }
    carry.send(events, context.taskId().partition(), record.timestamp());
    wiring.metrics().paired(request.source(), events.predictions().size());
    events.notes().forEach((note, count) -> wiring.metrics().noted(request.source(), note, count));
  }

  private Halves join(String source) {
    return joins.computeIfAbsent(
        source, name -> new Halves(LayoutOptions.of(name), wiring.limits()));
  }

  private void expire(long now) {
    if (time == Long.MIN_VALUE) {
      time = context.currentStreamTimeMs();
    }
    long wait = wiring.halvesWait().toMillis();
    long idle = now - lastRecord;
    long reached = idle >= wait ? time + idle : time;
    for (Half half : waiting.expire(reached - wait, MOST_AT_ONCE)) {
      String reason =
          half.kind() == Half.Kind.REQUEST
              ? "request-without-response"
              : "response-without-request";
      Record<byte[], byte[]> record = letter(new Record<>(new byte[0], new byte[0], now), half);
      new DeadLetters(context, BridgeNodes.HALVES.writeBad(), r -> {}).send(record, reason);
      wiring.metrics().expired(half.source(), half.kind());
    }
  }

  private static Record<byte[], byte[]> letter(Record<byte[], byte[]> record, Half half) {
    return new Record<>(
        half.id().getBytes(StandardCharsets.UTF_8),
        half.body().getBytes(StandardCharsets.UTF_8),
        record.timestamp(),
        new RecordHeaders());
  }

  private DeadLetters letters(String source) {
    Format format = formats.getOrDefault(source, Format.KSERVE);
    return new DeadLetters(
        context,
        BridgeNodes.HALVES.writeBad(),
        reason -> wiring.metrics().rejected(source, format, reason));
  }
}
