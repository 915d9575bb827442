// What Lighthouse says of the release's pages on a phone: a server in front of the local one compresses what it hands out
// and speaks HTTP/2, as the platform does; Lighthouse signs in by a cookie and looks at each page several times. Prints one
// JSON line: [{ page, points, fcp, lcp, tbt, cls, element, bytes }], of each page the run with the median points.
//
//   node lighthouse.mjs URL MODULES RUNS [PAGE…]
//
// URL is the local server, MODULES the node_modules directory with Lighthouse, PAGE a path (all known ones if there is
// none). CHROME_PATH names the browser's program. It needs `openssl`, for a certificate that lasts a day.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const [, , upstream, modules, runs, ...chosen] = process.argv;
const module = (path) => import(pathToFileURL(join(modules, path)));
const { default: lighthouse } = await module("lighthouse/core/index.js");
const { launch } = await module("chrome-launcher/dist/index.js");

/** Every page, and who looks at it: nobody, or somebody of the demo shop. */
const PAGES = [
  ["/", "CS02"],
  ["/?signed-out", null],
  ["/month", "CS02"],
  ["/team", "CS02"],
  ["/open-shifts", "CS02"],
  ["/rosters", "CS01"],
  ["/people", "HR02"],
];

const place = mkdtempSync(join(tmpdir(), "dianwu-lighthouse-"));
const file = (name) => join(place, name);
const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"];
execFileSync("openssl", [...request, "-keyout", file("key.pem"), "-out", file("cert.pem")], { stdio: "ignore" });

// Files keep what the best compression makes of them; an answer of the API is compressed as it comes.
const kept = new Map();
function compress(path, body, isFile) {
  if (kept.has(path)) return kept.get(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: isFile ? constants.BROTLI_MAX_QUALITY : 4,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  const small = brotliCompressSync(body, { params });
  if (isFile) kept.set(path, small);
  return small;
}

const proxy = createSecureServer({ key: readFileSync(file("key.pem")), cert: readFileSync(file("cert.pem")) });
proxy.on("stream", async (stream, headers) => {
  try {
    const own = Object.entries(headers).filter(([name]) => !name.startsWith(":") && name !== "accept-encoding");
    const path = headers[":path"];
    const answer = await fetch(upstream + path, { method: headers[":method"], headers: Object.fromEntries(own), redirect: "manual" });
    const body = Buffer.from(await answer.arrayBuffer());
    const sent = { ":status": answer.status };
    for (const [name, value] of answer.headers) {
      if (!["connection", "transfer-encoding", "content-length", "content-encoding", "keep-alive"].includes(name)) sent[name] = value;
    }
    const isSmaller = /text|javascript|json|wasm|svg/.test(sent["content-type"] ?? "") && body.length > 0;
    stream.respond(isSmaller ? { ...sent, "content-encoding": "br" } : sent);
    stream.end(isSmaller ? compress(path, body, !path.startsWith("/api/")) : body);
  } catch {
    // The browser may have gone meanwhile.
    stream.destroy();
  }
});
await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
const url = `https://localhost:${proxy.address().port}`;

async function cookieOf(login) {
  const answer = await fetch(`${upstream}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: upstream },
    body: JSON.stringify({ login, password: "dianwu-demo" }),
  });
  if (!answer.ok) throw new Error(`${login} cannot sign in: ${answer.status}`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

// Compressed before anybody waits for it.
const page = await (await fetch(upstream)).text();
const names = [...page.matchAll(/\/([\w./-]+\.(?:js|css|wasm|svg))/g)].map((match) => match[1]);
const { name, pages } = JSON.parse(/id="pages">(.*?)<\/script>/.exec(page)[1]);
for (const part of new Set(pages.flatMap((one) => one.parts))) names.push(`${name}_${part}.wasm`);
for (const path of new Set(names)) {
  const answer = await fetch(`${upstream}/${path}`);
  compress(`/${path}`, Buffer.from(await answer.arrayBuffer()), true);
}

async function look(path, cookie) {
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", "--lang=zh-CN", "--disable-quic"],
    envVars: { ...process.env, TZ: "Asia/Shanghai" },
  });
  try {
    const { lhr } = await lighthouse(url + path, {
      port: chrome.port,
      onlyCategories: ["performance"],
      logLevel: "silent",
      extraHeaders: cookie ? { Cookie: cookie } : {},
    });
    const of = (audit) => lhr.audits[audit]?.numericValue ?? 0;
    const element = lhr.audits["largest-contentful-paint-element"]?.details?.items?.[0]?.items?.[0]?.node;
    if (process.env.LIGHTHOUSE_FULL) {
      const { writeFileSync } = await import("node:fs");
      writeFileSync(join(process.env.LIGHTHOUSE_FULL, `${path.replace(/\W/g, "_")}.json`), JSON.stringify(lhr));
    }
    return {
      page: path,
      points: Math.round((lhr.categories.performance.score ?? 0) * 100),
      fcp: Math.round(of("first-contentful-paint")),
      lcp: Math.round(of("largest-contentful-paint")),
      tbt: Math.round(of("total-blocking-time")),
      cls: of("cumulative-layout-shift"),
      element: element?.nodeLabel ?? "",
      bytes: of("total-byte-weight"),
    };
  } finally {
    chrome.kill();
  }
}

const results = [];
for (const [path, login] of PAGES.filter(([path]) => chosen.length === 0 || chosen.includes(path))) {
  const cookie = login && (await cookieOf(login));
  const seen = [];
  for (let run = 0; run < Number(runs); run += 1) seen.push(await look(path, cookie));
  seen.sort((one, other) => one.points - other.points);
  results.push(seen[Math.floor(seen.length / 2)]);
}
console.log(JSON.stringify(results));
proxy.close();
rmSync(place, { recursive: true, force: true });
process.exit(0);
