// Pages that come in chunks: who fetches which, and what people see while one is on its way or does not come.

import { type Page, type Request } from "@playwright/test";
import { watchForErrors } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { ADMINISTRATOR, STAFF, TEAM_MANAGER, enter, open, settled, signIn, type Person } from "./people.ts";

const PLANS = "**/*_plans.wasm";
const LINES = "**/*_lines.wasm";

/** The name of the chunk that a request is for: `plans` of app-0123456789abcdef_plans.wasm. */
function chunkOf(request: Request): string | undefined {
  const name = /-[0-9a-f]{16}_([a-z_]+)\.wasm$/.exec(new URL(request.url()).pathname)?.[1];
  return name === "bg" ? undefined : name;
}

/** Whether a path is a chunk's: what is fetched early is fetched again from the browser's memory. */
function chunkNamed(path: string): boolean {
  return path.endsWith(".wasm");
}

/** The names of the chunks that a page fetches from now on. */
function watchChunks(page: Page): Set<string> {
  const chunks = new Set<string>();
  page.on("request", (request) => {
    const chunk = chunkOf(request);
    if (chunk) chunks.add(chunk);
  });
  return chunks;
}

/** What staff open, and what its chunks share. */
const STAFFS = ["duties", "inbox", "me", "month", "open_shifts", "shared_everybody", "team"];

test("staff see today without a chunk, get their own in the quiet after it, and never the others' @phone @release", async ({ page }) => {
  const chunks = watchChunks(page);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await signIn(page, STAFF);
  await settled(page);
  expect([...chunks]).toEqual([]);
  await page.clock.runFor(3000);
  await expect.poll(() => [...chunks].toSorted()).toEqual(STAFFS);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "班表" }).click();
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
  expect([...chunks].toSorted()).toEqual(STAFFS);
});

test("managers get the chunks of their work before they open it @desktop", async ({ page }) => {
  const chunks = watchChunks(page);
  await enter(page, TEAM_MANAGER);
  await expect.poll(() => [...chunks]).toEqual(expect.arrayContaining([...STAFFS, "people", "plans", "rosters", "shared_office"]));
});

const PLACES: [string, Person, Record<string, string>][] = [
  ["managers", TEAM_MANAGER, { "/month": "班表", "/me": "我的", "/rosters": "排班", "/rosters/cycles": "轮班周期", "/people": "人员" }],
  ["administrators", ADMINISTRATOR, { "/people": "人员", "/settings/shop": "设置", "/audit": "操作记录" }],
];

for (const [who, person, places] of PLACES) {
  test(`the pages of ${who} come from their chunks and throw nothing @desktop @release`, async ({ page }) => {
    const errors = watchForErrors(page);
    await enter(page, person, null);
    for (const [address, title] of Object.entries(places)) {
      await open(page, address);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page).toHaveTitle(`${title} · 店务`);
      await expect(page.getByRole("main")).toBeFocused();
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
    expect(errors).toEqual([]);
  });
}

test("a page's code and first data are asked for from its address alone, once, and together with the app @phone @release", async ({ page }) => {
  await enter(page, ADMINISTRATOR, null);
  const addresses = ["/", "/month", "/team?day=2026-11-20", "/open-shifts", "/duties", "/me", "/notices", "/rosters", "/people", "/audit"];
  for (const address of addresses) {
    const asked: string[] = [];
    const note = (request: Request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith("/api/") || chunkOf(request)) asked.push(pathname + search);
    };
    page.on("request", note);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route("**/*_bg.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(() => document.readyState !== "loading");
    const { name, pages } = await page.evaluate(() => JSON.parse(document.getElementById("pages")?.textContent ?? ""));
    const told = pages.find((one: { path: string }) => one.path === address.split("?")[0]);
    // Before the app itself is there.
    const expected = [...told.parts.map((part: string) => `/${name}_${part}.wasm`), "/api/session", ...pages.find((one: { path: string }) => one.path === "*").first];
    await expect.poll(() => asked, address).toEqual(expect.arrayContaining(expected));
    await expect.poll(() => asked.length, address).toBe(expected.length + told.first.length);
    release();
    await settled(page);
    await page.unroute("**/*_bg.wasm");
    const twice = asked.filter((one, index) => asked.indexOf(one) !== index && !chunkNamed(one));
    expect(twice, address).toEqual([]);
    page.off("request", note);
  }
});

test("whoever may not see a page asks for nothing that is in it @desktop", async ({ page }) => {
  await enter(page, STAFF);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, "/rosters");
  await expect(page.getByRole("heading", { level: 1, name: "没有这个页面" })).toBeVisible();
  expect(asked).toContain("/api/session");
  expect(asked.filter((path) => path.startsWith("/api/rosters"))).toEqual([]);
});

test("a page whose chunk is on its way shows its title and bones", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(PLANS, async (route) => {
    await held;
    await route.continue();
  });
  await enter(page, TEAM_MANAGER, null);
  await page.goto("/rosters/cycles");
  await expect(page.getByRole("heading", { level: 1, name: "轮班周期" })).toBeVisible();
  await expect(page.getByRole("main").locator("[aria-busy=true]")).toBeVisible();
  release();
  await settled(page);
  await expect(page.getByRole("main").getByRole("link", { name: "排班" })).toBeVisible();
});

test("a chunk that does not come is told of, and trying again brings the page", async ({ page }) => {
  await page.route(PLANS, (route) => route.abort());
  await enter(page, TEAM_MANAGER, "/rosters/cycles");
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.unroute(PLANS);
  await page.getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "排班" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("what waits comes in a chunk where something waits, and one that does not come is told of beside the rest of the day", async ({ page }) => {
  await page.route(LINES, (route) => route.abort());
  await enter(page, TEAM_MANAGER);
  const waiting = page.getByRole("region", { name: "等你处理" });
  await expect(waiting.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("link", { name: "我的班表" })).toBeVisible();
  // The browser may hand out once more what was fetched early and failed.
  await waiting.getByRole("button", { name: "重试" }).click();
  await expect(waiting.getByRole("alert")).toBeVisible();
  await page.unroute(LINES);
  await waiting.getByRole("button", { name: "重试" }).click();
  await expect(waiting.getByRole("link").first()).toBeVisible();
  await expect(waiting.getByRole("alert")).toHaveCount(0);
});

test("what waits comes in a chunk, and nothing moves when it comes", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(LINES, async (route) => {
    await held;
    await route.continue();
  });
  await enter(page, TEAM_MANAGER, null);
  await page.goto("/");
  const waiting = page.getByRole("region", { name: "等你处理" });
  const bones = waiting.locator("[aria-busy=true]");
  await expect(bones).toBeVisible();
  const height = (await waiting.boundingBox())?.height;
  release();
  await expect(waiting.getByRole("link").first()).toBeVisible();
  await expect(bones).toHaveCount(0);
  expect((await waiting.boundingBox())?.height).toBe(height);
});

test("after a deployment, a page whose chunk is gone asks to be reloaded", async ({ page }) => {
  // What the server of a newer version does with addresses that it does not know.
  const newer = '<!doctype html><link rel="modulepreload" href="/dianwu-app-0123456789abcdef.js">';
  await page.route(PLANS, (route) => route.fulfill({ contentType: "text/html", body: newer }));
  const isAsking = (url: URL) => url.pathname === "/";
  await page.route(isAsking, (route) => route.fulfill({ contentType: "text/html", body: newer }));
  await enter(page, TEAM_MANAGER, "/rosters/cycles");
  await expect(page.getByRole("alert")).toContainText("店务已更新，请重新加载。");
  await page.unroute(PLANS);
  await page.unroute(isAsking);
  await page.getByRole("button", { name: "重新加载" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "排班" })).toBeVisible();
});
