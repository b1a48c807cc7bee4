package dev.hokusai.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.hokusai.inference.v1.Value;
import dev.hokusai.inference.v1.ValueList;
import dev.hokusai.inference.v1.ValueObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One value of a row, from Java and to Java. */
final class Values {

  private Values() {}

  /**
   * The value on the wire.
   *
   * @param where what the error of an unfit value names
   */
  static Value encode(Object value, String where) {
    Value.Builder encoded = Value.newBuilder();
    if (value == null) {
      encoded.setNull(true);
    } else if (value instanceof Boolean flag) {
      encoded.setBoolean(flag);
    } else if (isWhole(value)) {
      encoded.setInteger(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      encoded.setNumber(((Number) value).doubleValue());
    } else if (value instanceof String text) {
      encoded.setText(text);
    } else if (value instanceof byte[] bytes) {
      encoded.setBinary(ByteString.copyFrom(bytes));
    } else if (value instanceof Instant time) {
      encoded.setTime(timestamp(time));
    } else if (value instanceof List<?> list) {
      encoded.setList(list(list, where));
    } else if (value instanceof Map<?, ?> map) {
      encoded.setObject(object(map, where));
    } else {
      throw new IllegalArgumentException(
          where + ": a " + value.getClass().getName() + " fits no column");
    }
    return encoded.build();
  }

  /** The value in Java: null, Boolean, Long, Double, String, byte[], Instant, List or Map. */
  static Object decode(Value value) {
    return switch (value.getKindCase()) {
      case NULL, KIND_NOT_SET -> null;
      case BOOLEAN -> value.getBoolean();
      case INTEGER -> value.getInteger();
      case NUMBER -> value.getNumber();
      case TEXT -> value.getText();
      case BINARY -> value.getBinary().toByteArray();
      case TIME -> Instant.ofEpochSecond(value.getTime().getSeconds(), value.getTime().getNanos());
      case LIST -> decodeList(value.getList());
      case OBJECT -> decodeObject(value.getObject());
    };
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static ValueList list(List<?> values, String where) {
    ValueList.Builder encoded = ValueList.newBuilder();
    for (Object each : values) {
      encoded.addValues(encode(each, where + "[" + encoded.getValuesCount() + "]"));
    }
    return encoded.build();
  }

  private static ValueObject object(Map<?, ?> values, String where) {
    ValueObject.Builder encoded = ValueObject.newBuilder();
    values.forEach(
        (key, each) -> encoded.putFields(key.toString(), encode(each, where + "." + key)));
    return encoded.build();
  }

  private static List<Object> decodeList(ValueList values) {
    List<Object> decoded = new ArrayList<>(); // List.of() refuses nulls
    values.getValuesList().forEach(each -> decoded.add(decode(each)));
    return decoded;
  }

  private static Map<String, Object> decodeObject(ValueObject value) {
    Map<String, Object> decoded = new LinkedHashMap<>();
    value.getFieldsMap().forEach((key, each) -> decoded.put(key, decode(each)));
    return decoded;
  }
}
