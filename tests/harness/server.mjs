// The built worker on a real local workerd and D1, for tests: one server for each caller, on a free port, over a state
// directory of the caller's own.
//
// As a module:   const server = await start({ worker, state, assets });  …  await server.stop();
// As a program:  node server.mjs --worker DIR --state DIR [--assets DIR] [--port N] [--now MS] [--var KEY=VALUE]…
//                prints one line, {"url":"http://127.0.0.1:PORT"}, and ends when its standard input closes; a line
//                {"scheduled":[MS, …]} there runs the scheduled event for these moments at once, and prints a line with
//                their outcomes.

import { enableCompileCache } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Miniflare is six megabytes of source; compiled code is kept between starts. Hence the late imports.
enableCompileCache();
const { Miniflare, convertV4MiniflareOptions } = await import("miniflare");
const { workerOptions } = await import("./options.mjs");

/**
 * Starts a server.
 *
 * - `worker`: directory with index.js and index_bg.wasm.
 * - `state`: directory as `wrangler dev --persist-to` takes it; the server writes to it.
 * - `assets`: directory of the app's files, served as in production (`_headers`, fallback to index.html). Without it
 *   the server answers the API only.
 * - `now`: what the worker's clock shows when the server starts, in milliseconds; the real time if it is not given.
 * - `vars`: variables and secrets of the worker. REPORT_COST is on unless set otherwise.
 * - `log`: what to do with a line that the worker logs; by default it goes to standard error.
 */
export async function start({ worker, state, assets, port = 0, now, vars = {}, log = console.error }) {
  const directory = resolve(worker);
  const offset = now === undefined ? 0 : now - Date.now();
  const { assets: assetOptions, bindings, ...options } = await workerOptions();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...options,
      name: "dianwu",
      host: "127.0.0.1",
      port,
      cf: false,
      logRequests: false,
      handleStructuredLogs: ({ level, message }) => log(`[worker ${level}] ${message}`),
      // Where wrangler puts it, so that a state directory serves both.
      resourcePersistencePath: resolve(state, "v3"),
      modulesRoot: directory,
      modules: [
        { type: "ESModule", path: `${directory}/index.js` },
        { type: "CompiledWasm", path: `${directory}/index_bg.wasm` },
      ],
      bindings: { ...bindings, REPORT_COST: "1", ...(offset && { CLOCK_OFFSET: String(offset) }), ...vars },
      ...(assets && { assets: { ...assetOptions, directory: resolve(assets) } }),
    }),
  );
  const url = (await miniflare.ready).origin;
  return {
    url,
    /** How far the worker's clock is off, in milliseconds. */
    offset,
    /** Runs the worker's scheduled event, as Cloudflare would at `time`. */
    async scheduled(cron = "", time = new Date(Date.now() + offset)) {
      const fetcher = await miniflare.getWorker();
      return fetcher.scheduled({ cron, scheduledTime: time });
    },
    stop: () => miniflare.dispose(),
  };
}

async function main() {
  const { values } = parseArgs({
    options: {
      worker: { type: "string" },
      state: { type: "string" },
      assets: { type: "string" },
      port: { type: "string", default: "0" },
      now: { type: "string" },
      var: { type: "string", multiple: true, default: [] },
    },
  });
  if (!values.worker || !values.state) {
    throw new Error("--worker and --state are needed");
  }
  const vars = Object.fromEntries(values.var.map((pair) => pair.split(/=(.*)/s, 2)));
  const server = await start({ ...values, port: Number(values.port), now: values.now && Number(values.now), vars });
  console.log(JSON.stringify({ url: server.url }));
  // The caller holds the other end of this pipe: whatever ends it, also a crash, ends the server.
  const lines = createInterface({ input: process.stdin });
  lines.on("line", async (line) => {
    const moments = JSON.parse(line).scheduled;
    const results = await Promise.all(moments.map((moment) => server.scheduled("*/15 * * * *", new Date(moment))));
    console.log(JSON.stringify({ outcomes: results.map((result) => result.outcome) }));
  });
  await new Promise((done) => lines.once("close", done));
  await server.stop();
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    () => process.exit(0),
    (error) => {
      console.error(`the server did not start: ${error?.message ?? error}`);
      process.exit(1);
    },
  );
}
