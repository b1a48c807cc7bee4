package dev.hokusai.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.hokusai.inference.v1.DataType;
import dev.hokusai.inference.v1.Payload;
import dev.hokusai.inference.v1.Tensor;
import dev.hokusai.inference.v1.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsTest {

  @Test
  void rowsComeBackAsTheyWent() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("nothing", null);
    row.put("flag", true);
    row.put("long", Long.MIN_VALUE);
    row.put("double", 0.1);
    row.put("text", "Straße");
    row.put("time", Instant.ofEpochSecond(-5, 123_456_789));
    row.put("list", Arrays.asList(1L, null, 3L));
    row.put("map", Map.of("inner", List.of(2.5)));
    assertEquals(List.of(row, Map.of()), Payloads.toRows(Payloads.rows(List.of(row, Map.of()))));
  }

  @Test
  void bytesComeBackAsTheyWent() {
    byte[] bytes = {0, -1, 7};
    Object back = Payloads.toRows(Payloads.rows(List.of(Map.of("raw", bytes)))).get(0).get("raw");
    assertArrayEquals(bytes, (byte[]) back);
  }

  @Test
  void everyWholeTypeIsAnIntegerAndEveryOtherANumber() {
    Map<String, Object> row =
        Map.of("byte", (byte) 1, "short", (short) 2, "int", 3, "long", 4L, "float", 0.5f);
    Map<String, Value> values = Payloads.rows(List.of(row)).getRows().getRows(0).getValuesMap();
    for (String whole : List.of("byte", "short", "int", "long")) {
      assertEquals(Value.KindCase.INTEGER, values.get(whole).getKindCase(), whole);
    }
    assertEquals(0.5, values.get("float").getNumber());
  }

  @Test
  void anUnfitValueIsNamedByRowAndColumn() {
    List<Map<String, ?>> rows =
        List.of(Map.of(), Map.of("age", List.of(1, new StringBuilder("two"))));
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Payloads.rows(rows));
    assertTrue(fault.getMessage().startsWith("rows[1].age[1]: "), fault.getMessage());
  }

  @Test
  void otherEncodingsAreNoRows() {
    Payload arrow = Payloads.arrow(ByteString.copyFromUtf8("x"));
    assertThrows(IllegalArgumentException.class, () -> Payloads.toRows(arrow));
  }

  @Test
  void doublesAreLittleEndianAndRowMajor() {
    Tensor tensor = Payloads.doubles("x", new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    assertEquals(List.of(3L, 2L), tensor.getShapeList());
    assertEquals(0x3F, tensor.getData().byteAt(7)); // 1.0 is 3FF0 0000 0000 0000
    assertEquals((byte) 0xF0, tensor.getData().byteAt(6));
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Payloads.toDoubles(tensor));
    assertEquals(List.of(tensor), Payloads.tensors(tensor).getTensors().getTensorsList());
  }

  @Test
  void aShapeOfAnotherSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Payloads.doubles("", new double[5], 2, 3));
  }

  @Test
  void numbersOfEveryWidthAreRead() {
    assertArrayEquals(
        new double[] {-2}, read(DataType.DATA_TYPE_INT64, -2, -1, -1, -1, -1, -1, -1, -1));
    assertArrayEquals(new double[] {258}, read(DataType.DATA_TYPE_INT32, 2, 1, 0, 0));
    assertArrayEquals(new double[] {-2, 1}, read(DataType.DATA_TYPE_INT8, -2, 1));
    assertArrayEquals(new double[] {1.5}, read(DataType.DATA_TYPE_FLOAT32, 0, 0, 0xC0, 0x3F));
    assertArrayEquals(new double[] {1, 0}, read(DataType.DATA_TYPE_BOOL, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> read(DataType.DATA_TYPE_STRING, 0, 0, 0, 0));
  }

  @Test
  void aNullIsNotANumber() {
    Tensor tensor =
        Payloads.doubles("", new double[] {1, 2}, 2).toBuilder()
            .setNulls(ByteString.copyFrom(new byte[] {1, 0}))
            .build();
    assertArrayEquals(new double[] {Double.NaN, 2}, Payloads.toDoubles(tensor));
  }

  @Test
  void noRowsAreAnEmptyTable() {
    Payload empty = Payloads.rows(Collections.emptyList());
    assertTrue(empty.hasRows());
    assertEquals(List.of(), Payloads.toRows(empty));
  }

  private static double[] read(DataType type, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return Payloads.toDoubles(
        Tensor.newBuilder().setDataType(type).setData(ByteString.copyFrom(data)).build());
  }
}
