// Pages that are left at once, while what was just written is still on its way: it arrives, it is told, and the app goes
// on. Nothing that comes back to a page may find it gone.

import { type Page } from "@playwright/test";
import { watchForErrors } from "./checks.ts";
import { dayName, expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, COLLEAGUE, HR, type Person, STAFF, TEAM_MANAGER, enter, open, settled, toast } from "./people.ts";
import { FAR, needHeads, plan } from "./planning.ts";
import { cell, expectSaveState, expectSaved, openSheet, shifts } from "./sheet.ts";

/** Asks whether what is typed is given up. */
const UNSAVED = "放弃修改？";

/** Holds every write back until it is let go. */
async function holdWrites(page: Page) {
  let letGo = () => {};
  const released = new Promise<void>((done) => (letGo = done));
  const isWrite = (method: string) => method !== "GET";
  const sent = page.waitForRequest((request) => request.url().includes("/api/") && isWrite(request.method()));
  await page.route("**/api/**", async (route) => {
    if (isWrite(route.request().method())) await released;
    await route.continue();
  });
  return { sent, letGo };
}

/** Leaves by a link of the side bar, also from beneath a dialog, and gives up what is typed in it. */
async function leave(page: Page, address: string) {
  await page.locator(`nav a[href="${address}"]`).first().evaluate((link: HTMLElement) => link.click());
  const question = page.getByRole("alertdialog", { name: UNSAVED });
  if (await question.isVisible()) await question.getByRole("button").last().click();
}

/** Goes to an address that no link leads to, without a reload. */
async function visit(page: Page, address: string) {
  await page.evaluate((address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
}

/** The app still answers, and has not told of a fall. */
async function expectAlive(page: Page) {
  await leave(page, "/");
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await settled(page);
  await expect(page.locator("#fallen")).toHaveCount(0);
}

interface Deed {
  what: string;
  who: Person;
  at: string;
  before?(page: Page): Promise<unknown>;
  act(page: Page): Promise<unknown>;
  told: RegExp | null;
}

const save = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
const confirm = (page: Page) => page.getByRole("alertdialog").getByRole("button").last().click();

const DEEDS: Deed[] = [
  {
    what: "a wish",
    who: STAFF,
    at: `/month?month=${FAR}`,
    act: async (page) => {
      await page.getByRole("table").getByRole("button", { name: new RegExp(`^${dayName(`${FAR}-10`)} `) }).click();
      await save(page);
    },
    told: /^已保存$/,
  },
  {
    what: "a new position",
    who: HR,
    at: "/settings/positions",
    act: async (page) => {
      await page.getByRole("button", { name: "添加岗位" }).click();
      await page.getByRole("dialog").getByLabel("名称").fill("主播");
      await save(page);
    },
    told: /^已保存$/,
  },
  {
    what: "a cycle that is removed",
    who: TEAM_MANAGER,
    at: "/rosters/cycles",
    act: (page) => page.getByRole("button", { name: /^删除/ }).first().click(),
    told: /^已删除$/,
  },
  {
    what: "a demand that is removed",
    who: TEAM_MANAGER,
    at: "/rosters/demands",
    before: (page) => needHeads(page, "20:00", "22:00", 3),
    act: (page) => page.getByRole("button", { name: /^删除/ }).last().click(),
    told: /^已删除$/,
  },
  {
    what: "the duty rota",
    who: TEAM_MANAGER,
    at: `/duties?month=${FAR}`,
    before: (page) => plan(page, [TEAM_MANAGER, STAFF, COLLEAGUE], [1, 2, 3]),
    act: async (page) => {
      await page.getByRole("button", { name: "排值日" }).click();
      await confirm(page);
    },
    told: /^值日已排好/,
  },
  {
    what: "a calendar address",
    who: STAFF,
    at: "/me",
    act: (page) => page.getByRole("button", { name: "创建订阅地址" }).click(),
    told: null,
  },
  {
    what: "a reset password",
    who: HR,
    at: `/people?q=${STAFF.number}`,
    act: async (page) => {
      await page.locator("main").getByRole("link", { name: STAFF.name }).click();
      await page.getByRole("dialog").getByRole("button", { name: "重置密码" }).click();
      await confirm(page);
    },
    told: /请再重置一次/,
  },
  {
    what: "the rules",
    who: ADMINISTRATOR,
    at: "/settings/rules",
    act: async (page) => {
      await page.getByLabel("连续上班：限值").fill("5");
      await page.getByRole("button", { name: "保存" }).click();
    },
    told: /^已保存$/,
  },
  {
    what: "a holiday that is removed",
    who: ADMINISTRATOR,
    at: "/settings/holidays?year=2026",
    act: (page) => page.getByRole("button", { name: /^删除/ }).first().click(),
    told: /^已保存$/,
  },
  {
    what: "a published month",
    who: TEAM_MANAGER,
    at: `/rosters?month=${FAR}`,
    before: (page) => plan(page, [STAFF], [1, 2]),
    act: async (page) => {
      await page.getByRole("button", { name: "发布", exact: true }).click();
      await confirm(page);
    },
    told: /^已发布/,
  },
];

for (const { what, who, at, before, act, told } of DEEDS) {
  test(`${what} is written and told although its page is left at once @desktop`, async ({ page }) => {
    const errors = watchForErrors(page);
    await enter(page, who, null);
    await before?.(page);
    await open(page, at);
    const writes = await holdWrites(page);
    await act(page);
    const sent = await writes.sent;
    await leave(page, "/team");
    await expect(page.getByRole("heading", { level: 1, name: "团队" })).toBeVisible();
    writes.letGo();
    expect((await sent.response())?.ok(), `${what} was written`).toBe(true);
    if (told) await expect(toast(page, told)).toBeVisible();
    await expectAlive(page);
    expect(errors).toEqual([]);
  });
}

const WAYS: [string, (page: Page) => Promise<unknown>][] = [
  ["the next month", (page) => page.getByRole("link", { name: "下个月" }).click()],
  ["another department", async (page) => {
    const choice = page.getByLabel("部门");
    await choice.selectOption(await choice.locator("option", { hasText: "仓储" }).first().getAttribute("value"));
  }],
  ["the page before", (page) => page.goBack()],
  ["signing out", async (page) => {
    await visit(page, "/me");
    await page.getByRole("button", { name: "退出登录", exact: true }).click();
  }],
];

for (const [way, go] of WAYS) {
  test(`a cell that was just typed is saved although one leaves for ${way} @desktop`, async ({ page }) => {
    const errors = watchForErrors(page);
    const who = way === "another department" ? HR : TEAM_MANAGER;
    await enter(page, TEAM_MANAGER);
    if (who !== TEAM_MANAGER) await enter(page, { number: "MG02", name: "林晓芸" });
    await visit(page, `/rosters?month=${FAR}`);
    await expect(page.getByRole("grid")).toBeVisible();
    if (way === "another department") await openSheet(page, FAR, "客服组");
    await cell(page, STAFF, 1).click();
    const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
    await page.keyboard.press("z");
    await go(page);
    await saved;
    await expect(page.locator("#fallen")).toHaveCount(0);
    if (way === "signing out") await enter(page, TEAM_MANAGER, null);
    await openSheet(page, FAR, "客服组");
    await expect(cell(page, STAFF, 1)).toHaveText("早");
    expect(errors).toEqual([]);
  });
}

test("without a network one leaves month after month; what is not saved is named everywhere and sent when it is back @desktop", async ({ page, context }) => {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(String(error)));
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(1));
  await openSheet(page, FAR);
  await context.setOffline(true);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  await page.keyboard.press("w");
  await expectSaveState(page, /^2 格待联网后保存/);
  await page.getByRole("link", { name: "下个月" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "离开" }).click();
  const strip = page.getByRole("link", { name: /客服组.*的 2 格/ });
  await expect(strip).toBeVisible();
  await leave(page, "/team");
  await expect(page.getByRole("heading", { level: 1, name: "团队" })).toBeVisible();
  await expect(strip).toBeVisible();
  await context.setOffline(false);
  await expect(strip).toBeHidden();
  await openSheet(page, FAR);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
  expect(thrown).toEqual([]);
});
