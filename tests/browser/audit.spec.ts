// 操作记录: what was done, by whom, with before and after.

import { type Page } from "@playwright/test";
import { day, expect, test } from "./shop.ts";
import { ADMINISTRATOR, HR, COLLEAGUE, TEAM_MANAGER, enter, toast } from "./people.ts";

/** The log's lines. */
function lines(page: Page) {
  return page.getByRole("main").getByRole("group").filter({ has: page.locator("summary") });
}

/** HR gives the colleague another name. */
async function rename(office: Page) {
  await enter(office, HR, `/people?q=${COLLEAGUE.number}`);
  await office.getByRole("rowheader").getByRole("link").click();
  const sheet = office.getByRole("dialog");
  await sheet.getByRole("button", { name: "编辑" }).click();
  await sheet.getByLabel("姓名").fill("张雅棋");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(toast(office, "资料已保存")).toBeVisible();
}

test("a change is told in a sentence, found by what was done, and opens to before and after", async ({ page, device }) => {
  await rename(await device("desk"));

  await enter(page, ADMINISTRATOR, "/audit");
  const signIns = lines(page).filter({ hasText: `${HR.name}登录了` });
  await expect(lines(page).first()).toBeVisible();
  await expect(signIns).toHaveCount(0);
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "全部操作" });
  await expect(signIns.first()).toBeVisible();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "修改人员" });
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText(`${HR.name}把张雅棋的姓名从“${COLLEAGUE.name}”改为“张雅棋”`);
  await expect(lines(page)).toContainText(`${day(0).slice(0, 4)}年`);
  await page.reload();
  await expect(lines(page)).toHaveCount(1);

  await lines(page).locator("summary").click();
  const change = lines(page).getByRole("row").filter({ has: page.getByRole("deletion") });
  await expect(change.getByRole("rowheader")).toHaveText(["姓名"]);
  await expect(change.getByRole("deletion").first()).toHaveText(COLLEAGUE.name);
  await expect(change.getByRole("insertion").first()).toHaveText("张雅棋");

  await lines(page).getByRole("link", { name: "只看此人的操作" }).click();
  await expect(lines(page).first()).toBeVisible();
  await expect(lines(page).filter({ hasText: ADMINISTRATOR.name })).toHaveCount(0);
  await expect(lines(page).filter({ hasText: HR.name })).toHaveCount(1);
  await page.getByRole("button", { name: `取消筛选：由${HR.name}操作` }).click();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "全部操作" });
  await expect(lines(page).filter({ hasText: ADMINISTRATOR.name }).first()).toBeVisible();
});

test("whoever is searched for has everything that concerns them, to be taken away as a table", async ({ page, device }) => {
  await rename(await device("desk"));

  await enter(page, HR, "/audit");
  await page.getByRole("searchbox", { name: "查找有关的人" }).fill("张雅棋");
  await page.getByRole("button", { name: `${COLLEAGUE.number} 张雅棋` }).click();
  await expect(page.getByRole("button", { name: "取消筛选：与张雅棋有关" })).toBeVisible();
  await expect(lines(page)).toHaveCount(1);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出" }).click();
  expect((await download).suggestedFilename()).toBe("操作记录.csv");
  await expect(toast(page, "已导出 1 条")).toBeVisible();
});

test("a manager finds the rosters that they manage and nothing of people", async ({ page, device }) => {
  await rename(await device("desk"));
  await enter(page, TEAM_MANAGER, "/audit");
  await expect(page.getByRole("heading", { name: "还没有操作记录" })).toBeVisible();
  await expect(page.getByLabel("操作", { exact: true }).getByRole("group", { includeHidden: true })).toHaveCount(1);
});

test("the log is filtered by days, and says when nothing fits", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/audit?action=all");
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("从").fill(day(1));
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
  await page.getByLabel("从").fill(day(-1));
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("到").fill(day(-1));
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
  await page.getByLabel("到").fill(day(-2));
  await expect(page.getByRole("alert")).toHaveText("结束日期不能早于开始日期。");
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(page.getByRole("heading", { name: "还没有操作记录" })).toBeVisible();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "删除部门" });
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
});
