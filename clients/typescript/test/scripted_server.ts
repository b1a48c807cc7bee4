// A gRPC server inside the test's own process whose faults the test chooses.

import { once } from "node:events";
import { createServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { anyPack, durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";

import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from "../src/gen/google/rpc/error_details_pb.js";
import { type Status, StatusSchema } from "../src/gen/google/rpc/status_pb.js";
import {
  InferenceService,
  type StreamOpen,
  type StreamPredictRequest,
  type StreamPredictResponseSchema,
} from "../src/gen/hokusai/inference/v1/inference_service_pb.js";
import { type CreateModelRequest, RegistryService } from "../src/gen/hokusai/registry/v1/registry_service_pb.js";

type Answer = MessageInitShape<typeof StreamPredictResponseSchema>;

/** How a call or a batch fails. */
export interface Fault {
  readonly code: Code;
  readonly reason: string;
  readonly retryDelayMs?: number;
  readonly metadata?: Record<string, string>;
  readonly violations?: { field: string; description: string }[];
}

/** What happened, and what shall. */
export class Script {
  /** Faults of the next calls, in order; then they work. */
  readonly faults: Fault[] = [];
  /** Faults of a stream's batches by sequence; each is used once. */
  readonly batchFaults = new Map<bigint, Fault[]>();
  /** The requests to create a model. */
  readonly created: CreateModelRequest[] = [];
  /** The authorization of each unary call. */
  readonly tokens: (string | null)[] = [];
  /** How streams were opened. */
  readonly opens: StreamOpen[] = [];
  /** Cut the connection in place of the answer to this batch, once. */
  cutAt: bigint | undefined;
  /** What streams grant. */
  window = 4;
  /** Streams whose callers went away. */
  left = 0;
  /** Resolved when a call that waits for ever has arrived. */
  readonly hanging: Promise<void>;
  readonly #arrived: () => void;

  constructor() {
    let arrived: () => void = () => undefined;
    this.hanging = new Promise((resolve) => {
      arrived = resolve;
    });
    this.#arrived = arrived;
  }

  /** Wait until the caller gives up. */
  async hang(signal: AbortSignal): Promise<void> {
    this.#arrived();
    if (!signal.aborted) {
      await once(signal, "abort");
    }
    this.left += 1;
  }
}

/** A running server. */
export class ScriptedServer {
  readonly script = new Script();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #server: Http2Server;

  private constructor() {
    const routes = (router: ConnectRouter) => {
      this.#registry(router);
      this.#inference(router);
    };
    this.#server = createServer(connectNodeAdapter({ routes, connect: false, grpcWeb: false }));
    this.#server.on("session", (session) => {
      this.#sessions.add(session);
      session.on("close", () => this.#sessions.delete(session));
    });
  }

  /** Serve on a free port. */
  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cut every connection, as a crash would. */
  cut(): void {
    for (const session of this.#sessions) {
      session.destroy();
    }
  }

  /** Stop serving. */
  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #registry(router: ConnectRouter): void {
    router.service(RegistryService, {
      createModel: (request, context) => {
        this.script.created.push(request);
        this.script.tokens.push(context.requestHeader.get("authorization"));
        this.#failIfTold();
        return { model: { name: request.name } };
      },
      getModel: async (_, context) => {
        await this.script.hang(context.signal);
        return {};
      },
    });
  }

  #inference(router: ConnectRouter): void {
    router.service(InferenceService, {
      unloadModel: () => {
        this.#failIfTold();
        return {};
      },
      streamPredict: (frames, context) => this.#stream(frames, context.signal),
    });
  }

  async *#stream(frames: AsyncIterable<StreamPredictRequest>, signal: AbortSignal): AsyncGenerator<Answer> {
    let batchCount = 0n;
    for await (const { frame } of frames) {
      if (frame.case === "open") {
        this.script.opens.push(frame.value);
        this.#failIfTold();
        const servedBy = { model: frame.value.model, version: "1.2.3" };
        yield { frame: { case: "ready", value: { servedBy, window: this.script.window } } };
      } else if (frame.case === "batch") {
        if (frame.value.sequence === this.script.cutAt) {
          this.script.cutAt = undefined;
          this.cut();
          await this.script.hang(signal);
        }
        yield this.#result(frame.value.sequence, frame.value.payload);
        batchCount += 1n;
      }
    }
    yield { frame: { case: "summary", value: { batchCount } } };
  }

  #result(sequence: bigint, payload: unknown): Answer {
    const fault = this.script.batchFaults.get(sequence)?.shift();
    const outcome = fault
      ? { case: "error" as const, value: statusOf(fault) }
      : { case: "payload" as const, value: payload as object };
    return { frame: { case: "result", value: { sequence, outcome, rowCount: fault ? 0n : 1n } } };
  }

  #failIfTold(): void {
    const fault = this.script.faults.shift();
    if (fault !== undefined) {
      throw new ConnectError("scripted", fault.code, undefined, details(fault));
    }
  }
}

function details(fault: Fault) {
  const { reason, metadata = {}, violations, retryDelayMs } = fault;
  return [
    { desc: ErrorInfoSchema, value: { reason, domain: "hokusai.dev", metadata } },
    ...(violations === undefined ? [] : [{ desc: BadRequestSchema, value: { fieldViolations: violations } }]),
    ...(retryDelayMs === undefined
      ? []
      : [{ desc: RetryInfoSchema, value: { retryDelay: durationFromMs(retryDelayMs) } }]),
  ];
}

function statusOf(fault: Fault): Status {
  const info = { reason: fault.reason, domain: "hokusai.dev", metadata: fault.metadata ?? {} };
  const packed = [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, info))];
  if (fault.retryDelayMs !== undefined) {
    const retry = create(RetryInfoSchema, { retryDelay: durationFromMs(fault.retryDelayMs) });
    packed.push(anyPack(RetryInfoSchema, retry));
  }
  return create(StatusSchema, { code: fault.code, message: "scripted", details: packed });
}
