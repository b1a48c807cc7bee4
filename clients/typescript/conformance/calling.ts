// Makes the calls of a vector through the generated services and gives what comes back as canonical JSON.

import {
  createRegistry,
  type DescMessage,
  type DescMethod,
  fromJson,
  type Message,
  type MessageShape,
  toJson,
} from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError, createClient, decodeBinaryHeader } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";

import { file_google_rpc_error_details } from "../src/gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "../src/gen/google/rpc/status_pb.js";
import { Health } from "../src/gen/grpc/health/v1/health_pb.js";
import { InferenceService } from "../src/gen/hokusai/inference/v1/inference_service_pb.js";
import { TrafficService } from "../src/gen/hokusai/inference/v1/traffic_service_pb.js";
import { RegistryService } from "../src/gen/hokusai/registry/v1/registry_service_pb.js";
import { SystemService } from "../src/gen/hokusai/system/v1/system_service_pb.js";
import { TrackingService } from "../src/gen/hokusai/tracking/v1/tracking_service_pb.js";
import { VersionService } from "../src/gen/hokusai/versions/v1/version_service_pb.js";
import { type Json, type JsonObject, Mismatch, shown } from "./mismatch.js";
import { codeName } from "./status_errors.js";

const SERVICES = new Map(
  [Health, InferenceService, TrafficService, RegistryService, SystemService, TrackingService, VersionService].map(
    (service) => [service.typeName, service],
  ),
);
// The error details must be known for an Any of them to become JSON.
const REGISTRY = createRegistry(file_google_rpc_error_details);
const DETAILS = "grpc-status-details-bin";

type Requests = AsyncIterable<Message>;
type Unary = (request: Message | Requests, options: CallOptions) => Promise<Message>;
type Streaming = (request: Message | Requests, options: CallOptions) => AsyncIterable<Message>;

/** How a call ended. */
export interface Ending {
  /** Name of the status code. */
  readonly code: string;
  /** The google.rpc.Status of the trailers as JSON, or what code and message alone say. */
  readonly status: JsonObject;
  /** The one reply, where there is one. */
  readonly reply?: Json;
}

/** One connection to a server, without retries. */
export class Connection {
  readonly #session: Http2SessionManager;
  readonly #transport;

  constructor(readonly address: string) {
    const baseUrl = `http://${address}`;
    this.#session = new Http2SessionManager(baseUrl);
    this.#transport = createGrpcTransport({ baseUrl, sessionManager: this.#session });
  }

  /** Close the connection under whatever uses it. */
  close(): void {
    this.#session.abort();
  }

  /** One method of the contract by its path. */
  method(path: string): Method {
    const [, typeName = "", name = ""] = path.split("/");
    const service = SERVICES.get(typeName);
    const descriptor = service?.methods.find((each) => each.name === name);
    if (service === undefined || descriptor === undefined) {
      throw new Mismatch(`there is no method ${path}`);
    }
    const client = createClient(service, this.#transport) as unknown as Record<string, Unary & Streaming>;
    const call = client[descriptor.localName];
    if (call === undefined) {
      throw new Mismatch(`the generated client has no ${descriptor.localName}`);
    }
    return new Method(descriptor, call);
  }
}

/** One method of the contract on one connection. */
export class Method {
  constructor(
    readonly descriptor: DescMethod,
    private readonly call: Unary & Streaming,
  ) {}

  get clientStreams(): boolean {
    return this.descriptor.methodKind === "client_streaming" || this.descriptor.methodKind === "bidi_streaming";
  }

  get serverStreams(): boolean {
    return this.descriptor.methodKind === "server_streaming" || this.descriptor.methodKind === "bidi_streaming";
  }

  /** A request from its JSON. */
  message(document: Json): Message {
    try {
      return fromJson(this.descriptor.input, document, { registry: REGISTRY });
    } catch (fault) {
      throw new Mismatch(`the request cannot be read: ${String(fault)}`);
    }
  }

  /** Make a unary call. */
  async unary(request: Message, options: CallOptions): Promise<Ending> {
    return answered(this.call(request, options), this.descriptor.output, deadlineOf(options));
  }

  /** Begin a call with a streaming side; `request` only where the client does not stream. */
  stream(request: Message | undefined, options: CallOptions): StreamingCall {
    const requests = new RequestQueue();
    const cancelling = new AbortController();
    const called = this.call(request ?? requests, { ...options, signal: cancelling.signal }) as Promise<Message> &
      AsyncIterable<Message>;
    return new StreamingCall(requests, called, this, cancelling, deadlineOf(options));
  }
}

/** A call with a streaming side, while it lasts. */
export class StreamingCall {
  readonly #answers: AsyncIterator<Message> | undefined;
  readonly #ending: Promise<Ending> | undefined;
  readonly #output: DescMessage;
  #next: Promise<IteratorResult<Message>> | undefined;

  constructor(
    private readonly requests: RequestQueue,
    called: Promise<Message> & AsyncIterable<Message>,
    method: Method,
    private readonly cancelling: AbortController,
    private readonly deadline: number,
  ) {
    this.#output = method.descriptor.output;
    if (method.serverStreams) {
      this.#answers = called[Symbol.asyncIterator]();
      // Asked for at once, so that a call whose answers nobody takes has somebody to fail to.
      this.#next = this.#answers.next();
      this.#next.catch(() => undefined);
    } else {
      this.#ending = answered(called, this.#output, deadline);
    }
  }

  /** Send one message; returns at once. */
  send(message: Message): void {
    this.requests.push(message);
  }

  /** End the sending side. */
  halfClose(): void {
    this.requests.end();
  }

  /** The next message as JSON; the end of the stream instead is a mismatch. */
  async receive(): Promise<Json> {
    const next = await this.#take().catch((fault: unknown) => {
      throw new Mismatch(
        `the stream ended with ${shown(endingOf(fault, this.deadline).status)}, a message was expected`,
      );
    });
    if (next.done === true) {
      throw new Mismatch("the stream ended, a message was expected");
    }
    return toJson(this.#output, next.value as MessageShape<DescMessage>, { registry: REGISTRY });
  }

  /** How the call ends, which must be the next thing to happen. */
  async ending(): Promise<Ending> {
    if (this.#ending !== undefined) {
      return this.#ending;
    }
    const last = await this.#take().catch((fault: unknown) => endingOf(fault, this.deadline));
    if ("code" in last) {
      return last;
    }
    if (last.done !== true) {
      throw new Mismatch(`the end of the stream was expected, not ${shown(toJson(this.#output, last.value))}`);
    }
    return { code: "OK", status: {} };
  }

  /** Give the call up; also the end of a call that is over. */
  cancel(): void {
    this.cancelling.abort();
    this.requests.end();
  }

  #take(): Promise<IteratorResult<Message>> {
    const taken = this.#next ?? this.#answers?.next();
    this.#next = undefined;
    if (taken === undefined) {
      throw new Mismatch("only the client streams; there is one reply, at the end");
    }
    return taken;
  }
}

/** Requests on their way out, in order. */
class RequestQueue implements AsyncIterable<Message> {
  readonly #waiting: Message[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  push(message: Message): void {
    this.#waiting.push(message);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message, void> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) {
        yield message;
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}

async function answered(call: Promise<Message>, output: DescMessage, deadline: number): Promise<Ending> {
  try {
    return { code: "OK", status: {}, reply: toJson(output, await call, { registry: REGISTRY }) };
  } catch (fault) {
    return endingOf(fault, deadline);
  }
}

function endingOf(fault: unknown, deadline: number): Ending {
  const error = ConnectError.from(fault, Code.Internal);
  // A server may end a call whose time is up by closing its stream without a word, before the timer here runs.
  const overdue = error.code === Code.Canceled && !error.metadata.has("grpc-status") && performance.now() >= deadline;
  const code = overdue ? Code.DeadlineExceeded : error.code;
  const details = error.metadata.get(DETAILS);
  const status =
    details === null
      ? { code, message: error.rawMessage }
      : (toJson(StatusSchema, decodeBinaryHeader(details, StatusSchema), { registry: REGISTRY }) as JsonObject);
  return { code: codeName(code), status };
}

function deadlineOf({ timeoutMs = Infinity }: CallOptions): number {
  return performance.now() + timeoutMs;
}
