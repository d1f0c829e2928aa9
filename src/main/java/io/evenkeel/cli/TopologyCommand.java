package io.evenkeel.cli;

import io.evenkeel.Evenkeel;
import io.evenkeel.topology.MonitorTopology;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The picture of the stream. */
@Command(name = "topology", description = "Prints the picture of the stream.")
final class TopologyCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--describe",
      description = "Print Kafka Streams' own description, with the configured topic names.")
  private boolean describe;

  @Override
  public Integer call() {
    String text = describe ? Evenkeel.describe(cluster.settings()) : MonitorTopology.PICTURE;
    System.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    return ExitCode.OK.code();
  }
}
