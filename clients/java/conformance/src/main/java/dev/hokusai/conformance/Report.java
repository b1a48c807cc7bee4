package dev.hokusai.conformance;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a run, as JSON for programs and as a table for people. */
record Report(String run, List<Result> results) {

  boolean allPassed() {
    return !results.isEmpty() && results.stream().allMatch(Result::passed);
  }

  String json() {
    JsonArray entries = new JsonArray();
    for (Result each : results) {
      JsonObject entry = new JsonObject();
      entry.addProperty("id", each.id());
      entry.addProperty("group", each.group());
      entry.addProperty("passed", each.passed());
      entry.addProperty("failure", each.failure());
      entry.addProperty("seconds", each.millis() / 1000.0);
      entries.add(entry);
    }
    JsonObject document = new JsonObject();
    document.addProperty("language", "java");
    document.addProperty("run", run);
    document.add("results", entries);
    return new GsonBuilder().setPrettyPrinting().create().toJson(document) + "\n";
  }

  String table() {
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (Result each : results) {
      groups.computeIfAbsent(each.group(), group -> new int[2])[each.passed() ? 0 : 1]++;
    }
    StringBuilder text = new StringBuilder(line("group", "passed", "failed"));
    groups.forEach((group, counts) -> text.append(line(group, counts[0], counts[1])));
    long passed = results.stream().filter(Result::passed).count();
    text.append(line("all", passed, results.size() - passed));
    results.stream()
        .filter(each -> !each.passed())
        .forEach(each -> text.append("FAILED " + each.id() + ": " + each.failure() + "\n"));
    return text.toString();
  }

  private static String line(Object group, Object passed, Object failed) {
    return String.format(Locale.ROOT, "%-24s%8s%8s%n", group, passed, failed);
  }
}
