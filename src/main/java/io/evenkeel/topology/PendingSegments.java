package io.evenkeel.topology;

import io.evenkeel.join.Waiting;
import io.evenkeel.observation.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The segments of pending predictions: until when each is needed and how much waits in it.
 *
 * <p>A segment holds the entries of one model whose expiry lies in one span of event time, an
 * eighth of {@code feedback.wait} long. It goes as a whole when its end is passed, so that an entry
 * stays for at most that much longer than it must. Kept in a small logged store, format 1:
 *
 * <pre>
 * 's', 4 bytes segment   byte version, string model, 8 bytes end, varint without label, varint without prediction,
 *                        if any: varint meta records without prediction
 * 'm', model in UTF-8    byte version, 8 bytes floor, byte whether the end of input was acted on
 * 'n'                    byte version, 4 bytes the next free number of a segment
 * </pre>
 *
 * <p>Counts are written at commit, the rest at once. Confined to one thread.
 */
final class PendingSegments {
  private static final int VERSION = 1;
  private static final int SEGMENT = 's';
  private static final int MODEL = 'm';
  private static final int NEXT = 'n';
  private static final int PARTS = 8;

  private final KeyValueStore<byte[], byte[]> store;
  private final Map<String, Line> lines = new TreeMap<>();
  private final Bytes buffer = new Bytes(64);
  private int next = 1;

  PendingSegments(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      all.forEachRemaining(entry -> read(entry.key, entry.value));
    }
    lines.values().forEach(Line::sort);
  }

  /** One segment. */
  static final class Segment {
    private final int number;
    private final String model;
    private final long end;
    private final long[] waiting = new long[Waiting.values().length];
    private boolean changed;

    private Segment(int number, String model, long end) {
      this.number = number;
      this.model = model;
      this.end = end;
    }

    int number() {
      return number;
    }

    /** Everything in it expires before this event time. */
    long end() {
      return end;
    }

    /** How many of its entries wait for something. */
    long waiting(Waiting what) {
      return waiting[what.ordinal()];
    }

    void count(Waiting what, int change) {
      if (what != Waiting.FOR_NOTHING) {
        waiting[what.ordinal()] += change;
        changed = true;
      }
    }
  }

  /** The segments of a model. */
  private static final class Line {
    private Segment[] segments = {};
    private long floor = Long.MIN_VALUE;
    private boolean endTaken;

    private void add(Segment segment) {
      segments = Arrays.copyOf(segments, segments.length + 1);
      segments[segments.length - 1] = segment;
    }

    private void sort() {
      Arrays.sort(segments, Comparator.comparingLong(segment -> segment.end));
    }
  }

  private Line line(String model) {
    return lines.computeIfAbsent(model, m -> new Line());
  }

  private void read(byte[] key, byte[] value) {
    Bytes.Reader in = new Bytes.Reader(value);
    in.expectFormat("pending segment", VERSION);
    switch (key[0]) {
      case SEGMENT -> {
        int number = readNumber(new Bytes.Reader(key, 1));
        Segment segment = new Segment(number, in.readString(), in.readLong());
        segment.waiting[Waiting.FOR_LABEL.ordinal()] = in.readUnsigned();
        segment.waiting[Waiting.FOR_PREDICTION.ordinal()] = in.readUnsigned();
        if (in.hasMore()) {
          segment.waiting[Waiting.META_FOR_PREDICTION.ordinal()] = in.readUnsigned();
        }
        line(segment.model).add(segment);
      }
      case MODEL -> {
        Line line = line(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
        line.floor = in.readLong();
        line.endTaken = in.readByte() == 1;
      }
      case NEXT -> next = readNumber(in);
      default -> throw new IllegalArgumentException("no such key of a segment: " + key[0]);
    }
  }

  private static int readNumber(Bytes.Reader in) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number = number << 8 | (in.readByte() & 0xFF);
    }
    return number;
  }

  private static byte[] segmentKey(int number) {
    return new Bytes(16).writeByte(SEGMENT).writeAll(PendingKeys.start(number)).toArray();
  }

  private void keep(Segment segment) {
    segment.changed = false;
    buffer
        .clear()
        .writeByte(VERSION)
        .writeString(segment.model)
        .writeLong(segment.end)
        .writeUnsigned(segment.waiting(Waiting.FOR_LABEL))
        .writeUnsigned(segment.waiting(Waiting.FOR_PREDICTION));
    if (segment.waiting(Waiting.META_FOR_PREDICTION) != 0) {
      buffer.writeUnsigned(segment.waiting(Waiting.META_FOR_PREDICTION));
    }
    store.put(segmentKey(segment.number), buffer.toArray());
  }

  private void keep(String model, Line line) {
    byte[] key =
        new Bytes(64).writeByte(MODEL).writeAll(model.getBytes(StandardCharsets.UTF_8)).toArray();
    buffer.clear().writeByte(VERSION).writeLong(line.floor).writeByte(line.endTaken ? 1 : 0);
    store.put(key, buffer.toArray());
  }

  /** Every model that ever had a segment. */
  Set<String> models() {
    return lines.keySet();
  }

  /** The segments of a model by their ends; not to be changed. */
  Segment[] of(String model) {
    Line line = lines.get(model);
    return line == null ? new Segment[0] : line.segments;
  }

  /** The segment for an expiry, which is made if it is not there. */
  Segment at(String model, long expiry, long span) {
    long length = Math.max(1, span / PARTS);
    long end = (Math.floorDiv(expiry, length) + 1) * length;
    Line line = line(model);
    for (Segment segment : line.segments) {
      if (segment.end == end) {
        return segment;
      }
    }
    Segment segment = new Segment(next++, model, end);
    line.add(segment);
    line.sort();
    keep(segment);
    buffer.clear().writeByte(VERSION).writeAll(PendingKeys.start(next));
    store.put(new byte[] {NEXT}, buffer.toArray());
    return segment;
  }

  long floor(String model) {
    Line line = lines.get(model);
    return line == null ? Long.MIN_VALUE : line.floor;
  }

  /** Forgets the segments that end at a time or before, raises the floor and returns them. */
  List<Segment> drop(String model, long time) {
    @Nullable Line line = lines.get(model);
    if (line == null || line.segments.length == 0 || line.segments[0].end > time) {
      return List.of();
    }
    List<Segment> gone = new ArrayList<>();
    List<Segment> left = new ArrayList<>();
    for (Segment segment : line.segments) {
      if (segment.end > time) {
        left.add(segment);
      } else {
        gone.add(segment);
        line.floor = Math.max(line.floor, segment.end);
        store.put(segmentKey(segment.number), null);
      }
    }
    line.segments = left.toArray(Segment[]::new);
    keep(model, line);
    return gone;
  }

  /**
   * Notes whether a model's input has ended.
   *
   * @return whether that is news, so that it is acted on once
   */
  boolean ended(String model, boolean ended) {
    @Nullable Line line = lines.get(model);
    if (line == null || line.endTaken == ended) {
      return false;
    }
    line.endTaken = ended;
    keep(model, line);
    return ended;
  }

  /** Writes the counts that have changed. */
  void keep() {
    for (Line line : lines.values()) {
      for (Segment segment : line.segments) {
        if (segment.changed) {
          keep(segment);
        }
      }
    }
  }
}
