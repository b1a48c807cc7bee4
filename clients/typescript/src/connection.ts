// Where the server is and how to reach it safely.

import { readFileSync } from "node:fs";
import type { ClientSessionOptions } from "node:http2";
import { isIP, connect as connectSocket, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls, type ConnectionOptions as TlsConnectionOptions, type TLSSocket } from "node:tls";

import { Code, type Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

import { HokusaiError } from "./errors.js";
import { type RetryPolicy, SHIPPED_RETRIES } from "./retrying.js";

/** Where a client looks for a server unless it is told. */
export const DEFAULT_ADDRESS = "localhost:50051";
const DEFAULT_PORT = "50051";

// A peer that vanished without a word is noticed within 80 s of a running call.
const PING_INTERVAL_MS = 60_000;
const PING_TIMEOUT_MS = 20_000;
// Several batches of a prediction stream fit into what a peer may send unasked; HTTP/2's own default is 64 KiB.
const STREAM_WINDOW_BYTES = 8 * 1024 * 1024;
// Node counts what is buffered for all streams of a connection, in MB, and refuses new ones beyond its default of 10.
const SESSION_MEMORY_MB = 256;

/** Encryption of the connection. */
export interface TlsOptions {
  /** PEM file with the authorities to trust. Unset trusts those that Node ships. */
  readonly ca?: string | undefined;
  /** PEM file with this client's certificate chain, for servers that ask for one. Together with `key`. */
  readonly cert?: string | undefined;
  /** PEM file with the private key of `cert`. */
  readonly key?: string | undefined;
}

/** How to reach a server. What is not given comes from the environment, then from the defaults. */
export interface ConnectOptions {
  /** `host:port`, `host` or `unix:/path`. Else HOKUSAI_ADDRESS, else localhost:50051. */
  readonly address?: string | undefined;
  /** Encryption. Else HOKUSAI_TLS_CA, HOKUSAI_TLS_CLIENT_CERT and HOKUSAI_TLS_CLIENT_KEY; with none, plain text. */
  readonly tls?: TlsOptions | undefined;
  /** Sent as `authorization: Bearer …` with every call; only over TLS or to this machine. Else HOKUSAI_TOKEN. */
  readonly token?: string | undefined;
  /** Deadline of every unary call, over the defaults (30 s; 120 s to predict and load, 600 s to register). */
  readonly timeoutMs?: number | undefined;
  /** Largest message to take, in bytes. The default takes what the server sends. */
  readonly maxMessageBytes?: number | undefined;
  /** How patiently calls that are safe to repeat are repeated. */
  readonly retry?: RetryPolicy | undefined;
}

/** Options whose defaults are filled in. */
export interface ConnectionSettings {
  readonly address: string;
  readonly tls: TlsOptions | undefined;
  readonly token: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly maxMessageBytes: number | undefined;
  readonly retry: RetryPolicy;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from options, then environment variables, then defaults.
 *
 * @throws HokusaiError (InvalidArgument): they cannot work; the message names the setting.
 */
export function resolveSettings(options: ConnectOptions, environment: Environment = process.env): ConnectionSettings {
  const source = options.address === undefined ? "HOKUSAI_ADDRESS" : "address";
  const given = options.address ?? nonEmpty(environment["HOKUSAI_ADDRESS"]) ?? DEFAULT_ADDRESS;
  const settings: ConnectionSettings = {
    address: parseAddress(given, source),
    tls: options.tls ?? tlsFrom(environment),
    token: options.token ?? nonEmpty(environment["HOKUSAI_TOKEN"]),
    timeoutMs: options.timeoutMs,
    maxMessageBytes: options.maxMessageBytes,
    retry: options.retry ?? SHIPPED_RETRIES,
  };
  if (settings.token !== undefined && settings.tls === undefined && !isLocal(settings.address)) {
    throw invalid(`a token would go to ${settings.address} in plain text; give tls or set HOKUSAI_TLS_CA`);
  }
  if (settings.tls !== undefined && (settings.tls.cert === undefined) !== (settings.tls.key === undefined)) {
    throw invalid("of tls.cert and tls.key one is given without the other; give both or none");
  }
  if (settings.timeoutMs !== undefined && !(settings.timeoutMs > 0)) {
    throw invalid(`timeoutMs must be greater than 0, not ${settings.timeoutMs}`);
  }
  return settings;
}

/** The bare gRPC transport: no deadlines, retries, token or translation of errors. It connects with its first call. */
export function openTransport(settings: ConnectionSettings): Transport {
  return createGrpcTransport({
    baseUrl: `${settings.tls === undefined ? "http" : "https"}://${authority(settings.address)}`,
    nodeOptions: sessionOptions(settings),
    pingIntervalMs: PING_INTERVAL_MS,
    pingTimeoutMs: PING_TIMEOUT_MS,
    ...(settings.maxMessageBytes === undefined ? {} : { readMaxBytes: settings.maxMessageBytes }),
  });
}

/** `host:port` from what a person wrote: the port may be left out, IPv6 goes in brackets, `unix:` is kept. */
function parseAddress(text: string, source: string): string {
  const address = text.trim();
  if (address.startsWith("unix:")) {
    return address;
  }
  if (address.includes("://")) {
    throw invalid(`${source} is "${text}": write HOST:PORT without a scheme; encryption is set by tls`);
  }
  const match = /^(?<host>\[[^\]]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/.exec(address);
  const port = Number(match?.groups?.["port"] ?? DEFAULT_PORT);
  if (match?.groups?.["host"] === undefined || port < 1 || port > 65_535) {
    throw invalid(`${source} is "${text}": write HOST:PORT, for example ${DEFAULT_ADDRESS}`);
  }
  return `${match.groups["host"]}:${port}`;
}

/** Whether bytes for this address stay on this machine. */
function isLocal(address: string): boolean {
  const host = address.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return (
    address.startsWith("unix:") ||
    host === "localhost" ||
    host === "::1" ||
    (isIP(host) === 4 && host.startsWith("127."))
  );
}

function authority(address: string): string {
  return address.startsWith("unix:") ? "localhost" : address;
}

function sessionOptions(settings: ConnectionSettings): ClientSessionOptions {
  const { address, tls } = settings;
  return {
    settings: { initialWindowSize: STREAM_WINDOW_BYTES },
    maxSessionMemory: SESSION_MEMORY_MB,
    createConnection: tls === undefined ? () => openSocket(address) : encrypted(address, tls),
  };
}

/** Opens encrypted connections; the files are read once. */
function encrypted(address: string, tls: TlsOptions): () => TLSSocket {
  const [host] = hostAndPort(address);
  const options: TlsConnectionOptions = {
    ca: read(tls.ca, "ca"),
    cert: read(tls.cert, "cert"),
    key: read(tls.key, "key"),
    ALPNProtocols: ["h2"],
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
  return () => {
    const socket = openSocket(address);
    // Given a plain socket, TLS would read from its handle, and Node then misses that a peer went away while much is
    // still to be written to it: the call would wait for ever. As a stream of its own the socket always tells.
    const secured = connectTls({ ...options, socket: Duplex.from({ readable: socket, writable: socket }) });
    socket.on("close", () => secured.destroy(new Error("the connection was closed")));
    // An idle connection does not keep a program alive; it is the plain socket that would.
    const holding = { ref: () => (socket.ref(), secured), unref: () => (socket.unref(), secured) };
    return Object.assign(secured, holding);
  };
}

function openSocket(address: string): Socket {
  if (address.startsWith("unix:")) {
    return connectSocket({ path: address.slice("unix:".length) });
  }
  const [host, port] = hostAndPort(address);
  return connectSocket({ host, port: Number(port), noDelay: true });
}

function hostAndPort(address: string): [host: string, port: string] {
  if (address.startsWith("unix:")) {
    return ["localhost", DEFAULT_PORT]; // the name that its certificate is for
  }
  const colon = address.lastIndexOf(":");
  return [address.slice(0, colon).replace(/^\[|\]$/g, ""), address.slice(colon + 1)];
}

function tlsFrom(environment: Environment): TlsOptions | undefined {
  const ca = nonEmpty(environment["HOKUSAI_TLS_CA"]);
  const cert = nonEmpty(environment["HOKUSAI_TLS_CLIENT_CERT"]);
  const key = nonEmpty(environment["HOKUSAI_TLS_CLIENT_KEY"]);
  return ca === undefined && cert === undefined && key === undefined ? undefined : { ca, cert, key };
}

function read(path: string | undefined, name: string): Buffer | undefined {
  if (path === undefined) {
    return undefined;
  }
  try {
    return readFileSync(path);
  } catch (error) {
    throw invalid(`TLS file "${name}" at ${path} cannot be read: ${String(error)}`);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

function invalid(message: string): HokusaiError {
  return HokusaiError.local(message, Code.InvalidArgument);
}
