// Measures the page in a directory and every file that the page names: [{ path, raw, brotli }], largest first.
//
//   node size.mjs DIRECTORY

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const directory = process.argv[2];
const page = readFileSync(join(directory, "index.html"), "utf8");
// The icon for a home screen is fetched when the page is put there.
const visited = page.replace(/<link[^>]*apple-touch-icon[^>]*>/g, "");
const named = [...visited.matchAll(/\b(?:src|href)="\/?([^"#?]+)/g)].map((match) => match[1]);

const files = [...new Set(["index.html", ...named])]
  .filter((path) => existsSync(join(directory, path)) && /\.\w+$/.test(path))
  .map((path) => {
    const content = readFileSync(join(directory, path));
    const compressed = brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    // What is compressed already does not become smaller and is sent as it is.
    return { path, raw: content.length, brotli: Math.min(compressed.length, content.length) };
  });

console.log(JSON.stringify(files.sort((one, other) => other.brotli - one.brotli)));
