// Drives a prediction stream: sends batches within the server's window, hands answers on, resumes what broke.

import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Client, Code } from "@connectrpc/connect";

import { HokusaiError } from "./errors.js";
import type { InferenceService, StreamPredictRequest } from "./gen/hokusai/inference/v1/inference_service_pb.js";
import type { PayloadSchema } from "./gen/hokusai/inference/v1/payload_pb.js";
import type { ServedBy } from "./gen/hokusai/inference/v1/prediction_pb.js";
import { Attempts, type RetryPolicy } from "./retrying.js";
import { type BatchAnswer, StreamSession, type StreamTerms, type StreamTotals } from "./stream_session.js";
import { pause } from "./transport.js";

// The first prediction of a version waits for its process.
const READY_TIMEOUT_MS = 120_000;

/** One batch: a payload in any encoding. */
export type Batch = MessageInitShape<typeof PayloadSchema>;

/** Batches in order; an asynchronous source is asked for the next one only while there is room for it. */
export type BatchSource = AsyncIterable<Batch> | Iterable<Batch>;

/** A connection broke, and the stream goes on. */
export interface Resumption {
  /** The first batch without an answer, with which the stream goes on. */
  readonly nextSequence: bigint;
  /** Attempts in a row that failed so far. */
  readonly attempt: number;
  readonly cause: HokusaiError;
}

/** How a stream behaves. */
export interface StreamOptions {
  /** Ends the stream early. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of the whole stream, in milliseconds. Unset: none. */
  readonly timeoutMs?: number | undefined;
  /** Called whenever the stream broke and is about to be resumed. */
  readonly onResume?: ((resumption: Resumption) => void) | undefined;
}

/**
 * One prediction stream; iterate over it once for its answers, one for each batch and in order.
 *
 * Memory is bounded: at most `window` batches (32 unless the terms say otherwise) are taken from the source and not yet
 * answered, beyond two of them only while they have less than 16 MiB, and answers that nobody takes hold the server
 * back. A batch that fails is an answer too (`failed`), not the end. A connection that breaks is replaced, and the
 * stream goes on with the first unanswered batch on the same version. Leaving the loop ends the call.
 * The loop throws a HokusaiError if the stream cannot be opened or resumed, and whatever the source throws, after the
 * answers to the batches before.
 */
export class PredictionStream implements AsyncIterable<BatchAnswer> {
  readonly #session: StreamSession;
  readonly #source: AsyncIterator<Batch> | Iterator<Batch>;
  readonly #deadline: number | undefined;
  #pulling: Promise<void> | undefined;
  #sourceFailure: { readonly thrown: unknown } | undefined;
  #wake: () => void = () => undefined;
  #changed = Promise.resolve();
  #begun = false;

  constructor(
    private readonly inference: Client<typeof InferenceService>,
    terms: StreamTerms,
    batches: BatchSource,
    private readonly retry: RetryPolicy,
    private readonly options: StreamOptions = {},
  ) {
    this.#session = new StreamSession(terms, retry.maxAttempts - 1);
    this.#source = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
    this.#deadline = options.timeoutMs === undefined ? undefined : performance.now() + options.timeoutMs;
    this.#expectChange();
  }

  /** The version that answers the whole stream, and why. Undefined until the stream is open. */
  get servedBy(): ServedBy | undefined {
    return this.#session.servedBy;
  }

  /** Batches and rows answered so far, over all connections; final once the loop has ended. */
  get totals(): Readonly<StreamTotals> {
    return this.#session.totals;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<BatchAnswer, void> {
    if (this.#begun) {
      throw HokusaiError.local("a prediction stream can be iterated over once", Code.FailedPrecondition);
    }
    this.#begun = true;
    let attempts = this.#attempts();
    try {
      while (!this.#session.complete) {
        try {
          for await (const answer of this.#connect(attempts.remainingMs())) {
            attempts = this.#attempts();
            yield answer;
          }
        } catch (thrown) {
          await this.#waitToResume(attempts, HokusaiError.wrap(thrown));
        }
      }
    } finally {
      this.#releaseSource();
    }
    if (this.#sourceFailure !== undefined) {
      throw this.#sourceFailure.thrown;
    }
  }

  #attempts(): Attempts {
    const most = this.servedBy === undefined ? this.retry.maxAttempts : this.retry.streamAttempts;
    return new Attempts(this.retry, most, this.#deadline);
  }

  async #waitToResume(attempts: Attempts, cause: HokusaiError): Promise<void> {
    const delay = attempts.delayAfter(cause);
    if (delay === undefined) {
      throw cause;
    }
    if (this.servedBy !== undefined) {
      this.options.onResume?.({ nextSequence: this.#session.firstUnanswered, attempt: attempts.made, cause });
    }
    await pause(delay, this.options.signal);
  }

  /** Answers of one connection, until the summary. */
  async *#connect(timeoutMs: number | undefined): AsyncGenerator<BatchAnswer, void> {
    const ending = new AbortController();
    const signals = [ending.signal, ...(this.options.signal === undefined ? [] : [this.options.signal])];
    const call = { signal: AbortSignal.any(signals), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    const overdue = new AbortController();
    const timer = setTimeout(() => {
      overdue.abort();
      ending.abort();
    }, READY_TIMEOUT_MS);
    try {
      for await (const response of this.inference.streamPredict(this.#frames(ending.signal), call)) {
        clearTimeout(timer);
        const answer = this.#session.receive(response);
        this.#notify();
        if (answer !== undefined) {
          yield answer;
        }
      }
      if (!this.#session.complete) {
        throw this.#session.incomplete();
      }
    } catch (thrown) {
      throw overdue.signal.aborted ? notReady() : thrown;
    } finally {
      clearTimeout(timer);
      ending.abort();
      this.#notify();
    }
  }

  /** What one connection sends. */
  async *#frames(ended: AbortSignal): AsyncGenerator<StreamPredictRequest, void> {
    yield this.#session.openFrame();
    while (!this.#session.ready && !ended.aborted) {
      await this.#changed;
    }
    let sequence = this.#session.firstUnanswered;
    while (!ended.aborted) {
      const frame = this.#session.batchFrame(sequence);
      if (frame !== undefined) {
        yield frame;
        sequence += 1n;
      } else if (this.#session.sourceEnded) {
        return;
      } else {
        await (this.#session.hasRoom ? this.#pull() : this.#changed);
      }
    }
  }

  /** Take one batch from the source. Connections share what is under way, so that none is lost between two of them. */
  #pull(): Promise<void> {
    this.#pulling ??= this.#take().finally(() => {
      this.#pulling = undefined;
    });
    return this.#pulling;
  }

  async #take(): Promise<void> {
    try {
      const next = await this.#source.next();
      if (next.done === true) {
        this.#session.sourceEnded = true;
      } else {
        this.#session.add(next.value);
      }
    } catch (thrown) {
      this.#sourceFailure = { thrown };
      this.#session.sourceEnded = true;
    }
  }

  #releaseSource(): void {
    if (!this.#session.sourceEnded) {
      // A source that is busy finishes by itself; the loop that was left does not wait for it.
      Promise.resolve(this.#source.return?.()).catch(() => undefined);
    }
  }

  #notify(): void {
    this.#wake();
    this.#expectChange();
  }

  #expectChange(): void {
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function notReady(): HokusaiError {
  return HokusaiError.local(`the stream was not ready within ${READY_TIMEOUT_MS / 1000} s`, Code.DeadlineExceeded);
}
