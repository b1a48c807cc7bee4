// How large payloads are on the wire, without writing them.

import type { Payload, Value } from "./gen/hokusai/inference/v1/payload_pb.js";

// Field numbers and lengths around a name and its value, and around the value itself.
const ENTRY_FRAMING = 4;
const VALUE_FRAMING = 3;
// A double, and about what an integer or an instant takes.
const NUMBER_BYTES = 8;

/** About how many bytes a payload has when serialized. Rows are not serialized for it: that takes as long as sending them. */
export function payloadBytes({ encoding }: Payload): number {
  switch (encoding.case) {
    case "arrowStream":
      return encoding.value.byteLength;
    case "tensors":
      return sum(encoding.value.tensors, ({ data, nulls }) => data.byteLength + nulls.byteLength);
    case "rows":
      return sum(encoding.value.rows, ({ values }) => fieldsBytes(values));
    default:
      return 0;
  }
}

function fieldsBytes(fields: Readonly<Record<string, Value>>): number {
  return sum(Object.entries(fields), ([name, value]) => ENTRY_FRAMING + Buffer.byteLength(name) + valueBytes(value));
}

function valueBytes({ kind }: Value): number {
  return VALUE_FRAMING + contentBytes(kind);
}

function contentBytes(kind: Value["kind"]): number {
  switch (kind.case) {
    case "text":
      return Buffer.byteLength(kind.value);
    case "binary":
      return kind.value.byteLength;
    case "list":
      return sum(kind.value.values, valueBytes);
    case "object":
      return fieldsBytes(kind.value.fields);
    case "boolean":
    case "null":
    case undefined:
      return 1;
    default:
      return NUMBER_BYTES;
  }
}

function sum<T>(items: readonly T[], bytes: (item: T) => number): number {
  return items.reduce((total, item) => total + bytes(item), 0);
}
