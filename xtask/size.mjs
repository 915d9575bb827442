// Measures the page in a directory and every file that the page names, and the chunks that come later:
// [{ path, raw, brotli, later }], largest first. What comes later and is used by more than one chunk counts as `shared`.
//
//   node size.mjs DIRECTORY

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const directory = process.argv[2];
const page = readFileSync(join(directory, "index.html"), "utf8");
// The icon for a home screen is fetched when the page is put there.
const visited = page.replace(/<link[^>]*apple-touch-icon[^>]*>/g, "");
const named = [...visited.matchAll(/\b(?:src|href)="\/?([^"#?]+)/g)].map((match) => match[1]);
const first = new Set(["index.html", ...named].filter((path) => existsSync(join(directory, path)) && /\.\w+$/.test(path)));
const later = readdirSync(directory).filter((path) => path.endsWith(".wasm") && !first.has(path));

/** `planning` of app-0123456789abcdef_planning.wasm. */
function chunk(path) {
  const name = /_([a-z_]+)(\d*)\.wasm$/.exec(path)?.[1] ?? path;
  return name === "chunk_" ? "shared" : name;
}

const files = [...first, ...later].map((path) => {
  const content = readFileSync(join(directory, path));
  const compressed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  // What is compressed already does not become smaller and is sent as it is.
  const brotli = Math.min(compressed.length, content.length);
  return { path, raw: content.length, brotli, later: first.has(path) ? null : chunk(path) };
});

console.log(JSON.stringify(files.sort((one, other) => other.brotli - one.brotli)));
