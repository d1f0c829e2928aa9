package io.evenkeel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of the page as one script, for a file that has no server: each becomes a function
 * that gives what it exports, so no two of them share a name by accident.
 */
final class Modules {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]*\\}) from \"\\./([a-z-]+)\\.js\";$");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) (\\w+))");

  private Modules() {}

  /** One script of these modules, each behind those that it imports. */
  static String script(List<String> names) {
    StringBuilder script = new StringBuilder("\"use strict\";\n");
    for (String name : names) {
      append(script, name);
    }
    return script.toString();
  }

  private static void append(StringBuilder script, String name) {
    String text = PageFile.of(name).text();
    List<String> exported = new ArrayList<>();
    Matcher exports = EXPORT.matcher(text);
    while (exports.find()) {
      exported.add(exports.group(2));
    }
    String body =
        IMPORT
            .matcher(EXPORT.matcher(text).replaceAll("$1"))
            .replaceAll(
                found -> "const " + found.group(1) + " = " + variable(found.group(2)) + ";");
    script
        .append("const ")
        .append(variable(name.substring(0, name.length() - ".js".length())))
        .append(" = (() => {\n")
        .append(body)
        .append("return { ")
        .append(String.join(", ", exported))
        .append(" };\n})();\n");
  }

  private static String variable(String module) {
    return "module_" + module.replace('-', '_');
  }
}
