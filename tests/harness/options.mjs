// What wrangler.toml says, as Miniflare wants it. Wrangler itself translates, so that tests run what is deployed; as
// loading wrangler costs half a second, the translation is kept until wrangler.toml or the packages change.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** Miniflare's options for the worker, but for its modules. */
export async function workerOptions() {
  const config = new URL("wrangler.toml", root);
  const hash = createHash("sha256");
  for (const file of [config, new URL("package-lock.json", root)]) {
    hash.update(await readFile(file));
  }
  const kept = new URL(`.dianwu/harness/${hash.digest("hex").slice(0, 16)}.json`, root);
  try {
    return JSON.parse(await readFile(kept, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  const { workerOptions } = unstable_getMiniflareWorkerOptions(fileURLToPath(config), undefined, {});
  const { modulesRules, rootPath, ...options } = JSON.parse(JSON.stringify(workerOptions));
  await mkdir(new URL(".", kept), { recursive: true });
  // Written beside its place and moved there: several servers may start at once.
  const fresh = new URL(`${kept.pathname}.${process.pid}`, root);
  await writeFile(fresh, JSON.stringify(options));
  await rename(fresh, kept);
  return options;
}
