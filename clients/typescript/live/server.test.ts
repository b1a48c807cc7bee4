// Against a real Hokusai server, which tests/client_languages/test_typescript.py starts behind a proxy that cuts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";

import { DataType } from "../src/gen/hokusai/inference/v1/payload_pb.js";
import {
  doublesPayload,
  ErrorReason,
  HokusaiClient,
  HokusaiError,
  plainRows,
  type PlainRow,
  type Resumption,
  rowsPayload,
} from "../src/index.js";
import { Encoding } from "../src/gen/hokusai/inference/v1/payload_pb.js";

interface Given {
  /** Name of a model of numeric columns whose output is one column of integers. */
  readonly model: string;
  readonly columns: string[];
  /** Rows of the model's input. */
  readonly rows: number[][];
  /** What the model itself makes of them. */
  readonly expected: number[];
  /** The rows as an Arrow IPC stream, in base64. */
  readonly arrow: string;
}

const given = JSON.parse(readFileSync(process.env["HOKUSAI_LIVE_CASE"] ?? "", "utf8")) as Given;
const { model, columns, rows, expected } = given;
const client = new HokusaiClient();

function asDoubles(data: readonly number[][]) {
  return doublesPayload({ name: "", data: Float64Array.from(data.flat()), width: columns.length });
}

function predictions(answer: readonly PlainRow[]): number[] {
  return answer.map((row) => Number(Object.values(row)[0]));
}

void suite("a real server", () => {
  void test("rows, tensors and Arrow give the model's own answer", async () => {
    const named = rows.map((row) => Object.fromEntries(row.map((value, index) => [columns[index] ?? "", value])));
    const arrow = { encoding: { case: "arrowStream" as const, value: Buffer.from(given.arrow, "base64") } };
    for (const payload of [rowsPayload(named), asDoubles(rows), arrow]) {
      const reply = await client.inference.predict({ model, payload, responseEncoding: Encoding.ROWS });
      assert.deepEqual(predictions(plainRows(reply.payload)), expected);
      assert.equal(reply.servedBy?.version, "1.0.0");
    }
  });

  void test("100,000 rows stream in order over a connection that is cut", async () => {
    const resumed: Resumption[] = [];
    const perBatch = 1000;
    const batch = asDoubles(Array.from({ length: perBatch }, (_, index) => rows[index % rows.length] ?? []));
    const wanted = Array.from({ length: perBatch }, (_, index) => expected[index % rows.length] ?? NaN);
    const batches = Array.from({ length: 100 }, () => batch);
    const stream = client.predictStream({ model }, batches, { onResume: (each) => resumed.push(each) });
    let next = 0n;
    for await (const answer of stream) {
      assert.ok(!answer.failed);
      assert.equal(answer.sequence, next);
      next += 1n;
      assert.ok(answer.payload.encoding.case === "tensors");
      const [tensor] = answer.payload.encoding.value.tensors;
      assert.equal(tensor?.dataType, DataType.INT64);
      assert.deepEqual([...new BigInt64Array(tensor.data.slice().buffer)].map(Number), wanted);
    }
    assert.deepEqual(stream.totals, { batchCount: 100, rowCount: 100_000n, failedBatchCount: 0 });
    assert.ok(resumed.length >= 1, "the proxy did not cut the stream");
  });

  void test("an error has its reason, its facts and its violations", async () => {
    const unknown = await client.versions
      .getVersion({ model: "no.such.model", version: "1.0.0" })
      .catch((e: unknown) => e);
    assert.ok(unknown instanceof HokusaiError);
    assert.equal(unknown.reason, ErrorReason.MODEL_NOT_FOUND);
    assert.deepEqual({ ...unknown.info }, { model: "no.such.model" });
    const invalid = await client.registry.getModel({ name: "-" }).catch((e: unknown) => e);
    assert.ok(invalid instanceof HokusaiError);
    assert.equal(invalid.reason, ErrorReason.INVALID_REQUEST);
    assert.deepEqual(
      invalid.violations.map((each) => each.field),
      ["name"],
    );
  });
});
