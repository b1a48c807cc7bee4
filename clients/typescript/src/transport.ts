// What every call of this package has: a deadline, a token, a request id, retries where they are safe, typed errors.

import { setTimeout as sleep } from "node:timers/promises";

import {
  clone,
  create,
  type DescMessage,
  type DescMethodStreaming,
  type DescMethodUnary,
  type MessageInitShape,
  type MessageShape,
} from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { Code, type ContextValues, type StreamResponse, type Transport, type UnaryResponse } from "@connectrpc/connect";

import type { ConnectionSettings } from "./connection.js";
import { HokusaiError } from "./errors.js";
import { Attempts, isRepeatable } from "./retrying.js";

type HeadersInit = ConstructorParameters<typeof Headers>[0];

// Milliseconds that a unary call may take with all its attempts unless the caller says otherwise.
const TIMEOUT_MS = 30_000;
const LONG_TIMEOUTS_MS: ReadonlyMap<string, number> = new Map([
  // The first prediction of a version waits for its process.
  ["Predict", 120_000],
  ["LoadModel", 120_000],
  ["UnloadModel", 120_000],
  // Mirrors a whole bundle to MLflow, which may be remote.
  ["RegisterBaseline", 600_000],
  ["RegisterImproved", 600_000],
  ["FinishUpload", 600_000],
]);

/** Milliseconds that a call may take unless the caller says otherwise; a stream lasts as long as it is used. */
export function defaultTimeoutMs(method: DescMethodUnary, settings: ConnectionSettings): number {
  return settings.timeoutMs ?? LONG_TIMEOUTS_MS.get(method.name) ?? TIMEOUT_MS;
}

/** A transport with everything that Hokusai's calls want around another one that only carries bytes. */
export class HokusaiTransport implements Transport {
  constructor(
    private readonly bare: Transport,
    private readonly settings: ConnectionSettings,
  ) {}

  async unary<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    header: HeadersInit | undefined,
    input: MessageInitShape<I>,
    contextValues?: ContextValues,
  ): Promise<UnaryResponse<I, O>> {
    const message = withRequestId(method.input, input);
    const limit = timeoutMs ?? defaultTimeoutMs(method, this.settings);
    return this.#repeat(method, limit, signal, (remaining) =>
      this.bare.unary(method, signal, remaining, this.#headers(header), message as MessageInitShape<I>, contextValues),
    );
  }

  async stream<I extends DescMessage, O extends DescMessage>(
    method: DescMethodStreaming<I, O>,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    header: HeadersInit | undefined,
    input: AsyncIterable<MessageInitShape<I>>,
    contextValues?: ContextValues,
  ): Promise<StreamResponse<I, O>> {
    const open = async (frames: AsyncIterable<MessageInitShape<I>>, remaining: number | undefined) => {
      const headers = this.#headers(header);
      return this.#typed(await this.bare.stream(method, signal, remaining, headers, frames, contextValues), signal);
    };
    if (method.methodKind !== "server_streaming" || !isRepeatable(method)) {
      return open(input, timeoutMs && Math.ceil(timeoutMs)).catch((error: unknown) => this.#fail(error, signal));
    }
    const frames = await collect(input);
    return this.#repeat(method, timeoutMs, signal, async (remaining) => started(await open(replay(frames), remaining)));
  }

  /** Make a call, and again where that is safe and helps. */
  async #repeat<R>(
    method: DescMethodUnary | DescMethodStreaming,
    limit: number | undefined,
    signal: AbortSignal | undefined,
    call: (remaining: number | undefined) => Promise<R>,
  ): Promise<R> {
    const { retry } = this.settings;
    const deadline = limit === undefined || limit <= 0 ? undefined : performance.now() + limit;
    const attempts = new Attempts(retry, isRepeatable(method) ? retry.maxAttempts : 1, deadline);
    for (;;) {
      try {
        return await call(attempts.remainingMs());
      } catch (thrown) {
        const error = this.#translate(thrown, signal);
        if (error.connectionFailed && deadline !== undefined && performance.now() >= deadline) {
          // The server may be the first to end a call whose time is up, by closing its stream without a word.
          throw HokusaiError.local("the deadline passed before the call was done", Code.DeadlineExceeded);
        }
        const delay = attempts.delayAfter(error);
        if (delay === undefined) {
          throw error;
        }
        await pause(delay, signal);
      }
    }
  }

  /** The response, its later failures typed too. */
  #typed<I extends DescMessage, O extends DescMessage>(
    response: StreamResponse<I, O>,
    signal: AbortSignal | undefined,
  ): StreamResponse<I, O> {
    const messages = response.message[Symbol.asyncIterator]();
    const next = () => messages.next().catch((error: unknown) => this.#fail(error, signal));
    return { ...response, message: { [Symbol.asyncIterator]: () => ({ next }) } };
  }

  #fail(thrown: unknown, signal: AbortSignal | undefined): never {
    throw this.#translate(thrown, signal);
  }

  #translate(thrown: unknown, signal: AbortSignal | undefined): HokusaiError {
    if (signal?.aborted === true) {
      return HokusaiError.local("the call was cancelled", Code.Canceled);
    }
    return HokusaiError.wrap(thrown, this.settings.address);
  }

  #headers(given: HeadersInit | undefined): Headers {
    const headers = new Headers(given);
    if (this.settings.token !== undefined && !headers.has("authorization")) {
      headers.set("authorization", `Bearer ${this.settings.token}`);
    }
    return headers;
  }
}

/** Milliseconds passed, or the caller's cancellation. */
export async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(delayMs, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw HokusaiError.local("the call was cancelled", Code.Canceled);
  }
}

/** The request with an id of its own, kept through its retries, if it is a write that has none yet. */
function withRequestId<I extends DescMessage>(schema: I, input: MessageInitShape<I>): MessageShape<I> {
  const message = create(schema, input);
  const field = schema.fields.find((each) => each.name === "request_id");
  if (field?.fieldKind !== "scalar" || reflect(schema, message).get(field) !== "") {
    return message;
  }
  const named = clone(schema, message); // the caller's own message may be used for another write
  reflect(schema, named).set(field, crypto.randomUUID());
  return named;
}

/** The response once its first message is there: until then a failure may be repeated. */
async function started<I extends DescMessage, O extends DescMessage>(
  response: StreamResponse<I, O>,
): Promise<StreamResponse<I, O>> {
  const rest = response.message[Symbol.asyncIterator]();
  let first: IteratorResult<MessageShape<O>> | undefined = await rest.next();
  const next = (): Promise<IteratorResult<MessageShape<O>>> => {
    const taken = first;
    first = undefined;
    return taken === undefined ? rest.next() : Promise.resolve(taken);
  };
  return { ...response, message: { [Symbol.asyncIterator]: () => ({ next }) } };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) {
    items.push(item);
  }
  return items;
}

// eslint-disable-next-line @typescript-eslint/require-await -- an asynchronous iterable is what a transport takes
async function* replay<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
