// Measures the page in a directory and every file that the page names, and the chunks that come later:
// { files: [{ path, raw, brotli, later }], parts }, the largest file first. `parts` says how many modules besides the main
// one each page asks for.
//
//   node size.mjs DIRECTORY
//
// Or how large files are together after gzip, one number:
//
//   node size.mjs --gzip FILE…

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

if (process.argv[2] === "--gzip") {
  const sizes = process.argv.slice(3).map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
  console.log(sizes.reduce((sum, size) => sum + size, 0));
  process.exit(0);
}

const directory = process.argv[2];
const page = readFileSync(join(directory, "index.html"), "utf8");
// The icon for a home screen is fetched when the page is put there.
const visited = page.replace(/<link[^>]*apple-touch-icon[^>]*>/g, "");
const named = [...visited.matchAll(/\b(?:src|href)="\/?([^"#?]+)/g)].map((match) => match[1]);
const first = new Set(["index.html", ...named].filter((path) => existsSync(join(directory, path)) && /\.\w+$/.test(path)));
const later = readdirSync(directory).filter((path) => path.endsWith(".wasm") && !first.has(path));

/** `month` of app-0123456789abcdef_month.wasm. */
function chunk(path) {
  return /-[0-9a-f]{16}_([a-z_]+)\.wasm$/.exec(path)?.[1] ?? path;
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

const table = JSON.parse(/id="pages">(.*?)<\/script>/.exec(page)[1]);
const parts = Object.fromEntries(table.pages.map((one) => [one.path, one.parts.length]));
console.log(JSON.stringify({ files: files.sort((one, other) => other.brotli - one.brotli), parts }));
