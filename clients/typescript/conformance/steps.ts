// One call of a vector: what is sent, what must come back, and its end.

import { setTimeout as sleep } from "node:timers/promises";

import type { CallOptions } from "@connectrpc/connect";

import { Connection, type Ending, type Method, type StreamingCall } from "./calling.js";
import { match } from "./matching.js";
import {
  asList,
  asObject,
  asString,
  demandKnown,
  isObject,
  type Json,
  type JsonObject,
  Mismatch,
  shown,
} from "./mismatch.js";
import type { Scope } from "./scope.js";
import { isCodeName, matchError, retryDelay } from "./status_errors.js";

const CALL_KEYS = ["method", "request", "frames", "expect", "deadline_ms", "metadata", "retry"];
const EXPECT_KEYS = ["status", "reply", "error"];
const DEADLINE_MS = 60_000;
const RETRY_MS = 60_000;

/** Make one call and compare it. */
export async function makeCall(document: Json, connection: Connection, scope: Scope): Promise<void> {
  const call = asObject(document, "a call");
  demandKnown(call, CALL_KEYS);
  const last = asList(call["frames"] ?? [], "frames").at(-1);
  const cut = isObject(last) && "cut" in last;
  const givenUp = cut || (isObject(last) && "cancel" in last);
  if (givenUp === "expect" in call) {
    throw new Mismatch("a call has `expect`, unless its last frame is `cancel` or `cut`");
  }
  if (cut) {
    await playAndCut(call, connection.address, scope);
    return;
  }
  const limit = performance.now() + RETRY_MS;
  let ending = await play(call, connection, scope);
  while (call["retry"] === true && ending && retryDelay(ending.status) > 0 && performance.now() < limit) {
    await sleep(retryDelay(ending.status) * 1000);
    ending = await play(call, connection, scope);
  }
  if (ending !== undefined) {
    compare(asObject(call["expect"], "expect"), ending, scope);
  }
}

async function playAndCut(call: JsonObject, address: string, scope: Scope): Promise<void> {
  const own = new Connection(address);
  try {
    await play(call, own, scope);
  } finally {
    own.close();
  }
}

/** Make the call once; how it ended, or undefined if it was given up. */
async function play(call: JsonObject, connection: Connection, scope: Scope): Promise<Ending | undefined> {
  const method = connection.method(asString(call["method"], "method"));
  const request = call["request"] === undefined ? undefined : method.message(scope.request(call["request"]));
  if (method.clientStreams !== (request === undefined)) {
    throw new Mismatch("`request` is for calls that the client does not stream, and only for them");
  }
  const options = callOptions(call, scope);
  if (call["frames"] === undefined) {
    if (request === undefined || method.serverStreams) {
      throw new Mismatch("a call with a streaming side has `frames`");
    }
    return method.unary(request, options);
  }
  const stream = method.stream(request, options);
  try {
    await playFrames(asList(call["frames"], "frames"), stream, method, scope);
    return "expect" in call ? await stream.ending() : undefined;
  } finally {
    // A call that is cut loses its connection instead; that of one that is over is nothing.
    if (!isCut(call)) {
      stream.cancel();
    }
  }
}

function isCut(call: JsonObject): boolean {
  const last = asList(call["frames"], "frames").at(-1);
  return isObject(last) && "cut" in last;
}

function callOptions(call: JsonObject, scope: Scope): CallOptions {
  const metadata = Object.entries(asObject(call["metadata"] ?? {}, "metadata"));
  const headers = metadata.map(([key, value]): [string, string] => [key, scope.fill(asString(value, key))]);
  return { timeoutMs: Number(call["deadline_ms"] ?? DEADLINE_MS), headers };
}

async function playFrames(frames: readonly Json[], stream: StreamingCall, method: Method, scope: Scope): Promise<void> {
  for (const [position, frame] of frames.entries()) {
    try {
      await playFrame(frame, stream, method, scope);
    } catch (fault) {
      throw new Mismatch(`frame ${position}: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }
}

async function playFrame(frame: Json, stream: StreamingCall, method: Method, scope: Scope): Promise<void> {
  const entries = Object.entries(asObject(frame, "a frame"));
  const [name, argument = null] = entries[0] ?? [];
  if (entries.length === 1 && name === "send") {
    stream.send(method.message(scope.request(argument)));
  } else if (entries.length === 1 && name === "receive") {
    match(argument, await stream.receive(), scope);
  } else if (entries.length === 1 && name === "half_close" && argument === true) {
    stream.halfClose();
  } else if (entries.length === 1 && name === "cancel" && argument === true) {
    stream.cancel();
  } else if (!(entries.length === 1 && name === "cut" && argument === true)) {
    throw new Mismatch(`${shown(frame)} is no frame`);
  }
}

function compare(expected: JsonObject, ending: Ending, scope: Scope): void {
  demandKnown(expected, EXPECT_KEYS);
  const status = asString(expected["status"] ?? "OK", "status");
  if (!isCodeName(status)) {
    throw new Mismatch(`${status} is no status code`);
  }
  if (ending.code !== status) {
    throw new Mismatch(`status ${ending.code}, expected ${status}: ${shown(ending.status)}`);
  }
  if ("reply" in expected) {
    match(expected["reply"] ?? null, ending.reply, scope, "reply");
  }
  if ("error" in expected) {
    const byPattern = (pattern: Json, value: Json | undefined, path: string) => {
      match(pattern, value, scope, path);
    };
    matchError(asObject(expected["error"], "error"), ending.status, byPattern, "error");
  }
}
