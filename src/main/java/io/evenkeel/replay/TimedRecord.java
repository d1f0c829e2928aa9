package io.evenkeel.replay;

/**
 * An encoded event and when it happened.
 *
 * <p>Immutable by agreement: the arrays are handed to the producer as they are.
 */
final class TimedRecord implements Comparable<TimedRecord> {
  private final long time;
  private final long sequence;
  private final String topic;
  private final byte[] key;
  private final byte[] value;

  /**
   * A record.
   *
   * @param time milliseconds since 1970
   * @param sequence settles equal times
   * @param topic where it is sent
   */
  TimedRecord(long time, long sequence, String topic, byte[] key, byte[] value) {
    this.time = time;
    this.sequence = sequence;
    this.topic = topic;
    this.key = key;
    this.value = value;
  }

  long time() {
    return time;
  }

  String topic() {
    return topic;
  }

  byte[] key() {
    return key;
  }

  byte[] value() {
    return value;
  }

  @Override
  public int compareTo(TimedRecord other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimedRecord record && compareTo(record) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(time * 31 + sequence);
  }
}
