// The `${name}` of a vector: a run, UUIDs by label, and what was captured.

import { isObject, type Json, Mismatch } from "./mismatch.js";

const UUID = "uuid:";

/** The values that one vector sees: its own, and those of its file's `setup` behind them. */
export class Scope {
  readonly #values: Map<string, string>;

  constructor(values: Iterable<readonly [string, string]>) {
    this.#values = new Map(values);
  }

  /** A scope that begins with these values and keeps its own to itself. */
  inner(): Scope {
    return new Scope(this.#values);
  }

  /** Remember what was captured. */
  take(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** The text with every `${name}` replaced. */
  fill(text: string): string {
    return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => this.#value(name));
  }

  /** A request ready to be read: variables and repetitions written out. */
  request(value: Json): Json {
    if (typeof value === "string") {
      return this.fill(value);
    }
    if (Array.isArray(value)) {
      return value.map((inner) => this.request(inner));
    }
    if (!isObject(value)) {
      return value;
    }
    if ("$repeat" in value && Object.keys(value).length === 1) {
      return this.#repeat(value["$repeat"]);
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [this.#key(key), this.request(inner)]));
  }

  #value(name: string): string {
    const known = this.#values.get(name);
    if (known !== undefined) {
      return known;
    }
    if (!name.startsWith(UUID)) {
      throw new Mismatch(`nothing has taken \${${name}}`);
    }
    const drawn = crypto.randomUUID();
    this.#values.set(name, drawn);
    return drawn;
  }

  #repeat(argument: Json | undefined): Json {
    const [what, count] = Array.isArray(argument) ? argument : [];
    if (what === undefined || typeof count !== "number") {
      throw new Mismatch("$repeat wants what and how often");
    }
    const filled = this.request(what);
    return typeof filled === "string" ? filled.repeat(count) : Array.from({ length: count }, () => filled);
  }

  #key(key: string): string {
    if (key.startsWith("$") && !key.startsWith("${")) {
      throw new Mismatch(`${key} is not known in a request`);
    }
    return this.fill(key);
  }
}
