// Compares a message, as canonical JSON, with a pattern. Every rule is in tests/conformance/README.md.

import { asList, asObject, asString, isObject, type Json, type JsonObject, Mismatch, shown } from "./mismatch.js";
import type { Scope } from "./scope.js";
import { matchError } from "./status_errors.js";

type Actual = Json | undefined;
type Special = (argument: Json, actual: Json, scope: Scope, where: string) => void;

const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

/** Returns if the pattern matches the value; undefined is a value that is not there. */
export function match(pattern: Json, actual: Actual, scope: Scope, where = ""): void {
  const special = matcherOf(pattern);
  if (special !== undefined) {
    matchSpecial(special, asObject(pattern, "a matcher")[special] ?? null, actual, scope, where);
  } else if (actual === undefined) {
    throw new Mismatch(`${where}: nothing there, expected ${shown(pattern)}`);
  } else if (Array.isArray(pattern)) {
    matchList(pattern, actual, scope, where);
  } else if (isObject(pattern)) {
    matchObject(pattern, actual, scope, where);
  } else if (pattern === null) {
    throw new Mismatch(`${where}: null is no pattern`);
  } else {
    const expected = typeof pattern === "string" ? scope.fill(pattern) : pattern;
    demand(actual === expected, where, actual, expected);
  }
}

function matcherOf(pattern: Json): string | undefined {
  const keys = isObject(pattern) ? Object.keys(pattern) : [];
  const [name] = keys.filter((key) => key.startsWith("$") && !key.startsWith("${"));
  if (name !== undefined && keys.length > 1) {
    throw new Mismatch(`a matcher stands alone, not with others: ${keys.join(", ")}`);
  }
  return name;
}

function matchSpecial(name: string, argument: Json, actual: Actual, scope: Scope, where: string): void {
  if (name === "$absent") {
    demand(argument === true && actual === undefined, where, actual, "nothing");
    return;
  }
  const special = SPECIAL.get(name);
  if (special === undefined) {
    throw new Mismatch(`${where}: ${name} is no matcher`);
  }
  if (actual === undefined) {
    throw new Mismatch(`${where}: nothing there, expected ${name} ${shown(argument)}`);
  }
  special(argument, actual, scope, where);
}

function matchObject(pattern: JsonObject, actual: Json, scope: Scope, where: string): void {
  const object = asObject(actual, where);
  for (const [key, inner] of Object.entries(pattern)) {
    const filled = scope.fill(key);
    match(inner, Object.hasOwn(object, filled) ? object[filled] : undefined, scope, `${where}.${filled}`);
  }
}

function matchList(pattern: Json[], actual: Json, scope: Scope, where: string): void {
  const list = asList(actual, where);
  if (list.length !== pattern.length) {
    throw new Mismatch(`${where}: ${list.length} elements, expected ${pattern.length}: ${shown(actual)}`);
  }
  pattern.forEach((inner, position) => {
    match(inner, list[position], scope, `${where}[${position}]`);
  });
}

function matchExact(argument: Json, actual: Json, scope: Scope, where: string): void {
  const expected = asObject(argument, "$exact");
  matchObject(expected, actual, scope, where);
  const known = Object.keys(expected).map((key) => scope.fill(key));
  const more = Object.keys(asObject(actual, where)).filter((key) => !known.includes(key));
  if (more.length > 0) {
    throw new Mismatch(`${where}: ${more.join(", ")} should not be there`);
  }
}

function matchAny(argument: Json, _actual: Json, _scope: Scope, where: string): void {
  if (argument !== true) {
    throw new Mismatch(`${where}: $any is true or not there`);
  }
}

function matchCapture(argument: Json, actual: Json, scope: Scope, where: string): void {
  if (actual === null || typeof actual === "object") {
    throw new Mismatch(`${where}: ${shown(actual)} cannot be captured`);
  }
  scope.take(asString(argument, "$capture"), String(actual));
}

function matchNot(argument: Json, actual: Json, scope: Scope, where: string): void {
  if (matches(argument, actual, scope)) {
    throw new Mismatch(`${where}: ${shown(actual)} matches ${shown(argument)}, which it should not`);
  }
}

function matchRegex(argument: Json, actual: Json, _scope: Scope, where: string): void {
  const expression = asString(argument, "$regex");
  demand(typeof actual === "string" && new RegExp(expression).test(actual), where, actual, `a match of ${expression}`);
}

function matchApprox(argument: Json, actual: Json, _scope: Scope, where: string): void {
  const [value, tolerance] = asList(argument, "$approx");
  const met = typeof actual === "number" && sameNumber(value, actual, tolerance);
  demand(met, where, actual, `${shown(value)} ± ${shown(tolerance)}`);
}

function matchContains(argument: Json, actual: Json, scope: Scope, where: string): void {
  const list = asList(actual, where);
  for (const pattern of asList(argument, "$contains")) {
    if (!list.some((element) => matches(pattern, element, scope))) {
      throw new Mismatch(`${where}: no element matches ${shown(pattern)} in ${shown(actual)}`);
    }
  }
}

function matchNumbers(argument: Json, actual: Json, _scope: Scope, where: string): void {
  const { type, values, rel, ...more } = asObject(argument, "$numbers");
  if ((type !== "float32" && type !== "float64") || Object.keys(more).length > 0) {
    throw new Mismatch(`${where}: ${shown(argument)} is no $numbers`);
  }
  const expected = asList(values, "values");
  const width = type === "float32" ? 4 : 8;
  const bytes = Buffer.from(asString(actual, where), "base64");
  if (bytes.length !== expected.length * width) {
    throw new Mismatch(`${where}: ${bytes.length} bytes, expected ${expected.length} of ${type}`);
  }
  expected.forEach((value, position) => {
    const number = type === "float32" ? bytes.readFloatLE(position * width) : bytes.readDoubleLE(position * width);
    if (!sameNumber(value, number, rel)) {
      throw new Mismatch(`${where}<${position}>: ${number}, expected ${shown(value)}`);
    }
  });
}

function matchInBandError(argument: Json, actual: Json, scope: Scope, where: string): void {
  const expected = asObject(argument, "$error");
  if (!("code" in expected)) {
    throw new Mismatch(`${where}: $error must have a code`);
  }
  const compare = (pattern: Json, value: Actual, path: string) => {
    match(pattern, value, scope, path);
  };
  matchError(expected, asObject(actual, where), compare, where);
}

function matches(pattern: Json, actual: Json, scope: Scope): boolean {
  try {
    match(pattern, actual, scope);
    return true;
  } catch (fault) {
    if (fault instanceof Mismatch) {
      return false;
    }
    throw fault;
  }
}

function sameNumber(expected: Actual, actual: number, tolerance: Actual): boolean {
  if (typeof expected === "string") {
    const wanted = NOT_FINITE.get(expected);
    return wanted !== undefined && Object.is(wanted, actual);
  }
  if (typeof expected !== "number" || typeof tolerance !== "number") {
    throw new Mismatch(`${shown(expected)} ± ${shown(tolerance)} is no number with its tolerance`);
  }
  return Math.abs(actual - expected) <= tolerance * Math.abs(expected);
}

function demand(met: boolean, where: string, actual: Actual, expected: Json): void {
  if (!met) {
    throw new Mismatch(`${where}: ${shown(actual)}, expected ${shown(expected)}`);
  }
}

const SPECIAL: ReadonlyMap<string, Special> = new Map([
  ["$any", matchAny],
  ["$approx", matchApprox],
  ["$capture", matchCapture],
  ["$contains", matchContains],
  ["$error", matchInBandError],
  ["$exact", matchExact],
  ["$not", matchNot],
  ["$numbers", matchNumbers],
  ["$regex", matchRegex],
]);
