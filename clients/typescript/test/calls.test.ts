import assert from "node:assert/strict";
import { afterEach, beforeEach, suite, test } from "node:test";

import { Code, ErrorReason, HokusaiClient, HokusaiError, type RetryPolicy, SHIPPED_RETRIES } from "../src/index.js";
import { ScriptedServer } from "./scripted_server.js";

const QUICK: RetryPolicy = { ...SHIPPED_RETRIES, initialDelayMs: 1, maxDelayMs: 20 };
const BUSY = { code: Code.ResourceExhausted, reason: "OVERLOADED", retryDelayMs: 5, metadata: { limit: "1000" } };

async function failure(call: Promise<unknown>): Promise<HokusaiError> {
  const error: unknown = await call.then(
    () => assert.fail("the call did not fail"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof HokusaiError, String(error));
  return error;
}

void suite("calls", () => {
  let server: ScriptedServer;
  let client: HokusaiClient;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    client = new HokusaiClient({ address: server.address, retry: QUICK, token: "s3cret" });
  });
  afterEach(() => server.stop());

  void test("a call carries the token, and a write a request id of its own", async () => {
    const reply = await client.registry.createModel({ name: "churn" });
    await client.registry.createModel({ name: "churn" });
    assert.equal(reply.model?.name, "churn");
    assert.deepEqual(server.script.tokens, ["Bearer s3cret", "Bearer s3cret"]);
    const ids = server.script.created.map((each) => each.requestId);
    assert.match(ids[0] ?? "", /^[0-9a-f-]{36}$/);
    assert.notEqual(ids[0], ids[1]);
  });

  void test("a request id that the caller gave is kept", async () => {
    const requestId = crypto.randomUUID();
    await client.registry.createModel({ name: "churn", requestId });
    assert.equal(server.script.created[0]?.requestId, requestId);
  });

  void test("what may pass is tried again with the same request id", async () => {
    server.script.faults.push(BUSY, BUSY);
    await client.registry.createModel({ name: "churn" });
    const ids = server.script.created.map((each) => each.requestId);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 1);
  });

  void test("an error that stays is told after the last attempt, with all that the server said", async () => {
    server.script.faults.push(...Array.from({ length: 10 }, () => BUSY));
    const error = await failure(client.registry.createModel({ name: "churn" }));
    assert.equal(server.script.created.length, QUICK.maxAttempts);
    assert.equal(error.code, Code.ResourceExhausted);
    assert.equal(error.reason, ErrorReason.OVERLOADED);
    assert.equal(error.retryDelayMs, 5);
    assert.equal(error.retryable, true);
    assert.deepEqual({ ...error.info }, { limit: "1000" });
    assert.equal(error.rawMessage, "scripted");
  });

  void test("faults of the input are told at once, each bad value by its field", async () => {
    const violations = [{ field: "name", description: "must start with a letter or a digit" }];
    server.script.faults.push({ code: Code.InvalidArgument, reason: "INVALID_REQUEST", violations });
    const error = await failure(client.registry.createModel({ name: "-churn" }));
    assert.equal(server.script.created.length, 1);
    assert.equal(error.reason, ErrorReason.INVALID_REQUEST);
    assert.deepEqual(error.violations, violations);
    assert.equal(error.retryable, false);
  });

  void test("a fault of the server has the id to find it by", async () => {
    server.script.faults.push({ code: Code.Internal, reason: "INTERNAL", metadata: { error_id: "b7c1e0" } });
    const error = await failure(client.registry.createModel({ name: "churn" }));
    assert.equal(error.errorId, "b7c1e0");
    assert.equal(error.connectionFailed, false);
  });

  void test("a reason that is newer than this package keeps its name and its code", async () => {
    server.script.faults.push({ code: Code.FailedPrecondition, reason: "MOON_NOT_FULL" });
    const error = await failure(client.registry.createModel({ name: "churn" }));
    assert.deepEqual([error.reason, error.reasonName], [ErrorReason.UNSPECIFIED, "MOON_NOT_FULL"]);
  });

  void test("a call that is not safe to repeat is made once", async () => {
    server.script.faults.push(BUSY);
    const error = await failure(client.inference.unloadModel({ model: "churn", version: "1.0.0" }));
    assert.equal(error.reason, ErrorReason.OVERLOADED);
    await client.inference.unloadModel({ model: "churn", version: "1.0.0" });
  });

  void test("a deadline ends a call, here and on the server", async () => {
    const error = await failure(client.registry.getModel({ name: "churn" }, { timeoutMs: 50.5 }));
    assert.equal(error.code, Code.DeadlineExceeded);
  });

  void test("cancelling ends a call, here and on the server", async () => {
    const controller = new AbortController();
    const call = failure(client.registry.getModel({ name: "churn" }, { signal: controller.signal }));
    await server.script.hanging;
    controller.abort();
    assert.equal((await call).code, Code.Canceled);
  });

  void test("nobody at the address is a failed connection that names it", async () => {
    const address = server.address;
    await server.stop();
    const error = await failure(client.registry.createModel({ name: "churn" }));
    assert.equal(error.connectionFailed, true);
    assert.match(error.rawMessage, new RegExp(address));
    server = await ScriptedServer.start();
  });

  void test("a connection that breaks is replaced", async () => {
    await client.registry.createModel({ name: "churn" });
    server.cut();
    await client.registry.createModel({ name: "churn" });
    assert.equal(server.script.created.length, 2);
  });
});
