package io.evenkeel.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rules of deploy/kafka, exactly as its script asks kafka-acls to add them. */
public final class Acls {
  private static final Path SCRIPT = Path.of("deploy", "kafka", "apply-acls.sh");
  private static final Map<String, ResourceType> RESOURCES =
      Map.of(
          "--topic", ResourceType.TOPIC,
          "--group", ResourceType.GROUP,
          "--transactional-id", ResourceType.TRANSACTIONAL_ID);

  private Acls() {}

  /** What the script adds for a role, one rule for each operation. */
  public static List<AclBinding> of(String role, String user, String deployment) {
    List<AclBinding> all = new ArrayList<>();
    for (String command : dryRun(role, "User:" + user, deployment).split("\n")) {
      all.addAll(parse(Arrays.asList(command.split(" "))));
    }
    return all;
  }

  private static String dryRun(String role, String principal, String deployment) {
    try {
      Process script =
          new ProcessBuilder("sh", SCRIPT.toString(), "--dry-run", role, principal, deployment)
              .redirectErrorStream(true)
              .start();
      String output =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (script.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<AclBinding> parse(List<String> words) {
    if (!words.get(0).equals("kafka-acls.sh") || !words.contains("--add")) {
      throw new IllegalArgumentException("no command that adds: " + words);
    }
    String principal = after(words, "--allow-principal");
    String option = words.stream().filter(RESOURCES::containsKey).findFirst().orElseThrow();
    ResourcePattern pattern =
        new ResourcePattern(
            RESOURCES.getOrDefault(option, ResourceType.UNKNOWN),
            after(words, option),
            PatternType.valueOf(after(words, "--resource-pattern-type").toUpperCase(Locale.ROOT)));
    List<AclBinding> bindings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--operation")) {
        bindings.add(
            new AclBinding(
                pattern,
                new AccessControlEntry(
                    principal, "*", operation(words.get(i + 1)), AclPermissionType.ALLOW)));
      }
    }
    return bindings;
  }

  /** AlterConfigs is ALTER_CONFIGS. */
  private static AclOperation operation(String word) {
    return AclOperation.valueOf(
        word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  /** Adds rules; the broker knows them a moment later. */
  public static void add(Admin admin, List<AclBinding> rules)
      throws ExecutionException, InterruptedException {
    admin.createAcls(rules).all().get();
  }

  /** Takes a rule away; the broker knows a moment later. */
  public static void remove(Admin admin, AclBinding rule)
      throws ExecutionException, InterruptedException {
    admin.deleteAcls(List.of(rule.toFilter())).all().get();
  }
}
