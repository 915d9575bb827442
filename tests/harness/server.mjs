// The built worker on a real local workerd and D1, for tests: one server for each caller, on a free port, over a state
// directory of the caller's own.
//
// As a module:   const server = await start({ worker, state, assets });  …  await server.stop();
// As a program:  node server.mjs
//                holds servers for whoever writes to its standard input, and ends with them all when that closes. A
//                request is a line, and each is answered by one; servers are known by the request that started them:
//                {"id":1,"start":{"worker":DIR,"state":DIR,…}}     {"id":1,"url":"http://127.0.0.1:PORT"}
//                {"id":2,"of":1,"scheduled":[MS, …]}               {"id":2,"outcomes":["ok", …]}
//                {"id":3,"of":1,"stop":true}                       {"id":3}
//                what fails                                        {"id":4,"error":"…"}
//                By hand, the first one is started by options and tells its address:
//                node server.mjs --worker DIR --state DIR [--assets DIR] [--port N] [--now MS] [--var NAME=VALUE]…

import { appendFileSync, writeFileSync } from "node:fs";
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

const servers = new Map();

async function answer({ id, of, start: options, scheduled, stop }) {
  if (options) {
    const { log: file, ...rest } = options;
    if (file) writeFileSync(file, "");
    const log = file ? (line) => appendFileSync(file, `${line}\n`) : console.error;
    const server = await start({ ...rest, log });
    servers.set(id, server);
    return { url: server.url };
  }
  const server = servers.get(of);
  if (!server) throw new Error(`there is no server ${of}`);
  if (stop) {
    servers.delete(of);
    await server.stop();
    return {};
  }
  const results = await Promise.all(scheduled.map((moment) => server.scheduled("*/15 * * * *", new Date(moment))));
  return { outcomes: results.map((result) => result.outcome) };
}

/** Starts the server that the options ask for, if they do. */
async function startByOptions() {
  const text = { type: "string" };
  const { values } = parseArgs({
    options: { worker: text, state: text, assets: text, port: text, now: text, var: { type: "string", multiple: true } },
  });
  if (!values.worker) return;
  const vars = Object.fromEntries((values.var ?? []).map((pair) => pair.split(/=(.*)/s, 2)));
  const server = await start({ ...values, port: Number(values.port ?? 0), now: values.now && Number(values.now), vars });
  servers.set(0, server);
  console.log(JSON.stringify({ url: server.url }));
}

async function main() {
  await startByOptions();
  // The caller holds the other end of this pipe: whatever ends it, also a crash, ends the servers.
  const lines = createInterface({ input: process.stdin });
  lines.on("line", async (line) => {
    const request = JSON.parse(line);
    const answered = await answer(request).catch((error) => ({ error: String(error?.message ?? error) }));
    console.log(JSON.stringify({ id: request.id, ...answered }));
  });
  await new Promise((done) => lines.once("close", done));
  await Promise.all([...servers.values()].map((server) => server.stop()));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    () => process.exit(0),
    (error) => {
      console.error(`the servers' program failed: ${error?.message ?? error}`);
      process.exit(1);
    },
  );
}
