package io.evenkeel.topology;

import io.evenkeel.observation.Bytes;
import io.evenkeel.observation.Label;
import io.evenkeel.observation.Observation;

/** Records as the join reads them, for benchmarks that leave decoding out. */
public final class JoinInput {
  /** What the changelog of the store of pending predictions ends with. */
  public static final String STORE = StoreNames.PENDING_PREDICTIONS;

  /** The partition that a prediction id goes to. */
  public static int partition(byte[] key, int partitions) {
    return HopPartitioner.partition(key, partitions);
  }

  private final Bytes buffer = new Bytes(256);

  /** A digested prediction. */
  public byte[] observation(Observation observation) {
    return Envelope.observation(buffer, observation);
  }

  /** A label of a model. */
  public byte[] label(String model, Label label) {
    return Envelope.label(buffer, model, label);
  }
}
