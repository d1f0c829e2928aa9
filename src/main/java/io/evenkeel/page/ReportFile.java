package io.evenkeel.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One HTML file that needs nothing else: scripts, styles and numbers are in it, and its own policy
 * lets no other script run and nothing be asked of the network.
 */
final class ReportFile {
  private ReportFile() {}

  static String html(String model, JsonNode data) {
    List<String> names = new ArrayList<>(PageFiles.MODULES);
    names.add("report.js");
    String charts = PageFile.of(PageFiles.CHARTS).text();
    String script =
        Modules.script(names)
            + "module_report.showReport(document.getElementById(\"main\"),"
            + " JSON.parse(document.getElementById(\"data\").textContent));\n";
    String style = PageFile.of("style.css").text();
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
        + allowed(charts)
        + " "
        + allowed(script)
        + "; style-src "
        + allowed(style)
        + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
        + escaped(model)
        + " · Evenkeel report</title>\n<style>"
        + style
        + "</style>\n</head>\n<body>\n<main id=\"main\"></main>\n"
        + "<script type=\"application/json\" id=\"data\">"
        // No text of the data can end the element that it stands in.
        + data.toString().replace("<", "\\u003c")
        + "</script>\n<script>"
        + charts
        + "</script>\n<script>"
        + script
        + "</script>\n</body>\n</html>\n";
  }

  private static String allowed(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
