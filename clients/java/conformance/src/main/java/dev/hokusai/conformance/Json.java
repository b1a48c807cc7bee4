package dev.hokusai.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorDetailsProto;
import java.util.Set;

/** Messages as canonical JSON, and the questions that are asked of JSON. */
final class Json {

  private static final TypeRegistry DETAILS =
      TypeRegistry.newBuilder().add(ErrorDetailsProto.getDescriptor().getMessageTypes()).build();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(DETAILS).omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private Json() {}

  /** The message in the canonical JSON of proto3. */
  static JsonObject of(Message message) {
    try {
      return JsonParser.parseString(PRINTER.print(message)).getAsJsonObject();
    } catch (InvalidProtocolBufferException unprintable) {
      throw new Mismatch("the message cannot be written as JSON: " + unprintable.getMessage());
    }
  }

  /** The message of a JSON document, into the builder. */
  static void read(JsonElement document, Message.Builder into) {
    try {
      PARSER.merge(document.toString(), into);
    } catch (InvalidProtocolBufferException fault) {
      throw new Mismatch("the request cannot be read: " + fault.getMessage());
    }
  }

  static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  static boolean isNumber(JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
  }

  static boolean isTrue(JsonElement value) {
    return value.isJsonPrimitive()
        && value.getAsJsonPrimitive().isBoolean()
        && value.getAsBoolean();
  }

  /** Whether a key names a matcher or a repetition rather than a field. */
  static boolean isMatcherName(String key) {
    return key.startsWith("$") && !key.startsWith("${");
  }

  /** The value of the one key that an object must have. */
  static JsonElement only(JsonObject object, String key) {
    if (object.size() != 1) {
      throw new Mismatch(key + " stands alone, not with others: " + object.keySet());
    }
    return object.get(key);
  }

  /** Fails on a key that is not known. */
  static void demandKnown(JsonObject object, Set<String> known) {
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        throw new Mismatch("'" + key + "' is not known here");
      }
    }
  }
}
