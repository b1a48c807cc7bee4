import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { fromBinary, toBinary } from "@bufbuild/protobuf";

import { DataType, PayloadSchema } from "../src/gen/hokusai/inference/v1/payload_pb.js";
import { doublesPayload, plainRows, type PlainRow, rowsPayload } from "../src/index.js";

void suite("values", () => {
  void test("rows survive the way there and back", () => {
    const rows: PlainRow[] = [
      { yes: true, whole: 7n, real: -0.5, text: "Brontë", nothing: null },
      { bytes: new Uint8Array([0, 255]), at: new Date("2026-01-02T03:04:05.678Z") },
      { list: [1, 2, [3]], object: { city: "Berlin", zip: 10115n } },
      {},
    ];
    const sent = toBinary(PayloadSchema, rowsPayload(rows));
    assert.deepEqual(plainRows(fromBinary(PayloadSchema, sent)), rows);
  });

  void test("numbers are doubles and bigints are integers", () => {
    const payload = rowsPayload([{ real: 3, whole: 3n }]);
    assert.ok(payload.encoding.case === "rows");
    const values = payload.encoding.value.rows[0]?.values;
    assert.equal(values?.["real"]?.kind.case, "number");
    assert.equal(values["whole"]?.kind.case, "integer");
  });

  void test("doubles are written as they lie in memory, also those of a part of a buffer", () => {
    const data = new Float64Array([9, 1, 2, 3, 4]).subarray(1);
    const payload = doublesPayload({ name: "", data, width: 2 });
    assert.ok(payload.encoding.case === "tensors");
    const [tensor] = payload.encoding.value.tensors;
    assert.ok(tensor);
    assert.deepEqual([tensor.dataType, tensor.shape], [DataType.FLOAT64, [2n, 2n]]);
    assert.deepEqual([...new Float64Array(tensor.data.slice().buffer)], [1, 2, 3, 4]);
  });

  void test("a payload of another encoding has no rows to give", () => {
    assert.throws(() => plainRows(doublesPayload({ name: "x", data: new Float64Array([1]) })), /holds tensors/);
    assert.throws(() => plainRows(undefined), /holds nothing/);
  });
});
