package io.evenkeel.readmodel;

/**
 * What the read model keeps at most.
 *
 * @param windows windows of one length, per model, version and stage; every slice of each is kept
 * @param bytes memory for all reports together; above it, the oldest windows of the model that
 *     takes most go first
 * @param alerts alerts per model; closed ones go first, oldest first
 * @param sentences per alert; the first one and the latest stay
 */
public record Bounds(int windows, long bytes, int alerts, int sentences) {
  /** Three weeks of hours, 128 MB, 1,000 alerts a model with 100 sentences each. */
  public static final Bounds USUAL = new Bounds(500, 128L << 20, 1000, 100);
}
