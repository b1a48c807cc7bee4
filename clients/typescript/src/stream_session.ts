// The state of one prediction stream across any number of connections. No I/O, no timers.

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";

import { HokusaiError } from "./errors.js";
import {
  type StreamOpenSchema,
  type StreamPredictRequest,
  StreamPredictRequestSchema,
  type StreamPredictResponse,
  type StreamReady,
  type StreamResult,
} from "./gen/hokusai/inference/v1/inference_service_pb.js";
import { type Payload, PayloadSchema } from "./gen/hokusai/inference/v1/payload_pb.js";
import type { PhaseTimings, ServedBy } from "./gen/hokusai/inference/v1/prediction_pb.js";
import { VersionSelectorSchema } from "./gen/hokusai/versions/v1/selector_pb.js";
import { payloadBytes } from "./payload_size.js";
import { mayRepeat } from "./retrying.js";

/** Batches that a client asks to have under way at once, unless the caller says otherwise. */
export const DEFAULT_WINDOW = 32;

// Batches that may be under way whatever their size, where the window allows it.
const BATCHES_OF_ANY_SIZE = 2;

// Bytes of unanswered batches from which on no further batch is taken, but for `BATCHES_OF_ANY_SIZE`: a window of large
// batches must not fill the memory.
const WINDOW_BYTES = 16 * 1024 * 1024;

type OpenFields = Exclude<MessageInitShape<typeof StreamOpenSchema>, { $typeName: string }>;

/** What a stream asks for: `model`, and where wanted `selector`, `params`, `subject`, `responseEncoding`, `window`. */
export type StreamTerms = Omit<OpenFields, "firstSequence">;

/** The predictions of one batch. */
export interface PredictedBatch {
  readonly failed: false;
  /** Number of the batch, counted from 0. */
  readonly sequence: bigint;
  /** The predictions; row i answers row i of the batch. */
  readonly payload: Payload;
  readonly rowCount: bigint;
  /** Where the time went on the server. */
  readonly timings: PhaseTimings | undefined;
}

/** A batch that the model or the server refused; the stream goes on. */
export interface FailedBatch {
  readonly failed: true;
  readonly sequence: bigint;
  readonly error: HokusaiError;
}

/** The one answer to one batch. */
export type BatchAnswer = PredictedBatch | FailedBatch;

interface PendingBatch {
  readonly payload: Payload;
  readonly bytes: number;
}

/** What a complete stream amounted to, over all of its connections. */
export interface StreamTotals {
  batchCount: number;
  rowCount: bigint;
  failedBatchCount: number;
}

/**
 * Which batches were answered, which wait, and on what terms.
 *
 * Every batch is kept until it is answered, so that a broken stream goes on with the first unanswered one on a new
 * connection, with the version that the first connection was given. Answers are handed out once and in order. A batch
 * that failed for a passing reason is not answered yet: the stream is resumed with it, at most `mostRepeats` times in a
 * row, before the failure counts as its answer.
 */
export class StreamSession {
  readonly totals: StreamTotals = { batchCount: 0, rowCount: 0n, failedBatchCount: 0 };
  servedBy: ServedBy | undefined;
  ready = false;
  sourceEnded = false;
  complete = false;

  readonly #terms: StreamTerms;
  readonly #mostRepeats: number;
  readonly #wantedWindow: number;
  readonly #pending: PendingBatch[] = [];
  #pendingBytes = 0;
  #window = 1;
  #nextNew = 0n;
  #repeats = 0;

  constructor(terms: StreamTerms, mostRepeats: number) {
    this.#wantedWindow = terms.window === undefined || terms.window === 0 ? DEFAULT_WINDOW : terms.window;
    this.#terms = { ...terms, window: this.#wantedWindow };
    this.#mostRepeats = mostRepeats;
  }

  /** Sequence of the next answer. */
  get firstUnanswered(): bigint {
    return this.#nextNew - BigInt(this.#pending.length);
  }

  /** Whether one more batch may be taken from the source. */
  get hasRoom(): boolean {
    const unanswered = this.#pending.length;
    return unanswered < this.#window && (unanswered < BATCHES_OF_ANY_SIZE || this.#pendingBytes < WINDOW_BYTES);
  }

  /** Take the next batch. */
  add(batch: MessageInitShape<typeof PayloadSchema>): void {
    const payload = create(PayloadSchema, batch);
    const bytes = payloadBytes(payload);
    this.#pending.push({ payload, bytes });
    this.#pendingBytes += bytes;
    this.#nextNew += 1n;
  }

  /** The first frame of a connection. Until the server answers with `ready`, nothing else may be sent. */
  openFrame(): StreamPredictRequest {
    this.ready = false;
    const open: OpenFields = { ...this.#terms, firstSequence: this.firstUnanswered };
    if (this.servedBy !== undefined) {
      open.selector = create(VersionSelectorSchema, { selector: { case: "exact", value: this.servedBy.version } });
    }
    return create(StreamPredictRequestSchema, { frame: { case: "open", value: open } });
  }

  /** The frame of a batch that waits for its answer; undefined if the source has not given that batch yet. */
  batchFrame(sequence: bigint): StreamPredictRequest | undefined {
    const batch = this.#pending[Number(sequence - this.firstUnanswered)];
    return (
      batch &&
      create(StreamPredictRequestSchema, { frame: { case: "batch", value: { sequence, payload: batch.payload } } })
    );
  }

  /**
   * Take a frame from the server; an answer is handed out by it exactly once.
   *
   * @throws HokusaiError: the server broke the protocol, or the batch failed for a passing reason: resume with it.
   */
  receive({ frame }: StreamPredictResponse): BatchAnswer | undefined {
    switch (frame.case) {
      case "ready":
        this.#open(frame.value);
        return undefined;
      case "result":
        return this.#answer(frame.value);
      case "summary":
        if (this.#pending.length > 0 || !this.sourceEnded) {
          throw disorder(`a result for batch ${this.firstUnanswered}`, "summary");
        }
        this.complete = true;
        return undefined;
      default:
        throw disorder("a result", "a frame that this version does not know");
    }
  }

  /** The error for a connection that ended well but before the summary. */
  incomplete(): HokusaiError {
    return HokusaiError.connection(
      `the stream ended before its summary; batch ${this.firstUnanswered} and those after it have no answer`,
    );
  }

  #open(ready: StreamReady): void {
    this.servedBy ??= ready.servedBy; // a later connection names the version, and its rule says no more than that
    this.#window = Math.max(1, Math.min(ready.window, this.#wantedWindow));
    this.ready = true;
  }

  #answer({ sequence, outcome, rowCount, timings }: StreamResult): BatchAnswer {
    if (this.#pending.length === 0 || sequence !== this.firstUnanswered) {
      throw disorder(`a result for batch ${this.firstUnanswered}`, `one for batch ${sequence}`);
    }
    if (outcome.case === "payload") {
      this.#settle(rowCount, 0);
      return { failed: false, sequence, payload: outcome.value, rowCount, timings };
    }
    if (outcome.case !== "error") {
      throw disorder("an outcome", "a result without one");
    }
    const error = HokusaiError.fromStatus(outcome.value);
    if (mayRepeat(error) && this.#repeats < this.#mostRepeats) {
      this.#repeats += 1;
      throw error;
    }
    this.#settle(0n, 1);
    return { failed: true, sequence, error };
  }

  #settle(rowCount: bigint, failures: number): void {
    this.#repeats = 0;
    this.#pendingBytes -= this.#pending.shift()?.bytes ?? 0;
    this.totals.batchCount += 1;
    this.totals.rowCount += rowCount;
    this.totals.failedBatchCount += failures;
  }
}

function disorder(expected: string, actual: string): HokusaiError {
  const message = `the server sent ${actual} where the stream expected ${expected}; report it to whoever runs the server`;
  return HokusaiError.local(message, Code.DataLoss);
}
