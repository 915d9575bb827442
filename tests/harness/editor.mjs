// How long a manager waits in front of a large month, on a slow machine: drives the roster editor in Chromium with the
// CPU slowed down four times and prints one JSON line with milliseconds, the median of several runs.
//
//   node editor.mjs URL MONTH    (DIANWU_CHROMIUM names the browser's program)

import { chromium } from "@playwright/test";

const RUNS = 5;
const SLOW_DOWN = 4;
const [, , url, month] = process.argv;

const browser = await chromium.launch({
  executablePath: process.env.DIANWU_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
const page = await context.newPage();
await page.goto(url);
await page.getByLabel("工号或手机号").fill("CS01");
await page.getByLabel("密码", { exact: true }).fill("dianwu-demo");
await page.getByRole("button", { name: "登录" }).click();
await page.getByRole("heading", { level: 1 }).waitFor();

const devtools = await context.newCDPSession(page);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });

/** Milliseconds from the start of the navigation until the grid has been painted with its rows. */
async function open() {
  await page.goto(`${url}/rosters?month=${month}`, { waitUntil: "commit" });
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () =>
          document.querySelector("[role=grid] tbody [role=gridcell]")
            ? // The frame after the next one has been painted.
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
            : requestAnimationFrame(look);
        look();
      }),
  );
}

/** Milliseconds from a key to the painted cell, and to the worker's word that it is saved, with the rules at work. */
async function edit(key) {
  await page.locator(".findings-button:is([data-tone=good], [data-tone=warn], [data-tone=bad])").waitFor();
  const cell = page.locator("[role=grid] tbody [role=row]").first().locator("[role=gridcell]").first();
  await cell.click();
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await page.evaluate(() => {
    document.addEventListener(
      "keydown",
      (event) => {
        const begun = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now() - begun)));
      },
      { once: true, capture: true },
    );
  });
  const begun = performance.now();
  await page.keyboard.press(key);
  await saved;
  const accepted = performance.now() - begun;
  return { painted: await page.evaluate(() => window.painted), accepted };
}

const median = (numbers) => Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]);
const opened = [];
const painted = [];
const accepted = [];
for (let run = 0; run < RUNS; run += 1) {
  opened.push(await open());
  const one = await edit(run % 2 === 0 ? "w" : "x");
  painted.push(one.painted);
  accepted.push(one.accepted);
}
const cells = await page.locator("[role=grid] tbody [role=gridcell]").count();
const people = await page.locator("[role=grid] tbody [role=row]").count();
console.log(JSON.stringify({ people, cells, opened: median(opened), painted: median(painted), accepted: median(accepted) }));
await browser.close();
