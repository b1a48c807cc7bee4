// The TypeScript driver of the conformance set: node driver.js ADDRESS VECTORS REPORT.

import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Connection } from "./calling.js";
import { asList, asObject, asString, demandKnown, type JsonObject, type Json } from "./mismatch.js";
import { Scope } from "./scope.js";
import { makeCall } from "./steps.js";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

interface Result {
  readonly id: string;
  readonly group: string;
  readonly passed: boolean;
  readonly failure: string;
  readonly seconds: number;
}

/** Run the vectors of one file in order. */
async function runFile(document: JsonObject, connection: Connection, scope: Scope): Promise<Result[]> {
  const { group, setup = [], vectors, ...unknown } = document;
  const name = asString(group, "group");
  const fault = await faultOf({ calls: setup, ...unknown }, connection, scope);
  const results: Result[] = [];
  for (const each of asList(vectors, "vectors")) {
    const vector = asObject(each, "a vector");
    const start = performance.now();
    const failure = fault === "" ? await faultOf(vector, connection, scope.inner()) : `setup: ${fault}`;
    const seconds = Math.round(performance.now() - start) / 1000;
    results.push({ id: asString(vector["id"], "id"), group: name, passed: failure === "", failure, seconds });
  }
  return results;
}

/** What went wrong, whatever it was: one bad vector must not keep the others from running. Empty if nothing did. */
async function faultOf(vector: JsonObject, connection: Connection, scope: Scope): Promise<string> {
  let position = 0;
  try {
    demandKnown(vector, ["id", "meaning", "calls"]);
    for (const call of asList(vector["calls"], "calls")) {
      await makeCall(call, connection, scope);
      position += 1;
    }
    return "";
  } catch (fault) {
    return `call ${position}: ${fault instanceof Error ? fault.message : String(fault)}`;
  }
}

/** The file, or the files of the folder by name. */
function vectorFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  const names = readdirSync(path).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => join(path, name));
}

/** Passed and failed by group, and then each failure. */
function table(results: readonly Result[]): string {
  const groups = [...new Set(results.map((result) => result.group))];
  const rows = [
    ...groups.map((group) => [group, results.filter((each) => each.group === group)] as const),
    ["all", results] as const,
  ];
  const lines = rows.map(([group, those]) => {
    const passed = those.filter((each) => each.passed).length;
    return `${group.padEnd(24)}${String(passed).padStart(8)}${String(those.length - passed).padStart(8)}`;
  });
  const failures = results.filter((each) => !each.passed).map((each) => `FAILED ${each.id}: ${each.failure}`);
  return [`${"group".padEnd(24)}${"passed".padStart(8)}${"failed".padStart(8)}`, ...lines, ...failures].join("\n");
}

async function main(parameters: readonly string[]): Promise<number> {
  const [address, vectors, report] = parameters;
  if (address === undefined || vectors === undefined || report === undefined || parameters.length !== 3) {
    console.error("usage: run ADDRESS VECTORS REPORT");
    return 2;
  }
  const run = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  const connection = new Connection(address);
  const results: Result[] = [];
  for (const file of vectorFiles(vectors)) {
    const document = asObject(JSON.parse(readFileSync(file, "utf8")) as Json, file);
    results.push(...(await runFile(document, connection, new Scope([["run", run]]))));
  }
  connection.close();
  writeFileSync(report, `${JSON.stringify({ language: "typescript", run, results }, null, 1)}\n`);
  console.log(table(results));
  return results.length > 0 && results.every((result) => result.passed) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (fault: unknown) => {
    console.error(fault);
    process.exit(2);
  },
);
