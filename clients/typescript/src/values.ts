// Payloads from plain values and back. Arrow IPC bytes need nothing: `{ encoding: { case: "arrowStream", value } }`.

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Timestamp, timestampFromDate, timestampDate } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";

import { HokusaiError } from "./errors.js";
import {
  DataType,
  type Payload,
  PayloadSchema,
  type Value,
  type ValueSchema,
} from "./gen/hokusai/inference/v1/payload_pb.js";

/**
 * A value of a typed row. A `number` is for columns of type float and double, a `bigint` for integer and long, a Date for
 * datetime, a Uint8Array for binary.
 */
export type PlainValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Date
  | readonly PlainValue[]
  | { readonly [field: string]: PlainValue };

/** Column name to value. */
export type PlainRow = Readonly<Record<string, PlainValue>>;

/** A payload of typed rows. */
export function rowsPayload(rows: readonly PlainRow[]): Payload {
  const value = { rows: rows.map((row) => ({ values: mapValues(row, toValue) })) };
  return create(PayloadSchema, { encoding: { case: "rows", value } });
}

/**
 * The typed rows of a payload as plain values: integers are `bigint`, instants Dates (to the millisecond).
 *
 * @throws HokusaiError (InvalidArgument): the payload has another encoding.
 */
export function plainRows(payload: Payload | undefined): PlainRow[] {
  if (payload?.encoding.case !== "rows") {
    throw HokusaiError.local(
      `the payload holds ${payload?.encoding.case ?? "nothing"}, not rows`,
      Code.InvalidArgument,
    );
  }
  return payload.encoding.value.rows.map((row) => mapValues(row.values, fromValue));
}

/** A column, or the one unnamed tensor of all columns side by side. */
export interface Doubles {
  /** Name of the column; empty for all columns in the order of the signature. */
  readonly name: string;
  /** The numbers, row by row. */
  readonly data: Float64Array;
  /** Numbers in a row; 1 unless given. */
  readonly width?: number;
}

/** A payload of doubles as raw tensors: the quickest way for numeric columns. */
export function doublesPayload(...columns: readonly Doubles[]): Payload {
  const tensors = columns.map(({ name, data, width = 1 }) => ({
    name,
    dataType: DataType.FLOAT64,
    shape: width === 1 && name !== "" ? [BigInt(data.length)] : [BigInt(data.length / width), BigInt(width)],
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  }));
  return create(PayloadSchema, { encoding: { case: "tensors", value: { tensors } } });
}

function toValue(value: PlainValue): MessageInitShape<typeof ValueSchema> {
  switch (typeof value) {
    case "boolean":
      return { kind: { case: "boolean", value } };
    case "bigint":
      return { kind: { case: "integer", value } };
    case "number":
      return { kind: { case: "number", value } };
    case "string":
      return { kind: { case: "text", value } };
    default:
      return toCompound(value);
  }
}

function toCompound(
  value: Exclude<PlainValue, boolean | bigint | number | string>,
): MessageInitShape<typeof ValueSchema> {
  if (value === null) {
    return { kind: { case: "null", value: true } };
  }
  if (value instanceof Uint8Array) {
    return { kind: { case: "binary", value } };
  }
  if (value instanceof Date) {
    return { kind: { case: "time", value: timestampFromDate(value) } };
  }
  if (isList(value)) {
    return { kind: { case: "list", value: { values: value.map(toValue) } } };
  }
  return { kind: { case: "object", value: { fields: mapValues(value, toValue) } } };
}

function isList(value: object): value is readonly PlainValue[] {
  return Array.isArray(value);
}

function fromValue({ kind }: Value): PlainValue {
  switch (kind.case) {
    case undefined:
    case "null":
      return null;
    case "time":
      return dateOf(kind.value);
    case "list":
      return kind.value.values.map(fromValue);
    case "object":
      return mapValues(kind.value.fields, fromValue);
    default:
      return kind.value;
  }
}

function dateOf(instant: Timestamp): Date {
  return timestampDate(instant);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
