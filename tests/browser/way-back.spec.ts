// The way back: it closes what is open before it leaves a page, asks before entries are lost, and leads to where one was.

import { type Page } from "@playwright/test";
import { dayName, expect, test } from "./shop.ts";
import { ADMINISTRATOR, COLLEAGUE, HR, STAFF, enter, open, settled, toast } from "./people.ts";
import { FAR } from "./planning.ts";

/** Waits until the page has taken in where the history is. */
async function back(page: Page) {
  await page.evaluate(() => history.back());
}

function title(page: Page, name: string) {
  return page.getByRole("heading", { level: 1, name });
}

test("the way back closes a question, then a dialog, then leaves the page", async ({ page }) => {
  await enter(page, HR, "/me");
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "今日" }).click();
  await expect(title(page, "今日")).toBeVisible();
  await open(page, "/settings/positions");
  await page.getByRole("button", { name: "添加岗位" }).click();
  const form = page.getByRole("dialog", { name: "添加岗位" });
  await expect(form).toBeVisible();
  await back(page);
  await expect(form).toBeHidden();
  await expect(title(page, "设置")).toBeVisible();
  await expect(page.getByRole("button", { name: "添加岗位" })).toBeFocused();

  await page.getByRole("button", { name: "添加岗位" }).click();
  await form.getByLabel("名称").fill("主播");
  await back(page);
  const question = page.getByRole("alertdialog", { name: "放弃修改？" });
  await expect(question).toBeVisible();
  await back(page);
  await expect(question).toBeHidden();
  await expect(form.getByLabel("名称")).toHaveValue("主播");
  await back(page);
  await question.getByRole("button", { name: "放弃修改" }).click();
  await expect(form).toBeHidden();
  await expect(title(page, "设置")).toBeVisible();
  // What was closed otherwise leaves no step behind.
  await back(page);
  await expect(title(page, "今日")).toBeVisible();
});

test("a page that was left from its dialog is one step back", async ({ page }) => {
  await enter(page, HR, "/settings");
  await page.getByRole("link", { name: "岗位", exact: true }).click();
  await page.getByRole("button", { name: "添加岗位" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("link", { name: "部门", exact: true }).click();
  await expect(page.getByRole("button", { name: "添加部门" }).first()).toBeVisible();
  await back(page);
  await expect(page.getByRole("button", { name: "添加岗位" })).toBeVisible();
  await back(page);
  await expect(page.getByRole("button", { name: "添加部门" }).first()).toBeVisible();
});

test("a person's sheet and what is open above it close one by one", async ({ page }) => {
  await enter(page, HR, "/people");
  await page.getByRole("rowheader").filter({ hasText: COLLEAGUE.number }).getByRole("link").click();
  const sheet = page.getByRole("dialog").filter({ hasText: COLLEAGUE.name });
  await sheet.getByRole("button", { name: "办理离职" }).click();
  const leaving = page.getByRole("dialog", { name: /办理离职$/ });
  await expect(leaving).toBeVisible();
  await back(page);
  await expect(leaving).toBeHidden();
  await expect(sheet.getByRole("button", { name: "办理离职" })).toBeVisible();
  await back(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/people$/);
});

test("a note in a dialog outlives a tap beside it, Escape and a browser that insists @phone", async ({ page }) => {
  await enter(page, STAFF, `/month?month=${FAR}`);
  await page.getByRole("table").getByRole("button", { name: new RegExp(`^${dayName(`${FAR}-10`)} `) }).click();
  const dialog = page.getByRole("dialog", { name: new RegExp(dayName(`${FAR}-10`)) });
  const question = page.getByRole("alertdialog", { name: "放弃修改？" });
  await page.mouse.click(20, 20);
  await expect(dialog).toHaveCount(0);

  await page.getByRole("table").getByRole("button", { name: new RegExp(`^${dayName(`${FAR}-10`)} `) }).click();
  await dialog.getByLabel("备注").fill("家里有事");
  await page.mouse.click(20, 20);
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(dialog.getByLabel("备注")).toBeFocused();
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "继续编辑" }).click();
  // As browsers do after they have asked in vain.
  await page.evaluate(() => document.querySelector<HTMLDialogElement>("dialog[open]")!.close());
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(dialog.getByLabel("备注")).toHaveValue("家里有事");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "已记下")).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test("forms of settings ask before a link, the way back or another choice takes their entries @desktop", async ({ page }) => {
  const question = page.getByRole("alertdialog", { name: "放弃修改？" });
  await enter(page, ADMINISTRATOR, "/settings");
  await page.getByRole("link", { name: "店铺", exact: true }).click();
  await page.getByLabel("店铺名称").fill("青禾");
  await page.getByRole("link", { name: "岗位", exact: true }).click();
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(page.getByLabel("店铺名称")).toHaveValue("青禾");
  await back(page);
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(page.getByLabel("店铺名称")).toHaveValue("青禾");
  await back(page);
  await question.getByRole("button", { name: "放弃修改" }).click();
  await expect(page.getByRole("button", { name: "添加部门" }).first()).toBeVisible();

  await page.getByRole("link", { name: "排班规则", exact: true }).click();
  const limit = page.getByRole("main").getByRole("textbox").first();
  const before = await limit.inputValue();
  await limit.fill("7");
  const department = page.getByLabel("部门", { exact: true });
  const chosen = await department.inputValue();
  await department.selectOption({ index: 1 });
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(department).toHaveValue(chosen);
  await expect(limit).toHaveValue("7");
  await limit.fill(before);
  await department.selectOption({ index: 1 });
  await expect(question).toHaveCount(0);
  await expect(department).not.toHaveValue(chosen);
});

test("a list is where it was left, and a reload keeps the place @phone", async ({ page }) => {
  await enter(page, HR, "/more");
  await page.getByRole("main").getByRole("link", { name: "人员" }).click();
  await settled(page);
  await page.evaluate(() => window.scrollTo(0, 700));
  await expect.poll(() => page.evaluate(() => history.state?.top)).toBe(700);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "班表" }).click();
  await settled(page);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await back(page);
  await expect(title(page, "人员")).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
});
