/** A vector says one thing and the server another, or the vector says something that is not known here. */
export class Mismatch extends Error {}

/** JSON as a vector or a message holds it; undefined where nothing is. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else is a mismatch. */
export function asObject(value: Json | undefined, what: string): JsonObject {
  if (!isObject(value)) {
    throw new Mismatch(`${what} is no object: ${shown(value)}`);
  }
  return value;
}

/** The value as a list; anything else is a mismatch. */
export function asList(value: Json | undefined, what: string): Json[] {
  if (!Array.isArray(value)) {
    throw new Mismatch(`${what} is no list: ${shown(value)}`);
  }
  return value;
}

/** The value as a string; anything else is a mismatch. */
export function asString(value: Json | undefined, what: string): string {
  if (typeof value !== "string") {
    throw new Mismatch(`${what} is no string: ${shown(value)}`);
  }
  return value;
}

/** Refuses keys that are not known here. */
export function demandKnown(document: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(document).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Mismatch(`${unknown.join(", ")} is not known here`);
  }
}

/** A value for a person. */
export function shown(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
