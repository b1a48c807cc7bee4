// Failed calls as typed values.

import { type Duration, durationMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";

import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import type { Status } from "./gen/google/rpc/status_pb.js";
import { ErrorReason, ErrorReasonSchema } from "./gen/hokusai/errors/v1/error_reason_pb.js";

/** Domain of every reason that a Hokusai server gives. */
export const ERROR_DOMAIN = "hokusai.dev";

/** One bad value of a request. */
export interface FieldViolation {
  /** Where, for example `rows[3].age`. */
  readonly field: string;
  /** What is wrong with it. */
  readonly description: string;
}

/** Further facts for an error that the transport itself reports. */
interface TransportFacts {
  readonly connectionFailed?: boolean;
  readonly cause?: unknown;
}

/**
 * A failed call, or one failed batch of a stream.
 *
 * It is a ConnectError: `code` is the gRPC status code, `rawMessage` says what happened and what to do next, and
 * `findDetails` decodes further details.
 */
export class HokusaiError extends ConnectError {
  /** Why. UNSPECIFIED if the other side gave no reason, or one that is newer than this package: see `reasonName`. */
  readonly reason: ErrorReason;
  /** The reason's name as the server sent it, `MODEL_NOT_FOUND` for example. Empty if it gave none. */
  readonly reasonName: string;
  /** The facts behind the message by the keys that the contract documents for the reason (`model`, `version`, …). */
  readonly info: Readonly<Record<string, string>>;
  /** The bad values, for faults of the input. */
  readonly violations: readonly FieldViolation[];
  /** Milliseconds to wait before the same call may succeed, as the server asked. Undefined if it did not say. */
  readonly retryDelayMs: number | undefined;
  /** Whether there was no server to answer: nobody listens, or the connection broke. */
  readonly connectionFailed: boolean;

  private constructor(error: ConnectError, facts: TransportFacts = {}) {
    super(error.rawMessage, error.code, error.metadata, undefined, facts.cause ?? error.cause);
    this.name = "HokusaiError";
    this.details = error.details;
    const [info] = error.findDetails(ErrorInfoSchema);
    const [retry] = error.findDetails(RetryInfoSchema);
    this.reasonName = info?.domain === ERROR_DOMAIN ? info.reason : "";
    this.reason = reasonOf(this.reasonName);
    this.info = info?.metadata ?? {};
    this.violations = error
      .findDetails(BadRequestSchema)
      .flatMap((each) => each.fieldViolations.map(({ field, description }) => ({ field, description })));
    this.retryDelayMs = milliseconds(retry?.retryDelay);
    this.connectionFailed = facts.connectionFailed ?? false;
  }

  /** Whether the same call, unchanged, may succeed later. */
  get retryable(): boolean {
    return this.connectionFailed || this.retryDelayMs !== undefined;
  }

  /** What to tell whoever runs the server about a fault of the server; its log holds the rest under this id. */
  get errorId(): string | undefined {
    return this.info["error_id"];
  }

  /** The error for a `google.rpc.Status`, as the result of a stream's batch carries it. */
  static fromStatus(status: Status): HokusaiError {
    const error = new ConnectError(status.message, knownCode(status.code));
    error.details = status.details.map(({ typeUrl, value }) => ({
      type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1),
      value,
    }));
    return new HokusaiError(error);
  }

  /**
   * The error for whatever a call to `address` has thrown.
   *
   * A server gives a reason with each error. One without a reason comes from the transport: nobody listens, the
   * connection broke, the deadline passed here, or what answered is no Hokusai server. That the caller cancelled is for
   * those to say who have the caller's signal: Node tells of a broken connection in the same words.
   */
  static wrap(thrown: unknown, address = "the server"): HokusaiError {
    if (thrown instanceof HokusaiError) {
      return thrown;
    }
    const error = ConnectError.from(thrown);
    if (error.findDetails(ErrorInfoSchema).length > 0) {
      return new HokusaiError(error);
    }
    const answered = error.metadata.has("grpc-status");
    if (error.code === Code.Unavailable || (BROKEN_CONNECTION.has(error.code) && !answered)) {
      return HokusaiError.connection(`no connection to a Hokusai server at ${address} (${error.rawMessage})`, error);
    }
    return new HokusaiError(error);
  }

  /** The error for a server that cannot be reached. */
  static connection(message: string, cause?: unknown): HokusaiError {
    return new HokusaiError(new ConnectError(message, Code.Unavailable), { connectionFailed: true, cause });
  }

  /** An error that this package itself finds. */
  static local(message: string, code: Code): HokusaiError {
    return new HokusaiError(new ConnectError(message, code));
  }

  // ConnectError's own test looks at the shape, which every ConnectError has.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && HokusaiError.prototype.isPrototypeOf(value);
  }
}

// What Node's HTTP/2 says of a connection that broke under a call.
const BROKEN_CONNECTION: ReadonlySet<Code> = new Set([Code.Aborted, Code.Canceled, Code.Internal]);

function reasonOf(name: string): ErrorReason {
  const value = ErrorReasonSchema.values.find((each) => each.localName === name);
  return value === undefined ? ErrorReason.UNSPECIFIED : (value.number as ErrorReason);
}

function knownCode(code: number): Code {
  return code in Code ? (code as Code) : Code.Unknown;
}

function milliseconds(delay: Duration | undefined): number | undefined {
  return delay === undefined ? undefined : durationMs(delay);
}
