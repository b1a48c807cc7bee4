package dev.hokusai.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.hokusai.inference.v1.DataType;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.Row;
import dev.hokusai.inference.v1.Rows;
import dev.hokusai.inference.v1.Tensor;
import dev.hokusai.inference.v1.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes payloads of Java values, and Java values of payloads. */
public final class Payloads {

  private Payloads() {}

  /**
   * Makes readable rows, for small requests.
   *
   * @param rows column name to value: null, Boolean, a whole number, Float or Double, String,
   *     byte[], Instant, List or Map
   * @return a payload of rows
   * @throws IllegalArgumentException a value is of another kind; the message names row and column
   */
  public static Payload rows(List<? extends Map<String, ?>> rows) {
    Rows.Builder encoded = Rows.newBuilder();
    for (Map<String, ?> row : rows) {
      Row.Builder target = encoded.addRowsBuilder();
      row.forEach(
          (column, value) -> {
            String where = "rows[" + (encoded.getRowsCount() - 1) + "]." + column;
            target.putValues(column, Values.encode(value, where));
          });
    }
    return Payload.newBuilder().setRows(encoded).build();
  }

  /**
   * Reads rows.
   *
   * @param payload a payload of rows
   * @return one map a row: column name to null, Boolean, Long, Double, String, byte[], Instant,
   *     List or Map
   * @throws IllegalArgumentException the payload has another encoding
   */
  public static List<Map<String, Object>> toRows(Payload payload) {
    if (payload.getEncodingCase() != Payload.EncodingCase.ROWS) {
      throw new IllegalArgumentException("not rows but " + payload.getEncodingCase());
    }
    return payload.getRows().getRowsList().stream().map(Payloads::toRow).toList();
  }

  /**
   * Makes a payload of tensors, for numeric data: one a column, or one unnamed matrix.
   *
   * @param tensors with unique names and the same first dimension
   * @return a payload of tensors
   */
  public static Payload tensors(Tensor... tensors) {
    Tensors all = Tensors.newBuilder().addAllTensors(List.of(tensors)).build();
    return Payload.newBuilder().setTensors(all).build();
  }

  /**
   * Passes an Arrow IPC stream on.
   *
   * @param stream schema, record batches and end-of-stream marker
   * @return a payload of Arrow
   */
  public static Payload arrow(ByteString stream) {
    return Payload.newBuilder().setArrowStream(stream).build();
  }

  /**
   * Makes a tensor of doubles.
   *
   * @param name of the column or of the tensor in the signature; empty for the one unnamed tensor,
   *     whose columns stand in the order of the signature
   * @param values row-major
   * @param shape length of each dimension; the first is the number of rows
   * @return the tensor
   * @throws IllegalArgumentException the shape has another number of elements
   */
  public static Tensor doubles(String name, double[] values, long... shape) {
    long elements = 1;
    Tensor.Builder tensor = Tensor.newBuilder().setName(name);
    for (long length : shape) {
      elements *= length;
      tensor.addShape(length);
    }
    if (elements != values.length) {
      throw new IllegalArgumentException(values.length + " values for a shape of " + elements);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return tensor
        .setDataType(DataType.DATA_TYPE_FLOAT64)
        .setData(UnsafeByteOperations.unsafeWrap(bytes)) // nobody else has the buffer
        .build();
  }

  /**
   * Reads a numeric tensor.
   *
   * @param tensor of booleans, signed integers or floats of 32 or 64 bits; longs beyond 2^53 are
   *     rounded
   * @return its elements, row-major; a null is NaN
   * @throws IllegalArgumentException the elements are of another type
   */
  public static double[] toDoubles(Tensor tensor) {
    ByteBuffer bytes = tensor.getData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int width =
        switch (tensor.getDataType()) {
          case DATA_TYPE_FLOAT64, DATA_TYPE_INT64 -> Long.BYTES;
          case DATA_TYPE_FLOAT32, DATA_TYPE_INT32 -> Integer.BYTES;
          case DATA_TYPE_BOOL, DATA_TYPE_INT8 -> Byte.BYTES;
          default ->
              throw new IllegalArgumentException(tensor.getDataType() + " is not read as doubles");
        };
    double[] values = new double[bytes.remaining() / width];
    for (int i = 0; i < values.length; i++) {
      boolean isNull = !tensor.getNulls().isEmpty() && tensor.getNulls().byteAt(i) != 0;
      double value = element(tensor.getDataType(), bytes);
      values[i] = isNull ? Double.NaN : value;
    }
    return values;
  }

  private static double element(DataType type, ByteBuffer bytes) {
    return switch (type) {
      case DATA_TYPE_FLOAT64 -> bytes.getDouble();
      case DATA_TYPE_FLOAT32 -> bytes.getFloat();
      case DATA_TYPE_INT64 -> bytes.getLong();
      case DATA_TYPE_INT32 -> bytes.getInt();
      default -> bytes.get();
    };
  }

  private static Map<String, Object> toRow(Row row) {
    Map<String, Object> values = new LinkedHashMap<>(); // Map.of() and collectors refuse nulls
    row.getValuesMap().forEach((column, value) -> values.put(column, Values.decode(value)));
    return values;
  }
}
