package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The values that one vector sees: its own, and those of its file's setup behind them. */
final class Scope {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String UUID_PREFIX = "uuid:";
  private static final String REPEAT = "$repeat";

  private final Map<String, String> values;

  Scope(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  /** A scope that begins with these values and keeps its own to itself. */
  Scope inner() {
    return new Scope(values);
  }

  /** Remembers what was captured. */
  void take(String name, String value) {
    values.put(name, value);
  }

  /** The text with every variable replaced. */
  String fill(String text) {
    return VARIABLE.matcher(text).replaceAll(found -> quoted(value(found.group(1))));
  }

  /** A request, ready to be read: variables and repetitions written out. */
  JsonElement request(JsonElement value) {
    if (value.isJsonArray()) {
      JsonArray filled = new JsonArray();
      value.getAsJsonArray().forEach(each -> filled.add(request(each)));
      return filled;
    }
    if (value.isJsonObject()) {
      JsonObject object = value.getAsJsonObject();
      return object.has(REPEAT) ? repeated(object) : filledObject(object);
    }
    return Json.isText(value) ? new JsonPrimitive(fill(value.getAsString())) : value;
  }

  private String value(String name) {
    if (name.startsWith(UUID_PREFIX)) {
      return values.computeIfAbsent(name, label -> UUID.randomUUID().toString());
    }
    String value = values.get(name);
    if (value == null) {
      throw new Mismatch("nothing has taken ${" + name + "}");
    }
    return value;
  }

  private JsonObject filledObject(JsonObject object) {
    JsonObject filled = new JsonObject();
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      if (Json.isMatcherName(each.getKey())) {
        throw new Mismatch(each.getKey() + " is not known in a request");
      }
      filled.add(fill(each.getKey()), request(each.getValue()));
    }
    return filled;
  }

  private JsonElement repeated(JsonObject object) {
    JsonArray arguments = Json.only(object, REPEAT).getAsJsonArray();
    JsonElement what = request(arguments.get(0));
    int count = arguments.get(1).getAsInt();
    if (Json.isText(what)) {
      return new JsonPrimitive(what.getAsString().repeat(count));
    }
    JsonArray list = new JsonArray(count);
    for (int i = 0; i < count; i++) {
      list.add(what);
    }
    return list;
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }
}
