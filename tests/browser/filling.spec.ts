// Filling many cells in one step: for whom, from when, and what is said before anything is written.

import { type Page } from "@playwright/test";
import { expectAccessible } from "./checks.ts";
import { dayName, expect, month, test } from "./shop.ts";
import { COLLEAGUE, STAFF, TEAM_MANAGER, enter } from "./people.ts";
import { cell, expectSaved, openSheet, publish, row, shifts } from "./sheet.ts";

const FAR = month(3);
const LENGTH = new Date(Number(FAR.slice(0, 4)), Number(FAR.slice(5)), 0).getDate();

function cycle(page: Page) {
  return page.getByRole("dialog", { name: "套用轮班周期" });
}

function copy(page: Page) {
  return page.getByRole("dialog", { name: "复制班次" });
}

test("one cell means that person from that day on, and the dialog says so @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, STAFF, 5).click();
  await page.getByRole("button", { name: "套用轮班周期" }).click();
  await cycle(page).getByLabel("周期", { exact: true }).selectOption({ label: "做二休一" });
  await expect(cycle(page).getByLabel("从", { exact: true })).toHaveValue(`${FAR}-05`);
  const effect = cycle(page).getByRole("status");
  await expect(effect).toHaveText(`${STAFF.name}，${dayName(`${FAR}-05`)}–${LENGTH}日：写入 ${LENGTH - 4} 格。`);
  await expect(cycle(page).getByText(/班表已发布/)).toHaveCount(0);
  await cycle(page).getByRole("button", { name: "填充" }).click();
  await expect.poll(() => shifts(page, STAFF, [4, 5, 6, 7, 8])).toEqual(["", "早", "早", "休", "早"]);
  expect(await shifts(page, COLLEAGUE, [4, 5, 6, 7, 8])).toEqual(["", "", "", "", ""]);
});

test("a cycle begins where it is told, and filled cells stay unless they shall not @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, COLLEAGUE, 3).click();
  await page.keyboard.press("x");
  await cell(page, STAFF, 2).click();
  await cell(page, COLLEAGUE, 7).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "套用轮班周期" }).click();
  const dialog = cycle(page);
  await dialog.getByLabel("周期", { exact: true }).selectOption({ label: "早早晚晚休休" });
  const start = dialog.getByLabel("第一个人从周期的第几天开始");
  const step = dialog.getByLabel("每人错开几天");
  for (const wrong of ["0", "7", "99999999999999999999"]) {
    await start.fill(wrong);
    await dialog.getByRole("button", { name: "填充" }).click();
    await expect(start).toHaveAttribute("aria-invalid", "true");
  }
  await start.fill("2");
  await step.fill("18446744073709551615");
  await dialog.getByRole("button", { name: "填充" }).click();
  await expect(step).toHaveAccessibleDescription(/^请填 0 到 42 的整数。/);
  await expectAccessible(page, "a cycle out of range");
  await step.fill("3");
  await dialog.getByLabel("从", { exact: true }).fill(`${FAR}-03`);
  await expect(dialog.getByRole("status")).toContainText("选中的 2 人");
  await expect(dialog.getByRole("status")).toContainText("写入 9 格");
  await dialog.getByRole("button", { name: "填充" }).click();
  await expect.poll(() => shifts(page, STAFF, [2, 3, 4, 5, 6, 7, 8])).toEqual(["", "早", "晚", "晚", "休", "休", ""]);
  expect(await shifts(page, COLLEAGUE, [2, 3, 4, 5, 6, 7, 8])).toEqual(["", "休", "休", "早", "早", "晚", ""]);
});

test("with nothing selected everybody is filled, and on a published month staff are spoken of @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  await expectSaved(page);
  await publish(page);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("gridcell", { selected: true })).toHaveCount(0);
  await page.getByRole("button", { name: "套用轮班周期" }).click();
  await expect(cycle(page).getByRole("status").first()).toContainText(/^全部 \d+ 人，/);
  await expect(cycle(page).getByText("班表已发布，写入后员工立即看到。")).toBeVisible();
  await expectAccessible(page, "filling a published month");
});

test("a week is copied with its days of the month before, as far as one says @desktop", async ({ page }) => {
  // June 2026 begins on a Monday, July on a Wednesday.
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, "2026-06");
  await cell(page, STAFF, 29).click();
  await page.keyboard.press("Delete");
  await cell(page, STAFF, 29).click();
  await page.keyboard.press("z");
  await cell(page, STAFF, 30).click();
  await page.keyboard.press("w");
  await expectSaved(page);
  await openSheet(page, "2026-07");
  await cell(page, STAFF, 1).click();
  await cell(page, STAFF, 31).click({ modifiers: ["Shift"] });
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "复制班次" }).click();
  await copy(page).getByLabel("复制什么").selectOption({ label: "6月29日–7月5日 这一周" });
  await expect(copy(page).getByLabel("从", { exact: true })).toHaveValue("2026-07-06");
  await copy(page).getByLabel("到", { exact: true }).fill("2026-07-14");
  await expect(copy(page).getByRole("status")).toHaveText(`${STAFF.name}，7月6日–14日：写入 4 格。`);
  await expectAccessible(page, "copying a week");
  await copy(page).getByRole("button", { name: "填充" }).click();
  await expect.poll(() => shifts(page, STAFF, [5, 6, 7, 8, 13, 14, 20])).toEqual(["", "早", "晚", "", "早", "晚", ""]);
});

test("last month is copied by weekday @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, "2026-06");
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("w");
  await expectSaved(page);
  await openSheet(page, "2026-07");
  // Both are the first Monday of their month.
  await cell(page, STAFF, 6).click();
  await page.keyboard.press("Delete");
  await cell(page, STAFF, 6).click();
  await page.getByRole("button", { name: "复制班次" }).click();
  await expect(copy(page).getByRole("status")).toContainText("写入");
  await copy(page).getByLabel("到", { exact: true }).fill("2026-07-06");
  await expect(copy(page).getByRole("status")).toHaveText(`${STAFF.name}，7月6日：写入 1 格。`);
  await copy(page).getByRole("button", { name: "填充" }).click();
  await expect(cell(page, STAFF, 6)).toHaveText("晚");
});

test("blank cells at a block's end are pasted too @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  for (const number of [3, 5]) {
    await cell(page, STAFF, number).click();
    await cell(page, COLLEAGUE, number).click({ modifiers: ["Shift"] });
    await page.keyboard.press("w");
  }
  // 早 above a blank cell.
  await cell(page, STAFF, 1).click();
  await cell(page, COLLEAGUE, 1).click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+c");
  await cell(page, STAFF, 3).click();
  await page.keyboard.press("Control+v");
  await expect(cell(page, STAFF, 3)).toHaveText("早");
  await expect(cell(page, COLLEAGUE, 3)).toHaveText("");
  // A blank cell alone.
  await cell(page, STAFF, 2).click();
  await page.keyboard.press("Control+c");
  await cell(page, STAFF, 5).click();
  await page.keyboard.press("Control+v");
  await expect(cell(page, STAFF, 5)).toHaveText("");
  await expect(row(page, COLLEAGUE).getByRole("gridcell").nth(4)).toHaveText("晚");
});
