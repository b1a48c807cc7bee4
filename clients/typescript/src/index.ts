/** Client of Hokusai. The generated messages and services are at `hokusai-client/hokusai/<area>/v1/<file>_pb`. */

export { HokusaiClient } from "./client.js";
export { type ConnectOptions, DEFAULT_ADDRESS, type TlsOptions } from "./connection.js";
export { ERROR_DOMAIN, type FieldViolation, HokusaiError } from "./errors.js";
export { ErrorReason } from "./gen/hokusai/errors/v1/error_reason_pb.js";
export {
  type Batch,
  type BatchSource,
  PredictionStream,
  type Resumption,
  type StreamOptions,
} from "./prediction_stream.js";
export { NO_RETRIES, type RetryPolicy, SHIPPED_RETRIES } from "./retrying.js";
export type { BatchAnswer, FailedBatch, PredictedBatch, StreamTerms, StreamTotals } from "./stream_session.js";
export { type Doubles, doublesPayload, plainRows, type PlainRow, type PlainValue, rowsPayload } from "./values.js";
export { Code } from "@connectrpc/connect";
