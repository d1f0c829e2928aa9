package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.simulation.Simulations;
import org.junit.jupiter.api.Test;

/**
 * The product's main claim as one property: whatever the partitions, the order in which tasks run,
 * batches, repeats, copies, early and late labels, corrections, crashes, moves and clocks, the
 * stream comes to what a single pass over the sorted input comes to. Every report of every window
 * and every alert is the same, in the same order per model, and all of it is told before the end of
 * input is declared.
 *
 * <p>{@code -Dsimulation.seeds=M} runs so many seeds instead of 500, {@code -Dsimulation.seed=N}
 * only this one and prints what happens. What breaks when the code is broken on purpose is listed
 * in {@code docs/mutations.md}.
 */
class PartitioningSimulationTest {
  @Test
  void theStreamComesToWhatASinglePassComesTo() {
    assertThat(Simulations.run()).isEmpty();
  }
}
