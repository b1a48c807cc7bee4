package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares canonical JSON with a pattern. A value that is missing is null. */
final class PatternMatch {

  private final Scope scope;

  PatternMatch(Scope scope) {
    this.scope = scope;
  }

  /**
   * Returns if the pattern matches.
   *
   * @throws Mismatch it does not, or it is no pattern
   */
  void match(JsonElement pattern, JsonElement actual, String where) {
    String matcher = pattern.isJsonObject() ? matcher(pattern.getAsJsonObject()) : null;
    if (matcher != null) {
      special(matcher, pattern.getAsJsonObject().get(matcher), actual, where);
      return;
    }
    if (actual == null) {
      throw new Mismatch(where + ": nothing there, expected " + pattern);
    }
    if (pattern.isJsonObject()) {
      object(pattern.getAsJsonObject(), actual, where);
    } else if (pattern.isJsonArray()) {
      list(pattern.getAsJsonArray(), actual, where);
    } else if (pattern.isJsonPrimitive()) {
      demand(same(pattern.getAsJsonPrimitive(), actual), where, actual, pattern);
    } else {
      throw new Mismatch(where + ": " + pattern + " is no pattern");
    }
  }

  private static String matcher(JsonObject pattern) {
    for (String key : pattern.keySet()) {
      if (Json.isMatcherName(key)) {
        Json.only(pattern, key);
        return key;
      }
    }
    return null;
  }

  private void special(String matcher, JsonElement argument, JsonElement actual, String where) {
    if (matcher.equals("$absent")) {
      demand(Json.isTrue(argument) && actual == null, where, actual, "nothing");
      return;
    }
    if (actual == null) {
      throw new Mismatch(where + ": nothing there, expected " + matcher + " " + argument);
    }
    switch (matcher) {
      case "$any" -> demand(Json.isTrue(argument), where, argument, "true");
      case "$approx" -> approx(argument.getAsJsonArray(), actual, where);
      case "$capture" -> capture(argument.getAsString(), actual, where);
      case "$contains" -> contains(argument.getAsJsonArray(), actual, where);
      case "$error" -> error(argument.getAsJsonObject(), actual, where);
      case "$exact" -> exact(argument.getAsJsonObject(), actual, where);
      case "$not" -> demand(!matches(argument, actual), where, actual, "not " + argument);
      case "$numbers" -> Numbers.match(argument.getAsJsonObject(), actual, where);
      case "$regex" -> regex(argument.getAsString(), actual, where);
      default -> throw new Mismatch(where + ": " + matcher + " is no matcher");
    }
  }

  private boolean same(JsonPrimitive pattern, JsonElement actual) {
    if (pattern.isString()) {
      return Json.isText(actual) && actual.getAsString().equals(scope.fill(pattern.getAsString()));
    }
    if (pattern.isNumber()) {
      return Json.isNumber(actual) && pattern.getAsDouble() == actual.getAsDouble();
    }
    return pattern.equals(actual);
  }

  private void object(JsonObject pattern, JsonElement actual, String where) {
    if (!actual.isJsonObject()) {
      throw new Mismatch(where + ": " + actual + " is no object");
    }
    for (Map.Entry<String, JsonElement> each : pattern.entrySet()) {
      String key = scope.fill(each.getKey());
      match(each.getValue(), actual.getAsJsonObject().get(key), where + "." + key);
    }
  }

  private void list(JsonArray pattern, JsonElement actual, String where) {
    JsonArray elements = elements(actual, where);
    if (elements.size() != pattern.size()) {
      throw new Mismatch(
          where + ": " + elements.size() + " elements, expected " + pattern.size() + ": " + actual);
    }
    for (int i = 0; i < pattern.size(); i++) {
      match(pattern.get(i), elements.get(i), where + "[" + i + "]");
    }
  }

  private void exact(JsonObject pattern, JsonElement actual, String where) {
    object(pattern, actual, where);
    Set<String> more = new HashSet<>(actual.getAsJsonObject().keySet());
    pattern.keySet().forEach(key -> more.remove(scope.fill(key)));
    if (!more.isEmpty()) {
      throw new Mismatch(where + ": " + more + " should not be there");
    }
  }

  private void capture(String name, JsonElement actual, String where) {
    if (!actual.isJsonPrimitive()) {
      throw new Mismatch(where + ": " + actual + " cannot be captured");
    }
    boolean number = Json.isNumber(actual);
    scope.take(name, number ? shortest(actual.getAsBigDecimal()) : actual.getAsString());
  }

  private static String shortest(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private void contains(JsonArray patterns, JsonElement actual, String where) {
    JsonArray elements = elements(actual, where);
    for (JsonElement pattern : patterns) {
      boolean found = elements.asList().stream().anyMatch(element -> matches(pattern, element));
      demand(found, where, actual, "an element like " + pattern);
    }
  }

  private boolean matches(JsonElement pattern, JsonElement actual) {
    try {
      match(pattern, actual, "");
      return true;
    } catch (Mismatch other) {
      return false;
    }
  }

  private void error(JsonObject expected, JsonElement actual, String where) {
    if (!expected.has("code")) {
      throw new Mismatch(where + ": $error must have `code`");
    }
    ErrorMatch.match(expected, actual.getAsJsonObject(), this, where);
  }

  private static void regex(String expression, JsonElement actual, String where) {
    boolean found =
        Json.isText(actual) && Pattern.compile(expression).matcher(actual.getAsString()).find();
    demand(found, where, actual, "a match of " + expression);
  }

  private static void approx(JsonArray argument, JsonElement actual, String where) {
    boolean near =
        Json.isNumber(actual)
            && Numbers.near(argument.get(0), actual.getAsDouble(), argument.get(1).getAsDouble());
    demand(near, where, actual, argument);
  }

  private static JsonArray elements(JsonElement actual, String where) {
    if (!actual.isJsonArray()) {
      throw new Mismatch(where + ": " + actual + " is no list");
    }
    return actual.getAsJsonArray();
  }

  private static void demand(boolean met, String where, Object actual, Object expected) {
    if (!met) {
      String shown = actual == null ? "nothing" : actual.toString();
      throw new Mismatch(where + ": " + shown + ", expected " + expected);
    }
  }
}
