// The door to a Hokusai server.

import { type Client, createClient, type Transport } from "@connectrpc/connect";

import { type ConnectOptions, type ConnectionSettings, openTransport, resolveSettings } from "./connection.js";
import { Health } from "./gen/grpc/health/v1/health_pb.js";
import { InferenceService } from "./gen/hokusai/inference/v1/inference_service_pb.js";
import { TrafficService } from "./gen/hokusai/inference/v1/traffic_service_pb.js";
import { RegistryService } from "./gen/hokusai/registry/v1/registry_service_pb.js";
import { SystemService } from "./gen/hokusai/system/v1/system_service_pb.js";
import { TrackingService } from "./gen/hokusai/tracking/v1/tracking_service_pb.js";
import { VersionService } from "./gen/hokusai/versions/v1/version_service_pb.js";
import { type BatchSource, PredictionStream, type StreamOptions } from "./prediction_stream.js";
import type { StreamTerms } from "./stream_session.js";
import { HokusaiTransport } from "./transport.js";

/**
 * A connection to a Hokusai server and the generated client of each of its services.
 *
 * Every call has a default deadline, is repeated where that is safe and helps, carries the token, and fails with a
 * HokusaiError. The connection opens with the first call, opens anew after it broke, and does not keep a program alive
 * that has no call under way.
 */
export class HokusaiClient {
  readonly registry: Client<typeof RegistryService>;
  readonly versions: Client<typeof VersionService>;
  readonly inference: Client<typeof InferenceService>;
  readonly traffic: Client<typeof TrafficService>;
  readonly tracking: Client<typeof TrackingService>;
  readonly system: Client<typeof SystemService>;
  readonly health: Client<typeof Health>;
  /** What carries the calls: for clients of further services, as a model's typed contract is one. */
  readonly transport: Transport;
  readonly #settings: ConnectionSettings;

  /**
   * @param options where the server is and how to reach it; see ConnectOptions for the environment variables.
   * @throws HokusaiError (InvalidArgument): the options cannot work.
   */
  constructor(options: ConnectOptions = {}) {
    this.#settings = resolveSettings(options);
    this.transport = new HokusaiTransport(openTransport(this.#settings), this.#settings);
    this.registry = createClient(RegistryService, this.transport);
    this.versions = createClient(VersionService, this.transport);
    this.inference = createClient(InferenceService, this.transport);
    this.traffic = createClient(TrafficService, this.transport);
    this.tracking = createClient(TrackingService, this.transport);
    this.system = createClient(SystemService, this.transport);
    this.health = createClient(Health, this.transport);
  }

  /** Where the server is. */
  get address(): string {
    return this.#settings.address;
  }

  /** Predict any number of batches in order, in bounded memory, across broken connections. */
  predictStream(terms: StreamTerms, batches: BatchSource, options: StreamOptions = {}): PredictionStream {
    return new PredictionStream(this.inference, terms, batches, this.#settings.retry, options);
  }
}
