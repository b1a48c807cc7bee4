import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { create, toBinary } from "@bufbuild/protobuf";

import { StreamPredictResponseSchema } from "../src/gen/hokusai/inference/v1/inference_service_pb.js";
import { type Payload, PayloadSchema } from "../src/gen/hokusai/inference/v1/payload_pb.js";
import { doublesPayload, rowsPayload } from "../src/index.js";
import { payloadBytes } from "../src/payload_size.js";
import { StreamSession, type StreamTerms } from "../src/stream_session.js";

const MEBIBYTE = 1024 * 1024;

function arrowOf(bytes: number): Payload {
  return create(PayloadSchema, { encoding: { case: "arrowStream", value: new Uint8Array(bytes) } });
}

const LARGE = arrowOf(10 * MEBIBYTE);

/** A session that is ready, and the window that it asked for. */
function opened(terms: StreamTerms, granted: number): { session: StreamSession; asked: number | undefined } {
  const session = new StreamSession(terms, 0);
  const { frame } = session.openFrame();
  assert.equal(frame.case, "open");
  const value = { servedBy: { version: "1.2.3" }, window: granted };
  session.receive(create(StreamPredictResponseSchema, { frame: { case: "ready", value } }));
  return { session, asked: frame.value.window };
}

/** Add the batch while there is room; how often that was. */
function filled(session: StreamSession, batch: Payload): number {
  let added = 0;
  for (; session.hasRoom; added += 1) {
    session.add(batch);
  }
  return added;
}

function answerFirst(session: StreamSession): void {
  const value = { sequence: session.firstUnanswered, outcome: { case: "payload" as const, value: {} } };
  session.receive(create(StreamPredictResponseSchema, { frame: { case: "result", value } }));
}

function failFirst(session: StreamSession): void {
  const value = { sequence: session.firstUnanswered, outcome: { case: "error" as const, value: { code: 3 } } };
  session.receive(create(StreamPredictResponseSchema, { frame: { case: "result", value } }));
}

void suite("the window of a stream", () => {
  void test("it is 32 batches, where the server grants them", () => {
    const { session, asked } = opened({ model: "churn" }, 64);
    assert.equal(asked, 32);
    assert.equal(filled(session, arrowOf(1000)), 32);
    assert.equal(filled(opened({ model: "churn" }, 3).session, arrowOf(1000)), 3);
    assert.equal(filled(opened({ model: "churn", window: 5 }, 64).session, arrowOf(1000)), 5);
  });

  void test("large batches leave room for two, or for one where no more are granted", () => {
    assert.equal(filled(opened({ model: "churn" }, 32).session, LARGE), 2);
    assert.equal(filled(opened({ model: "churn" }, 32).session, arrowOf(20 * MEBIBYTE)), 2);
    assert.equal(filled(opened({ model: "churn" }, 1).session, LARGE), 1);
  });

  void test("a batch is taken while those before have less than 16 MiB", () => {
    assert.equal(filled(opened({ model: "churn" }, 32).session, arrowOf(5 * MEBIBYTE)), 4);
    const tensors = doublesPayload({ name: "x", data: new Float64Array((5 * MEBIBYTE) / 8) });
    assert.equal(filled(opened({ model: "churn" }, 32).session, tensors), 4);
    const rows = rowsPayload(Array.from({ length: 5 }, () => ({ text: "x".repeat(MEBIBYTE) })));
    assert.equal(filled(opened({ model: "churn" }, 32).session, rows), 4);
  });

  void test("an answer makes room again, a failed batch too", () => {
    const { session } = opened({ model: "churn" }, 32);
    filled(session, LARGE);
    answerFirst(session);
    assert.equal(filled(session, LARGE), 1);
    failFirst(session);
    assert.equal(filled(session, LARGE), 1);
    answerFirst(session);
    answerFirst(session);
    assert.equal(filled(session, arrowOf(1000)), 32);
  });

  void test("a new connection does not forget what waits", () => {
    const { session } = opened({ model: "churn" }, 32);
    filled(session, LARGE);
    session.openFrame();
    const value = { servedBy: { version: "1.2.3" }, window: 32 };
    session.receive(create(StreamPredictResponseSchema, { frame: { case: "ready", value } }));
    assert.equal(session.hasRoom, false);
    answerFirst(session);
    assert.equal(session.hasRoom, true);
  });
});

void suite("the size of a payload", () => {
  const number = Math.PI;
  const cases: [string, Payload][] = [
    ["an Arrow stream", arrowOf(5000)],
    ["tensors", doublesPayload({ name: "", data: new Float64Array(3000), width: 30 })],
    ["rows of numbers", rowsPayload([{ first: number, second: number }])],
    ["rows of text", rowsPayload([{ text: "größer als zuvor", flag: true, none: null, binary: new Uint8Array(50) }])],
    ["rows of lists", rowsPayload([{ list: Array.from({ length: 50 }, () => number) }])],
    ["rows of objects", rowsPayload([{ object: { name: "x", at: new Date(), count: 12_345_678_901n } }])],
  ];
  for (const [name, payload] of cases) {
    void test(`of ${name} is about what is sent`, () => {
      const sent = toBinary(PayloadSchema, payload).byteLength;
      const difference = Math.abs(payloadBytes(payload) - sent);
      assert.ok(difference <= sent / 10 + 8, `${payloadBytes(payload)} for ${sent} bytes`);
    });
  }
});
