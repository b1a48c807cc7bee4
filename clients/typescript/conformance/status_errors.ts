// Compares a google.rpc.Status, as canonical JSON, with what a vector says of an error.

import { Code } from "@connectrpc/connect";

import { ERROR_DOMAIN } from "../src/errors.js";
import { asList, demandKnown, isObject, type Json, type JsonObject, Mismatch } from "./mismatch.js";

/** Compares a value with a pattern at a path; throws Mismatch. */
export type MatchPattern = (pattern: Json, actual: Json | undefined, where: string) => void;

const KEYS = ["code", "reason", "metadata", "violations", "retry_delay", "message"];
const CODE_NAMES: ReadonlyMap<number, string> = new Map([
  [0, "OK"],
  ...Object.values(Code)
    .filter((code) => typeof code === "number")
    .map((code): [number, string] => [code, grpcName(Code[code])]),
]);

/** The name of a status code as gRPC writes it. */
export function codeName(code: number): string {
  return CODE_NAMES.get(code) ?? `code ${code}`;
}

/** Whether there is a status code of this name. */
export function isCodeName(name: string): boolean {
  return [...CODE_NAMES.values()].includes(name);
}

/** Returns if the status says what is expected, which is `error` or the argument of `$error`. */
export function matchError(expected: JsonObject, status: JsonObject, match: MatchPattern, where: string): void {
  demandKnown(expected, KEYS);
  const info = detail(status, "ErrorInfo");
  const facts: Record<string, Json | undefined> = {
    code: codeName(Number(status["code"] ?? 0)),
    metadata: info["metadata"] ?? {},
    violations: detail(status, "BadRequest")["fieldViolations"] ?? [],
    message: status["message"] ?? "",
  };
  for (const [key, pattern] of Object.entries(expected)) {
    if (key === "reason") {
      match({ reason: pattern, domain: ERROR_DOMAIN }, info, `${where}.ErrorInfo`);
    } else if (key === "retry_delay") {
      demandDelay(pattern, retryDelay(status), where);
    } else {
      match(pattern, facts[key], `${where}.${key}`);
    }
  }
}

/** Seconds of the status's RetryInfo; 0 without one. */
export function retryDelay(status: JsonObject): number {
  const delay = detail(status, "RetryInfo")["retryDelay"];
  return typeof delay === "string" ? Number(delay.replace(/s$/, "")) : 0;
}

function demandDelay(expected: Json, delay: number, where: string): void {
  if (typeof expected !== "boolean" || delay > 0 !== expected) {
    throw new Mismatch(`${where}: the retry delay is ${delay} s, expected ${JSON.stringify(expected)}`);
  }
}

function detail(status: JsonObject, name: string): JsonObject {
  const details = asList(status["details"] ?? [], "details");
  const found = details.find((each) => isObject(each) && each["@type"] === `type.googleapis.com/google.rpc.${name}`);
  return isObject(found) ? found : {};
}

function grpcName(name: string): string {
  return name === "Canceled" ? "CANCELLED" : name.replace(/(?<=.)([A-Z])/g, "_$1").toUpperCase();
}
