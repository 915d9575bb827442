// 操作记录: what was done, by whom, with before and after.

import { type Page } from "@playwright/test";
import { day, expect, test } from "./shop.ts";
import { ADMINISTRATOR, HR, COLLEAGUE, enter, toast } from "./people.ts";

/** The log's lines. */
function lines(page: Page) {
  return page.getByRole("main").getByRole("group").filter({ has: page.locator("summary") });
}

test("a change is found by what was done, and opens to before and after", async ({ page, device }) => {
  const office = await device("desk");
  await enter(office, HR, "/people?q=CS03");
  await office.getByRole("rowheader").getByRole("link").click();
  const sheet = office.getByRole("dialog");
  await sheet.getByRole("button", { name: "编辑" }).click();
  await sheet.getByLabel("姓名").fill("张雅棋");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(toast(office, "资料已保存")).toBeVisible();

  await enter(page, ADMINISTRATOR, "/audit");
  await expect(lines(page).filter({ hasText: "登录" }).first()).toBeVisible();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "修改人员" });
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText(HR.name);
  await expect(lines(page)).toContainText(COLLEAGUE.number);
  await page.reload();
  await expect(lines(page)).toHaveCount(1);

  await lines(page).locator("summary").click();
  const change = lines(page).getByRole("row").filter({ has: page.getByRole("deletion") });
  await expect(change.getByRole("deletion").first()).toHaveText(COLLEAGUE.name);
  await expect(change.getByRole("insertion").first()).toHaveText("张雅棋");

  await lines(page).getByRole("link", { name: "只看此人的操作" }).click();
  await expect(lines(page).first()).toBeVisible();
  await expect(lines(page).filter({ hasText: ADMINISTRATOR.name })).toHaveCount(0);
  await expect(lines(page).filter({ hasText: HR.name })).toHaveCount(2);
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(lines(page).filter({ hasText: ADMINISTRATOR.name }).first()).toBeVisible();
});

test("the log is filtered by days, and says when nothing fits", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/audit");
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("从").fill(day(1));
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
  await page.getByLabel("从").fill(day(-1));
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("到").fill(day(-1));
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(lines(page)).toHaveCount(1);
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "删除部门" });
  await expect(page.getByRole("heading", { name: "没有符合条件的记录" })).toBeVisible();
});
