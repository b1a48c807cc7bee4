// When a call is made again. Pure: clock, sleep and chance are the caller's.

import type { DescMethod } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";

import type { HokusaiError } from "./errors.js";
import { serviceConfig } from "./gen/service_config.js";

/** How often and how patiently a call is repeated. */
export interface RetryPolicy {
  /** Calls in all, the first included. 1 never repeats. */
  readonly maxAttempts: number;
  /** The same for a stream that was under way, each time that it moved on: what is half done is worth waiting for. */
  readonly streamAttempts: number;
  /** Longest delay before the second attempt; the real one is between half and all of it. */
  readonly initialDelayMs: number;
  /** Growth of the delay from one attempt to the next. */
  readonly multiplier: number;
  /** Greatest delay of our own. A delay that the server asks for is kept even if it is longer. */
  readonly maxDelayMs: number;
}

const shipped = serviceConfig.methodConfig[0];
if (shipped === undefined) {
  throw new Error("the shipped service config has no retry policy");
}

/** The policy of the service config that every Hokusai client ships. */
export const SHIPPED_RETRIES: RetryPolicy = {
  maxAttempts: shipped.retryPolicy.maxAttempts,
  streamAttempts: 2 * shipped.retryPolicy.maxAttempts,
  initialDelayMs: seconds(shipped.retryPolicy.initialBackoff) * 1000,
  multiplier: shipped.retryPolicy.backoffMultiplier,
  maxDelayMs: seconds(shipped.retryPolicy.maxBackoff) * 1000,
};

/** The policy that never repeats a call. */
export const NO_RETRIES: RetryPolicy = { ...SHIPPED_RETRIES, maxAttempts: 1, streamAttempts: 1 };

const REPEATABLE_METHODS: ReadonlySet<string> = new Set(
  serviceConfig.methodConfig.flatMap(({ name }) => name.map((each) => `${each.service}/${each.method}`)),
);
const RETRYABLE_CODES: ReadonlySet<Code> = new Set([Code.Unavailable, Code.ResourceExhausted]);

/** Whether a second send of this method does no harm: reads, and writes that carry a request id. */
export function isRepeatable(method: DescMethod): boolean {
  return REPEATABLE_METHODS.has(`${method.parent.typeName}/${method.name}`);
}

/** Whether a call that is safe to repeat should be: the connection failed, or the server said when to come again. */
export function mayRepeat(error: HokusaiError): boolean {
  return error.connectionFailed || (RETRYABLE_CODES.has(error.code) && error.retryDelayMs !== undefined);
}

/** The attempts of one call: how many there were, and how much time is left for more. */
export class Attempts {
  readonly #deadline: number | undefined;
  readonly #most: number;
  #made = 0;

  /**
   * @param policy the patience.
   * @param most attempts in all; `policy.maxAttempts` or `policy.streamAttempts`.
   * @param deadline instant of `clock` at which the caller wants an answer; undefined waits as long as attempts last.
   * @param clock monotonic milliseconds.
   * @param chance a number in [0, 1), for jitter.
   */
  constructor(
    private readonly policy: RetryPolicy,
    most: number,
    deadline: number | undefined,
    private readonly clock: () => number = () => performance.now(),
    private readonly chance: () => number = Math.random,
  ) {
    this.#most = most;
    this.#deadline = deadline;
  }

  /** Attempts that failed so far. */
  get made(): number {
    return this.#made;
  }

  /** Whole milliseconds left for the next attempt; undefined means no limit. At least one, so that it can be refused. */
  remainingMs(): number | undefined {
    return this.#deadline === undefined ? undefined : Math.max(1, Math.ceil(this.#deadline - this.clock()));
  }

  /** Milliseconds to wait before the next attempt, or undefined if there shall be none. */
  delayAfter(error: HokusaiError): number | undefined {
    this.#made += 1;
    if (this.#made >= this.#most || !mayRepeat(error)) {
      return undefined;
    }
    const { initialDelayMs, multiplier, maxDelayMs } = this.policy;
    const longest = Math.min(maxDelayMs, initialDelayMs * multiplier ** (this.#made - 1));
    const delay = Math.max(longest * (0.5 + 0.5 * this.chance()), error.retryDelayMs ?? 0);
    const tooLate = this.#deadline !== undefined && this.clock() + delay >= this.#deadline;
    return tooLate ? undefined : delay;
  }
}

function seconds(duration: string): number {
  return Number(duration.replace(/s$/, ""));
}
