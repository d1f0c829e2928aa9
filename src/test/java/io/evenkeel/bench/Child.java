package io.evenkeel.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java process that tells what happens in lines that start with {@code @}. */
final class Child implements AutoCloseable {
  static final List<String> JVM =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch");
  private static final String EXTRA = System.getProperty("bench.jvm", "");

  private final Process process;
  private final BufferedReader lines;
  private final Writer commands;

  private Child(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  static Child start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    if (!EXTRA.isEmpty() && main == Measured.class) {
      command.addAll(List.of(EXTRA.replace("%c", arguments[0]).split(" ")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits for a mark and returns what follows it. */
  List<String> await(String mark) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("@" + mark)) {
        String rest = line.substring(mark.length() + 1).trim();
        return rest.isEmpty() ? List.of() : List.of(rest.split(" "));
      }
    }
    throw new IOException("a process ended before it said " + mark);
  }

  void say(String line) throws IOException {
    commands.write(line + "\n");
    commands.flush();
  }

  @Override
  public void close() throws IOException {
    commands.close();
    @Nullable InterruptedException interrupted = null;
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      interrupted = e;
    }
    process.destroyForcibly();
    if (interrupted != null) {
      Thread.currentThread().interrupt();
    }
  }
}
