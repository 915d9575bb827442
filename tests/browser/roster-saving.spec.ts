// What is edited is never lost: neither to somebody else's edit, nor to a network or a worker that is away.

import { type Page } from "@playwright/test";
import { expect, month, test } from "./shop.ts";
import { COLLEAGUE, SHOP_MANAGER, STAFF, TEAM_MANAGER, enter, settled, toast } from "./people.ts";
import { expectAccessible } from "./checks.ts";
import { plan, publishFar } from "./planning.ts";
import { cell, expectSaveState, expectSaved, openSheet, shifts } from "./sheet.ts";

const FAR = month(2);

async function type(page: Page, day: number, ...keys: string[]) {
  await cell(page, STAFF, day).click();
  for (const key of keys) await page.keyboard.press(key);
}

test("two managers who change the same cells see both values and choose, and nothing is lost @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, TEAM_MANAGER, null);
  await enter(other, SHOP_MANAGER, null);
  await openSheet(page, FAR);
  await openSheet(other, FAR, "客服组");
  await type(other, 1, "z", "z");
  await expectSaved(other);

  await type(page, 1, "w", "w", "x");
  await expectSaveState(page, /^2 处冲突/);
  const panel = page.getByRole("complementary", { name: "冲突" });
  await expect(panel).toContainText(`${SHOP_MANAGER.name}也改了这些格子`);
  await expect.poll(() => shifts(page, STAFF, [1, 2, 3])).toEqual(["晚", "晚", "休"]);
  await expect(cell(page, STAFF, 1)).toHaveAccessibleName(/晚班，冲突：早班/);

  const choices = panel.getByRole("group");
  await expect(choices).toHaveCount(2);
  await expect(choices.first().getByRole("button", { name: "我的" })).toContainText("晚班");
  await expect(choices.first().getByRole("button", { name: "对方的" })).toContainText("早班");
  await choices.first().getByRole("button", { name: "我的" }).click();
  await expectSaveState(page, /^1 处冲突/);
  await choices.first().getByRole("button", { name: "对方的" }).click();
  await expect(panel).toBeHidden();
  await expectSaved(page);
  await expect.poll(() => shifts(page, STAFF, [1, 2, 3])).toEqual(["晚", "早", "休"]);

  await other.reload();
  await settled(other);
  await expect.poll(() => shifts(other, STAFF, [1, 2, 3])).toEqual(["晚", "早", "休"]);
});

test("two managers who change different cells do not disturb each other @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, TEAM_MANAGER, null);
  await enter(other, SHOP_MANAGER, null);
  await openSheet(page, FAR);
  await openSheet(other, FAR, "客服组");
  await type(other, 1, "z");
  await type(page, 2, "w");
  await expectSaved(other);
  await expectSaved(page);
  await expect(page.getByRole("complementary", { name: "冲突" })).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
});

test("without a network the edits stay on the screen, leaving is asked about, and they are saved when it is back @desktop", async ({ page, context }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await context.setOffline(true);
  await expect(page.getByText("网络已断开")).toBeVisible();
  await type(page, 1, "z", "w");
  await expectSaveState(page, /^2 格待联网后保存/);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);

  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "团队" }).click();
  const question = page.getByRole("alertdialog", { name: "还有 2 格没有保存" });
  await question.getByRole("button", { name: "留在此页" }).click();
  await expect(question).toBeHidden();
  await expect(cell(page, STAFF, 1)).toHaveText("早");

  await context.setOffline(false);
  await expectSaved(page);
  await expect(page.getByText("网络已断开")).toBeHidden();
  await page.reload();
  await settled(page);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
});

test("a tab that is closed without a network leaves its edits on the device for the next visit @desktop", async ({ page, context }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await context.setOffline(true);
  await type(page, 1, "z", "w");
  await expectSaveState(page, /^2 格待联网后保存/);
  await page.close();
  await context.setOffline(false);

  const later = await context.newPage();
  await later.goto(`/rosters?month=${FAR}`);
  // The message goes by itself, on a slow machine before the rules are there.
  await expect(toast(later, "接着保存上次没保存的 2 格")).toBeVisible();
  await settled(later);
  await expectSaved(later);
  await later.reload();
  await settled(later);
  await expect.poll(() => shifts(later, STAFF, [1, 2])).toEqual(["早", "晚"]);
  await expect(toast(later, "接着保存")).toHaveCount(0);
});

test("a worker that fails is told, tried again, and nothing has to be typed twice @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const save = "**/api/rosters/*/*";
  await page.route(save, (route) =>
    route.request().method() === "PATCH" ? route.fulfill({ status: 500, body: "no" }) : route.continue(),
  );
  await type(page, 1, "z");
  await expect(page.getByRole("alert")).toContainText("没有保存");
  await expect(page.getByRole("alert")).toContainText("会自动重试");
  await page.keyboard.press("w");
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
  await page.unroute(save);
  await expectSaved(page);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
});

test("an answer that is lost on its way is no conflict with oneself @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const save = "**/api/rosters/*/*";
  let lost = 0;
  await page.route(save, async (route) => {
    if (route.request().method() === "PATCH" && lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await cell(page, COLLEAGUE, 1).click();
  await page.keyboard.press("z");
  await expectSaved(page);
  expect(lost).toBe(1);
  await expect(page.getByRole("complementary", { name: "冲突" })).toHaveCount(0);
  await expect(cell(page, COLLEAGUE, 1)).toHaveText("早");
});

test("what was filled on a draft waits once somebody else has published the month, and is then a change @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, TEAM_MANAGER, null);
  await enter(other, SHOP_MANAGER, null);
  await plan(page, [STAFF], [1]);
  await openSheet(other, FAR, "客服组");
  await publishFar(page);
  await type(other, 2, "z");
  const panel = other.getByRole("complementary", { name: "已发布" });
  await expect(panel).toContainText(`已由${TEAM_MANAGER.name}发布`);
  await expectAccessible(other, "a month that was published meanwhile");
  await expectSaveState(other, /^1 格没有保存/);
  await expect(cell(other, STAFF, 2)).toHaveText("早");
  await openSheet(page, FAR);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", ""]);
  await panel.getByRole("button", { name: "作为改动保存" }).click();
  await expect(panel).toBeHidden();
  await expectSaved(other);
  await expect(cell(other, STAFF, 2)).toHaveAccessibleName(/早班，原为未排班/);
});

test("what is left on the device is sent from whichever page is open @desktop", async ({ page }) => {
  page.on("dialog", (dialog) => void dialog.accept());
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const save = "**/api/rosters/*/*";
  await page.route(save, (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await type(page, 1, "z", "w");
  await page.goto("/more");
  const strip = page.getByRole("link", { name: /客服组.*的 2 格/ });
  await expect(strip).toBeVisible();
  await page.unroute(save);
  await expect(strip).toBeHidden({ timeout: 30_000 });
  await openSheet(page, FAR);
  await expect.poll(() => shifts(page, STAFF, [1, 2])).toEqual(["早", "晚"]);
});

test("what is published is what is on the screen: what another manager changed meanwhile is shown first @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, TEAM_MANAGER, null);
  await enter(other, SHOP_MANAGER, null);
  await openSheet(page, FAR);
  await type(page, 1, "z");
  await expectSaved(page);
  await openSheet(other, FAR, "客服组");
  await type(other, 2, "w");
  await expectSaved(other);

  await page.getByRole("button", { name: "发布", exact: true }).click();
  await expect(toast(page, "其他人刚改了这张班表（1 格）")).toBeVisible();
  await expect(cell(page, STAFF, 2)).toHaveText("晚");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布", { exact: true })).toBeVisible();
});

test("a sheet that comes back to the foreground shows what others did, and keeps what is not saved @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, TEAM_MANAGER, null);
  await enter(other, SHOP_MANAGER, null);
  await openSheet(page, FAR);
  await page.route("**/api/rosters/*/*", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await type(page, 1, "z");
  await expectSaveState(page, /^1 格/);
  await openSheet(other, FAR, "客服组");
  await type(other, 2, "w");
  await expectSaved(other);
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await expect(cell(page, STAFF, 2)).toHaveText("晚", { timeout: 1_000 });
  }).toPass();
  await expect(cell(page, STAFF, 1)).toHaveText("早");
});
