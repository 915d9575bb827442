// What is open and typed stays when the network or the tab comes back and the page fetches again.

import { type Page } from "@playwright/test";
import { dayName, expect, test } from "./shop.ts";
import { COLLEAGUE, STAFF, TEAM_MANAGER, enter, open, toast } from "./people.ts";
import { FAR, plan, publishFar, send } from "./planning.ts";

/** Takes the network away and gives it back, and waits until what the page shows of `path` has been fetched and drawn. */
async function reconnect(page: Page, path: string) {
  const fetched = page.waitForResponse((answer) => answer.url().includes(path) && answer.ok());
  await page.context().setOffline(true);
  await page.waitForFunction(() => !navigator.onLine);
  await page.context().setOffline(false);
  await (await fetched).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("a wish that is being written outlives the network @phone", async ({ page }) => {
  const day = dayName(`${FAR}-10`);
  await enter(page, STAFF, `/month?month=${FAR}`);
  const cell = page.getByRole("table").getByRole("button", { name: new RegExp(`^${day} `), includeHidden: true });
  await cell.click();
  const dialog = page.getByRole("dialog", { name: new RegExp(day) });
  await dialog.getByRole("radio", { name: /晚班/ }).check({ force: true });
  await dialog.getByLabel("备注").fill("家里有事");
  await reconnect(page, "/api/my-month");
  await expect(dialog.getByLabel("备注")).toHaveValue("家里有事");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "已记下")).toBeVisible();
  await expect(page.getByRole("region", { name: "我的意愿" }).getByRole("listitem")).toContainText(["想上晚班"]);
});

test("the dialogs of duty outlive the network @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await plan(page, [TEAM_MANAGER, STAFF, COLLEAGUE], [1, 2, 3]);
  await open(page, `/duties?month=${FAR}`);
  const days = page.locator("[aria-labelledby=duty-days]");
  await page.getByRole("button", { name: "排值日" }).click();
  const question = page.getByRole("alertdialog", { name: `从 ${dayName(`${FAR}-01`)}起排值日？` });
  await reconnect(page, "/api/duties/");
  // On a slow network too, whoever changes a day next starts from what was just made.
  let hurry = () => {};
  const isFast = new Promise<void>((done) => (hurry = done));
  await page.route(/\/api\/duties\//, async (route) => {
    if (route.request().method() === "GET") await isFast;
    await route.continue();
  });
  await question.getByRole("button", { name: "排值日" }).click();
  await expect(toast(page, "值日已排好")).toBeVisible();
  await page.getByRole("button", { name: `修改 ${dayName(`${FAR}-02`)}的值日` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("谁值日").selectOption({ label: COLLEAGUE.name });
  hurry();
  await reconnect(page, "/api/duties/");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toBeHidden();
  await expect(days.getByRole("listitem").filter({ hasText: "已固定" })).toContainText(COLLEAGUE.name);
});

test("taking an open shift outlives the network @phone", async ({ page, device }) => {
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [TEAM_MANAGER], [1]);
  await publishFar(desk);
  const { department_id } = await send<{ department_id: string }>(desk, "GET", "/api/session");
  const kinds = await send<{ id: string; fields: { code: string } }[]>(desk, "GET", "/api/shift-kinds");
  const kind_id = kinds.find((kind) => kind.fields.code === "早")?.id;
  const body = { department_id, day: `${FAR}-10`, kind_id, note: "", needs_approval: false };
  await send(desk, "PUT", "/api/open-shifts/01990000-0000-7000-8000-000000000001", body);

  await enter(page, STAFF, `/open-shifts?month=${FAR}`);
  await page.getByRole("button", { name: "接班" }).click();
  const question = page.getByRole("alertdialog", { name: /接下/ });
  await reconnect(page, "/api/open-shifts");
  await question.getByRole("button", { name: "接班" }).click();
  await expect(toast(page, "已接班")).toBeVisible();
});

test("a busy server is asked again, and somebody is told only when that did not help @phone", async ({ page }) => {
  const day = dayName(`${FAR}-10`);
  const asked: string[] = [];
  let busy = 1;
  await page.route(/\/api\/my-(month|wishes)/, async (route) => {
    const method = route.request().method();
    asked.push(method);
    if (asked.filter((one) => one === method).length > busy) return route.continue();
    const problem = { code: "unavailable", status: 503, title: "", request_id: "x", retry_after: 1 };
    return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) });
  });
  await enter(page, STAFF, `/month?month=${FAR}`);
  const cell = page.getByRole("table").getByRole("button", { name: new RegExp(`^${day} `), includeHidden: true });
  await cell.click();
  const dialog = page.getByRole("dialog", { name: new RegExp(day) });
  await dialog.getByRole("radio", { name: /晚班/ }).check({ force: true });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "已记下")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(asked.filter((method) => method === "PUT").length).toBe(2);

  busy = Infinity;
  asked.length = 0;
  await page.reload();
  await expect(page.getByRole("alert").first()).toContainText("服务器正忙");
  expect(asked.length).toBeGreaterThanOrEqual(4);
});

for (const [what, address] of [["the roster", `/rosters?month=${FAR}`], ["one's own page", "/me"]] as const) {
  test(`${what} that could not be fetched comes back with the network, by itself @desktop`, async ({ page, context }) => {
    await enter(page, TEAM_MANAGER);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await page.evaluate((address) => {
      history.pushState(null, "", address);
      dispatchEvent(new PopStateEvent("popstate"));
    }, address);
    await expect(page.getByRole("alert").getByText("网络不通").first()).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page.getByRole(what === "the roster" ? "grid" : "list").first()).toBeVisible();
  });
}

test("what was shown stays below the failure of a refresh, and another month shows none of it @phone", async ({ page }) => {
  await enter(page, STAFF, "/");
  const main = page.getByRole("main");
  const tab = (name: string) => page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name });
  await page.route(/\/api\/(today|my-month)/, (route) => route.abort());
  await tab("今日").click();
  await expect(main.getByRole("alert")).toContainText("网络不通");
  await expect(main.getByRole("heading", { name: "未来 7 天" })).toBeVisible();
  await page.unroute(/\/api\/(today|my-month)/);
  await main.getByRole("button", { name: "重试" }).click();
  await expect(main.getByRole("alert")).toHaveCount(0);

  await open(page, `/month?month=${FAR}`);
  await expect(main.getByRole("table")).toBeVisible();
  await page.route(/\/api\/my-month/, (route) => route.abort());
  await tab("班表").click();
  await expect(main.getByRole("alert")).toContainText("网络不通");
  await expect(main.getByRole("table")).toHaveCount(0);
});
