// The story that the product begins with: a manager drafts and publishes a month at the desk, and a member of staff
// finds the shifts on the phone.

import { dayName, expect, month, monthName, test } from "./shop.ts";
import { HR, STAFF, TEAM_MANAGER, enter, open, settled } from "./people.ts";
import { cell, expectSaved, openSheet, publish, row } from "./sheet.ts";

const FAR = month(2);

test("a drafted month is seen by staff when it is published, and not before @desktop", async ({ page, device }) => {
  const phone = await device("phone");
  await enter(phone, STAFF, `/month?month=${FAR}`);
  await expect(phone.getByRole("heading", { name: "班表还没有发布" })).toBeVisible();
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await expect(page.getByText("未开始", { exact: true })).toBeVisible();

  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  await expect(cell(page, STAFF, 1)).toHaveText("早");
  await page.keyboard.press("x");
  await expect(cell(page, STAFF, 2)).toHaveText("休");
  await expectSaved(page);
  await expect(page.getByText("草稿", { exact: true })).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "班表还没有发布" })).toBeVisible();
  await expect(phone.getByText("早班")).toHaveCount(0);

  await page.getByRole("button", { name: "发布", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: `发布${monthName(FAR)}班表？` });
  await expect(question).toContainText("客服组 11 人");
  await expect(question).toContainText(/还有 \d+ 格空着/);
  await question.getByRole("button", { name: "取消" }).click();
  await expect(page.getByText("草稿", { exact: true })).toBeVisible();
  await publish(page);
  await expect(page.getByRole("button", { name: "发布", exact: true })).toHaveCount(0);

  await phone.reload();
  const days = phone.getByRole("region", { name: "逐日班次" }).getByRole("listitem");
  await expect(days).toHaveText([/早班.*08:00–17:00/, /休息/]);

  await cell(page, STAFF, 1).click();
  await page.keyboard.press("w");
  await expect(cell(page, STAFF, 1)).toHaveText("晚");
  await expectSaved(page);
  await expect(cell(page, STAFF, 1)).toHaveAccessibleName(/晚班，原为早班/);
  await phone.reload();
  const changed = days.filter({ hasText: "晚班" });
  await expect(changed).toContainText("原为早班");
  await expect(changed.locator("s")).toHaveText("早");
  await phone.getByRole("link", { name: new RegExp(`${dayName(`${FAR}-01`)}.*晚班.*有改动`) }).click();
  await expect(changed.locator(`#d-${FAR}-01`)).toBeFocused();
});

test("publishing saves what was typed a moment ago @desktop", async ({ page, device }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, STAFF, 5).click();
  await page.keyboard.press("z");
  await publish(page);
  const phone = await device("phone");
  await enter(phone, STAFF, `/month?month=${FAR}`);
  await expect(phone.getByRole("region", { name: "逐日班次" }).getByRole("listitem")).toHaveText([/早班/]);
});

test("a manager changes a cell on the phone by tapping it @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(1));
  const one = cell(page, STAFF, 3);
  await one.scrollIntoViewIfNeeded();
  await one.tap();
  const sheet = page.getByRole("dialog", { name: new RegExp(STAFF.name) });
  await sheet.getByRole("button", { name: "行政班" }).click();
  await expect(sheet).toBeHidden();
  await expect(one).toHaveText("班");
  await expectSaved(page);
  await page.reload();
  await settled(page);
  await expect(cell(page, STAFF, 3)).toHaveText("班");
  await cell(page, STAFF, 3).tap();
  await expect(sheet.getByRole("button", { name: "行政班" })).toHaveAttribute("aria-pressed", "true");
  await sheet.getByRole("button", { name: "清除" }).click();
  await expect(cell(page, STAFF, 3)).toHaveText("");
});

test("months and departments are stepped through, and the address keeps them @desktop", async ({ page }) => {
  await enter(page, HR, null);
  await openSheet(page, month(), "客服组");
  await expect(page.getByText("只能查看", { exact: true })).toBeVisible();
  await expect(page.getByRole("toolbar", { name: "班次" })).toHaveCount(0);
  await expect(page.getByText("已发布", { exact: true })).toBeVisible();
  const before = await cell(page, STAFF, 1).textContent();
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("b");
  await page.keyboard.press("Delete");
  await expect(cell(page, STAFF, 1)).toHaveText(before ?? "");

  await page.getByRole("link", { name: "下个月" }).click();
  await expect(page.getByRole("grid", { name: `客服组 ${monthName(month(1))}班表` })).toBeVisible();
  await expect(page.getByText("草稿", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("grid", { name: `客服组 ${monthName(month(1))}班表` })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("grid", { name: `客服组 ${monthName(month())}班表` })).toBeVisible();
  await open(page, `/rosters?month=${month(-1)}`);
  await expect(page.getByText(monthName(month(-1))).first()).toBeVisible();
});

test("cells before somebody was hired and after they left cannot be filled @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(-1));
  const leaver = { number: "CS11", name: "郭晓东" };
  const shut = row(page, leaver).locator("[aria-readonly=true]");
  await expect(shut.first()).toBeVisible();
  await shut.last().click();
  await page.keyboard.press("z");
  await expect(shut.last()).toHaveText("");
});
