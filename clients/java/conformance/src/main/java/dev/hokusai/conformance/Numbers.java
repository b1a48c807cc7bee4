package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Set;

/** Numbers that need not be equal to the last bit. */
final class Numbers {

  private static final Set<String> KEYS = Set.of("type", "values", "rel");
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private Numbers() {}

  /** Whether a number is as near as asked; text stands for what is not finite. */
  static boolean near(JsonElement expected, double actual, double tolerance) {
    if (Json.isText(expected)) {
      if (!NOT_FINITE.contains(expected.getAsString())) {
        throw new Mismatch(expected + " is no number");
      }
      return Double.compare(Double.parseDouble(expected.getAsString()), actual) == 0;
    }
    double wanted = expected.getAsDouble();
    return Math.abs(actual - wanted) <= tolerance * Math.abs(wanted);
  }

  /** Compares little-endian numbers in base64. */
  static void match(JsonObject expected, JsonElement actual, String where) {
    if (!expected.keySet().equals(KEYS) || !Json.isText(actual)) {
      throw new Mismatch(where + ": " + expected + " against " + actual);
    }
    String type = expected.get("type").getAsString();
    if (!type.equals("float32") && !type.equals("float64")) {
      throw new Mismatch(where + ": " + type + " is no type of $numbers");
    }
    int width = type.equals("float32") ? Float.BYTES : Double.BYTES;
    byte[] data = Base64.getDecoder().decode(actual.getAsString());
    JsonArray values = expected.getAsJsonArray("values");
    if (data.length != values.size() * width) {
      throw new Mismatch(where + ": " + data.length + " bytes for " + values.size() + " " + type);
    }
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.size(); i++) {
      double number = width == Float.BYTES ? bytes.getFloat() : bytes.getDouble();
      if (!near(values.get(i), number, expected.get("rel").getAsDouble())) {
        throw new Mismatch(where + "<" + i + ">: " + number + ", expected " + values.get(i));
      }
    }
  }
}
