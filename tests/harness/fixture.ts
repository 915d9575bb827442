// Playwright's `test` with a server: every test has one of its own, over a fresh copy of the template's data, and
// `page.goto("/…")` leads there.
//
//   import { expect, test } from "../harness/fixture.ts";

import { test as base } from "@playwright/test";
import { cp, mkdtemp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NOW, shiftClock } from "./clock.ts";
import { start } from "./server.mjs";

const local = fileURLToPath(new URL("../../.dianwu", import.meta.url));

/** The state directory of a deployment that nobody has set up yet, for the option `template`. */
export const EMPTY = process.env.DIANWU_EMPTY ?? "";

interface Server {
  /** The address, without a slash at the end. */
  url: string;
  /** How far the clocks of the worker and of its people's devices are off, in milliseconds. */
  offset: number;
  /** Runs the worker's scheduled event. */
  scheduled(cron?: string, time?: Date): Promise<unknown>;
  /** What the worker has logged. */
  log: string[];
}

interface Options {
  /** The state directory to begin with. */
  template: string;
  /** Variables and secrets of the worker, such as SETUP_CODE. */
  vars: Record<string, string>;
}

export const test = base.extend<Options & { server: Server }>({
  template: [process.env.DIANWU_TEMPLATE ?? "", { option: true }],
  vars: [{}, { option: true }],

  server: async ({ template, vars }, use, info) => {
    if (!template) {
      throw new Error("there is no state to begin with: run the browser tests with `cargo xtask test browser`");
    }
    await mkdir(join(local, "run"), { recursive: true });
    const state = await mkdtemp(join(local, "run", "browser-"));
    await cp(template, state, { recursive: true });
    const log: string[] = [];
    const server = await start({
      worker: join(local, "light/worker"),
      assets: process.env.DIANWU_APP ?? join(local, "light/app"),
      state,
      now: NOW,
      vars,
      log: (line: string) => log.push(line),
    });
    await use({ ...server, log });
    await server.stop();
    await rm(state, { recursive: true, force: true });
    if (info.status !== info.expectedStatus && log.length > 0) {
      await info.attach("worker log", { body: log.join("\n"), contentType: "text/plain" });
    }
  },

  baseURL: async ({ server }, use) => use(server.url),

  context: async ({ context, server }, use) => {
    await shiftClock(context, server.offset);
    await use(context);
  },
});

export { expect } from "@playwright/test";
