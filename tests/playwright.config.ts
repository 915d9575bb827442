// The browser tests. `cargo xtask test browser` sets up what they need and runs them; it passes
// DIANWU_CHROMIUM, the browser's program, DIANWU_TEMPLATE, the state directory that every test begins with,
// DIANWU_EMPTY, one with nobody in it, and DIANWU_APP, the app's files. Tests whose title bears @release run against the release of the app too.

import { defineConfig } from "@playwright/test";
import { DESK, PHONE } from "./harness/sizes.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "browser",
  outputDir: "../test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // What a trace records costs as much as the test itself, so only a failed test is run again with one. A test that
  // passes only now and then has failed.
  retries: 1,
  failOnFlakyTests: true,
  // Half the cores by default; here browser and server take turns.
  workers: "100%",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    launchOptions: { executablePath: process.env.DIANWU_CHROMIUM ?? "/usr/bin/chromium", args: flags },
  },
  // A test whose title bears a size runs at that size only.
  projects: [
    { name: "phone", grepInvert: /@desktop/, use: PHONE },
    { name: "desktop", grepInvert: /@phone/, use: DESK },
  ],
});
