// Registers a model by reference, predicts, streams 100,000 rows and handles one structured error.
//
//   npm start -- [--address HOST:PORT] [--model NAME] [--version NUMBER] [--rows COUNT]
//
// The server must have the version: any model of numeric columns will do.

import { parseArgs } from "node:util";

import { doublesPayload, ErrorReason, HokusaiClient, HokusaiError, plainRows, rowsPayload } from "hokusai-client";

const ROWS_PER_BATCH = 5_000;

const { values: given } = parseArgs({
  options: {
    address: { type: "string" },
    model: { type: "string", default: "breast_cancer" },
    version: { type: "string", default: "1.0.0" },
    rows: { type: "string", default: "100000" },
  },
});
const client = new HokusaiClient({ address: given.address });

const copy = await registerByReference(given.model, given.version);
const columns = await inputColumns(copy);
await predictTwoRows(copy, columns);
await streamRows(copy, columns.length, Number(given.rows));
await meetAnError();

/** Registers the files of a version that the server has under a new name, without sending them again. */
async function registerByReference(model: string, version: string): Promise<string> {
  const found = await client.versions.getVersion({ model, version });
  const name = `${model}.copy.${Date.now().toString(36)}`;
  const reply = await client.registry.registerBaseline({
    model: name,
    draft: { bundleDigest: found.version?.bundleDigest ?? "" },
  });
  console.log(`registered ${name} ${reply.version?.version ?? ""} from ${model} ${version}`);
  return name;
}

/** The names of the columns that the model takes. */
async function inputColumns(model: string): Promise<string[]> {
  const { signature } = await client.inference.getModelSignature({ model });
  return (signature?.inputs?.columns ?? []).map((column) => column.name);
}

/** Two typed rows, readable on both sides. */
async function predictTwoRows(model: string, columns: readonly string[]): Promise<void> {
  const row = (value: number) => Object.fromEntries(columns.map((name) => [name, value]));
  const answer = await client.inference.predict({ model, payload: rowsPayload([row(0), row(100)]) });
  const shown = plainRows(answer.payload).map((each) => Object.values(each).join(", "));
  console.log(`predicted ${shown.join(" and ")} with ${answer.servedBy?.version ?? ""}`);
}

/** Raw doubles in batches; at most a window of them is in memory at any time. */
async function streamRows(model: string, width: number, total: number): Promise<void> {
  const start = performance.now();
  const stream = client.predictStream({ model }, batches(width, total));
  for await (const answer of stream) {
    if (answer.failed) {
      throw answer.error;
    }
    console.log(`streamed ${stream.totals.rowCount} of ${total} rows`);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${total} rows in ${seconds.toFixed(2)} s: ${Math.round(total / seconds)} rows/s`);
}

function* batches(width: number, total: number) {
  for (let sent = 0; sent < total; sent += ROWS_PER_BATCH) {
    const rows = Math.min(ROWS_PER_BATCH, total - sent);
    const data = Float64Array.from({ length: rows * width }, (_, index) => ((sent * width + index) % 1000) / 10);
    yield doublesPayload({ name: "", data, width });
  }
}

/** An error has a reason to decide by, the facts, and a message that names the next step. */
async function meetAnError(): Promise<void> {
  try {
    await client.versions.getVersion({ model: "no.such.model", version: "1.0.0" });
  } catch (error) {
    if (!(error instanceof HokusaiError) || error.reason !== ErrorReason.MODEL_NOT_FOUND) {
      throw error;
    }
    console.log(`${ErrorReason[error.reason]} (model ${error.info["model"] ?? ""}): ${error.rawMessage}`);
  }
}
