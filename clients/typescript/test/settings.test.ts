import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { resolveSettings } from "../src/connection.js";
import { Code, HokusaiError, SHIPPED_RETRIES } from "../src/index.js";
import { Attempts, isRepeatable } from "../src/retrying.js";
import { InferenceService } from "../src/gen/hokusai/inference/v1/inference_service_pb.js";
import { RegistryService } from "../src/gen/hokusai/registry/v1/registry_service_pb.js";

void suite("settings", () => {
  void test("an option comes before the environment, and that before the default", () => {
    const environment = { HOKUSAI_ADDRESS: "models.example:1234", HOKUSAI_TLS_CA: "ca.pem", HOKUSAI_TOKEN: "t" };
    assert.equal(resolveSettings({}, {}).address, "localhost:50051");
    assert.equal(resolveSettings({}, environment).address, "models.example:1234");
    assert.equal(resolveSettings({ address: "other" }, environment).address, "other:50051");
    assert.equal(resolveSettings({}, environment).tls?.ca, "ca.pem");
    assert.equal(resolveSettings({}, environment).token, "t");
  });

  const addresses: [string, string][] = [
    ["localhost", "localhost:50051"],
    ["10.0.0.1:80", "10.0.0.1:80"],
    ["[::1]:50051", "[::1]:50051"],
    ["[::1]", "[::1]:50051"],
    ["unix:/run/hokusai.sock", "unix:/run/hokusai.sock"],
  ];
  for (const [given, expected] of addresses) {
    void test(`${given} is an address`, () => {
      assert.equal(resolveSettings({ address: given }, {}).address, expected);
    });
  }

  for (const wrong of ["http://localhost:50051", "::1", "host:0", "host:70000", "host:port", ""]) {
    void test(`"${wrong}" is no address`, () => {
      assert.throws(() => resolveSettings({ address: wrong }, {}), /address is/);
    });
  }

  void test("a token never leaves this machine in plain text", () => {
    assert.throws(() => resolveSettings({ address: "models.example", token: "t" }, {}), /plain text/);
    assert.equal(resolveSettings({ address: "127.0.0.1", token: "t" }, {}).token, "t");
    assert.equal(resolveSettings({ address: "models.example", token: "t", tls: {} }, {}).token, "t");
  });

  void test("a certificate without its key, and a timeout of nothing, are refused", () => {
    assert.throws(() => resolveSettings({ tls: { cert: "c.pem" } }, {}), /without the other/);
    assert.throws(() => resolveSettings({ timeoutMs: 0 }, {}), /timeoutMs/);
  });
});

void suite("retries", () => {
  void test("the shipped service config says what is repeated", () => {
    assert.equal(isRepeatable(InferenceService.method.predict), true);
    assert.equal(isRepeatable(RegistryService.method.registerBaseline), true);
    assert.equal(isRepeatable(InferenceService.method.unloadModel), false);
    assert.deepEqual(
      [SHIPPED_RETRIES.maxAttempts, SHIPPED_RETRIES.initialDelayMs, SHIPPED_RETRIES.maxDelayMs],
      [5, 100, 5000],
    );
  });

  void test("delays grow, jitter takes up to half, and the deadline bounds them", () => {
    const gone = HokusaiError.connection("gone");
    const longest = new Attempts(
      SHIPPED_RETRIES,
      5,
      undefined,
      () => 0,
      () => 1,
    );
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(() => longest.delayAfter(gone)),
      [100, 200, 400, 800, undefined],
    );
    const shortest = new Attempts(
      SHIPPED_RETRIES,
      5,
      undefined,
      () => 0,
      () => 0,
    );
    assert.equal(shortest.delayAfter(gone), 50);
    const pressed = new Attempts(
      SHIPPED_RETRIES,
      5,
      60,
      () => 0,
      () => 1,
    );
    assert.equal(pressed.remainingMs(), 60);
    assert.equal(pressed.delayAfter(gone), undefined);
  });

  void test("an error without a delay from the server is final", () => {
    const error = HokusaiError.local("too large", Code.ResourceExhausted);
    assert.equal(new Attempts(SHIPPED_RETRIES, 5, undefined).delayAfter(error), undefined);
  });
});
