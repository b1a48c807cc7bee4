package dev.hokusai.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.grpc.Status;
import java.math.BigDecimal;
import java.util.Set;

/** Compares a {@code google.rpc.Status}, as canonical JSON, with what a vector says of an error. */
final class ErrorMatch {

  private static final String DOMAIN = "hokusai.dev";
  private static final String TYPES = "type.googleapis.com/google.rpc.";
  private static final Set<String> KEYS =
      Set.of("code", "reason", "metadata", "violations", "retry_delay", "message");

  private ErrorMatch() {}

  /**
   * Returns if the status says what is expected.
   *
   * @throws Mismatch it says something else
   */
  static void match(JsonObject expected, JsonObject status, PatternMatch pattern, String where) {
    Json.demandKnown(expected, KEYS);
    JsonObject info = detail(status, "ErrorInfo");
    if (expected.has("code")) {
      int code = Status.Code.valueOf(expected.get("code").getAsString()).value();
      JsonElement actual = status.has("code") ? status.get("code") : new JsonPrimitive(0);
      pattern.match(new JsonPrimitive(code), actual, where + ".code");
    }
    if (expected.has("reason")) {
      pattern.match(expected.get("reason"), info.get("reason"), where + ".reason");
      pattern.match(new JsonPrimitive(DOMAIN), info.get("domain"), where + ".domain");
    }
    if (expected.has("metadata")) {
      JsonElement metadata = or(info.get("metadata"), new JsonObject());
      pattern.match(expected.get("metadata"), metadata, where + ".metadata");
    }
    if (expected.has("violations")) {
      JsonElement violations = detail(status, "BadRequest").get("fieldViolations");
      pattern.match(
          expected.get("violations"), or(violations, new JsonArray()), where + ".violations");
    }
    if (expected.has("retry_delay")) {
      boolean delayed = retryDelay(status).signum() > 0;
      pattern.match(
          expected.get("retry_delay"), new JsonPrimitive(delayed), where + ".retry_delay");
    }
    if (expected.has("message")) {
      JsonElement message = or(status.get("message"), new JsonPrimitive(""));
      pattern.match(expected.get("message"), message, where + ".message");
    }
  }

  /** Seconds of the status's RetryInfo; 0 without one. */
  static BigDecimal retryDelay(JsonObject status) {
    JsonElement delay = detail(status, "RetryInfo").get("retryDelay");
    return delay == null
        ? BigDecimal.ZERO
        : new BigDecimal(delay.getAsString().replaceFirst("s$", ""));
  }

  private static JsonObject detail(JsonObject status, String name) {
    JsonElement details = or(status.get("details"), new JsonArray());
    for (JsonElement each : details.getAsJsonArray()) {
      JsonObject detail = each.getAsJsonObject();
      if (detail.get("@type").getAsString().equals(TYPES + name)) {
        return detail;
      }
    }
    return new JsonObject();
  }

  private static JsonElement or(JsonElement value, JsonElement otherwise) {
    return value == null ? otherwise : value;
  }
}
