import assert from "node:assert/strict";
import { afterEach, beforeEach, suite, test } from "node:test";

import {
  type BatchAnswer,
  Code,
  ErrorReason,
  HokusaiClient,
  HokusaiError,
  type PlainRow,
  type PredictionStream,
  plainRows,
  type Resumption,
  type RetryPolicy,
  rowsPayload,
  SHIPPED_RETRIES,
} from "../src/index.js";
import { ScriptedServer } from "./scripted_server.js";

const QUICK: RetryPolicy = { ...SHIPPED_RETRIES, initialDelayMs: 1, maxDelayMs: 20 };
const CRASHED = { code: Code.Unavailable, reason: "WORKER_CRASHED", retryDelayMs: 1 };

function* batches(count: number) {
  for (let index = 0; index < count; index += 1) {
    yield rowsPayload([{ x: index }]);
  }
}

async function taken(stream: PredictionStream): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for await (const answer of stream) {
    answers.push(answer);
  }
  return answers;
}

function rows(answers: readonly BatchAnswer[]): PlainRow[] {
  return answers.flatMap((each) => (each.failed ? [] : plainRows(each.payload)));
}

const EXPECTED = (count: number) => Array.from({ length: count }, (_, index) => ({ x: index }));

void suite("streams", () => {
  let server: ScriptedServer;
  let client: HokusaiClient;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    client = new HokusaiClient({ address: server.address, retry: QUICK });
  });
  afterEach(() => server.stop());

  void test("every batch has one answer, in order, by the version that the stream was given", async () => {
    const stream = client.predictStream({ model: "churn" }, batches(50));
    const answers = await taken(stream);
    assert.deepEqual(rows(answers), EXPECTED(50));
    assert.deepEqual(
      answers.map((each) => each.sequence),
      Array.from({ length: 50 }, (_, index) => BigInt(index)),
    );
    assert.equal(stream.servedBy?.version, "1.2.3");
    assert.deepEqual(stream.totals, { batchCount: 50, rowCount: 50n, failedBatchCount: 0 });
  });

  void test("an empty stream is complete", async () => {
    assert.deepEqual(await taken(client.predictStream({ model: "churn" }, [])), []);
  });

  void test("a broken stream goes on with the first unanswered batch on the same version", async () => {
    const resumed: Resumption[] = [];
    server.script.cutAt = 20n;
    const onResume = (each: Resumption) => resumed.push(each);
    const stream = client.predictStream({ model: "churn", subject: "u1" }, batches(50), { onResume });
    assert.deepEqual(rows(await taken(stream)), EXPECTED(50));
    assert.equal(resumed.length, 1);
    assert.equal(resumed[0]?.cause.connectionFailed, true);
    const [first, second] = server.script.opens;
    assert.deepEqual([first?.firstSequence, first?.selector], [0n, undefined]);
    assert.equal(second?.firstSequence, resumed[0].nextSequence);
    assert.equal(second.selector?.selector.value, "1.2.3");
    assert.equal(second.subject, "u1");
  });

  void test("a failed batch is an answer, and the stream goes on", async () => {
    server.script.batchFaults.set(3n, [{ code: Code.Unknown, reason: "MODEL_RAISED" }]);
    const stream = client.predictStream({ model: "churn" }, batches(10));
    const answers = await taken(stream);
    const failed = answers[3];
    assert.ok(failed?.failed);
    assert.equal(failed.error.reason, ErrorReason.MODEL_RAISED);
    assert.equal(answers.length, 10);
    assert.equal(stream.totals.failedBatchCount, 1);
  });

  void test("a batch that failed for a passing reason is sent again", async () => {
    server.script.batchFaults.set(3n, [CRASHED, CRASHED]);
    assert.deepEqual(rows(await taken(client.predictStream({ model: "churn" }, batches(10)))), EXPECTED(10));
  });

  void test("a batch that fails for that reason again and again has failed", async () => {
    server.script.batchFaults.set(
      3n,
      Array.from({ length: 50 }, () => CRASHED),
    );
    const answers = await taken(client.predictStream({ model: "churn" }, batches(5)));
    assert.deepEqual(
      answers.map((each) => each.failed),
      [false, false, false, true, false],
    );
  });

  void test("a stream that cannot be opened says why", async () => {
    server.script.faults.push({ code: Code.NotFound, reason: "MODEL_NOT_FOUND", metadata: { model: "none" } });
    await assert.rejects(taken(client.predictStream({ model: "none" }, batches(5))), (error) => {
      assert.ok(error instanceof HokusaiError);
      return error.reason === ErrorReason.MODEL_NOT_FOUND && error.info["model"] === "none";
    });
  });

  void test("at most a window of batches is taken from the source before their answers", async () => {
    let given = 0;
    let answered = 0;
    let most = 0;
    function* counted() {
      for (const batch of batches(40)) {
        given += 1;
        most = Math.max(most, given - answered);
        yield batch;
      }
    }
    for await (const answer of client.predictStream({ model: "churn", window: 8 }, counted())) {
      answered = Number(answer.sequence) + 1;
    }
    assert.equal(given, 40);
    // The window that the server granted, and the one batch that its last answer made room for.
    assert.ok(most <= server.script.window + 1, `${most} batches under way`);
  });

  void test("what the source throws comes after the answers to the batches before", async () => {
    async function* breaking() {
      yield* batches(3);
      await Promise.reject(new Error("the file ended early"));
    }
    const answers: BatchAnswer[] = [];
    const take = async () => {
      for await (const answer of client.predictStream({ model: "churn" }, breaking())) {
        answers.push(answer);
      }
    };
    await assert.rejects(take(), /the file ended early/);
    assert.deepEqual(rows(answers), EXPECTED(3));
  });

  void test("leaving the loop ends the call and releases the source", async () => {
    let released = false;
    function* source() {
      try {
        yield* batches(1000);
      } finally {
        released = true;
      }
    }
    for await (const answer of client.predictStream({ model: "churn" }, source())) {
      if (answer.sequence === 2n) {
        break;
      }
    }
    assert.equal(released, true);
  });

  void test("cancelling ends the stream", async () => {
    const controller = new AbortController();
    const stream = client.predictStream({ model: "churn" }, batches(1000), { signal: controller.signal });
    const take = async () => {
      for await (const answer of stream) {
        if (answer.sequence === 2n) {
          controller.abort();
        }
      }
    };
    await assert.rejects(take(), (error) => error instanceof HokusaiError && error.code === Code.Canceled);
  });

  void test("a stream whose server went away for good ends with where it stood", async () => {
    const stream = client.predictStream({ model: "churn" }, batches(1000));
    const take = async () => {
      for await (const answer of stream) {
        if (answer.sequence === 5n) {
          await server.stop();
        }
      }
    };
    await assert.rejects(take(), (error) => error instanceof HokusaiError && error.connectionFailed);
    assert.ok(stream.totals.batchCount >= 6);
    server = await ScriptedServer.start();
  });

  void test("a stream is iterated over once", async () => {
    const stream = client.predictStream({ model: "churn" }, batches(1));
    await taken(stream);
    await assert.rejects(taken(stream), /once/);
  });
});
