// The editor's grid by keyboard alone, and by mouse.

import { type Page } from "@playwright/test";
import { expect, month, test } from "./shop.ts";
import { COLLEAGUE, STAFF, TEAM_MANAGER, enter, settled, type Person } from "./people.ts";
import { cell, expectSaved, openSheet, row, shifts } from "./sheet.ts";

const FAR = month(2);
const THIRD: Person = { number: "CS04", name: "刘静怡" };

async function openEmptyMonth(page: Page) {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
}

async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

test("a month is made by keyboard alone @desktop", async ({ page }) => {
  await openEmptyMonth(page);
  const selected = page.getByRole("gridcell", { selected: true });
  // The grid is one stop of the Tab key.
  for (let stop = 0; stop < 60 && (await page.locator("[role=gridcell]:focus").count()) === 0; stop += 1) {
    await page.keyboard.press("Tab");
  }
  await press(page, "Control+Home");
  await expect(cell(page, TEAM_MANAGER, 1)).toBeFocused();
  await press(page, "z");
  await expect(cell(page, TEAM_MANAGER, 1)).toHaveText("早");
  await expect(cell(page, TEAM_MANAGER, 2)).toBeFocused();

  await press(page, "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown");
  await expect(selected).toHaveCount(6);
  await press(page, "w");
  for (const person of [STAFF, COLLEAGUE]) {
    await expect.poll(() => shifts(page, person, [1, 2, 3, 4, 5])).toEqual(["", "晚", "晚", "晚", ""]);
  }
  await press(page, "Delete");
  await expect(cell(page, COLLEAGUE, 4)).toHaveText("");
  await press(page, "Control+z");
  await expect.poll(() => shifts(page, STAFF, [2, 3, 4])).toEqual(["晚", "晚", "晚"]);
  await press(page, "Control+z", "Control+z");
  await expect.poll(() => shifts(page, STAFF, [2, 3, 4])).toEqual(["", "", ""]);
  await expect(cell(page, TEAM_MANAGER, 1)).toHaveText("");
  await press(page, "Control+y", "Control+Shift+z");
  await expect(cell(page, TEAM_MANAGER, 1)).toHaveText("早");
  await expect.poll(() => shifts(page, COLLEAGUE, [2, 3, 4])).toEqual(["晚", "晚", "晚"]);

  await expectSaved(page);
  await page.reload();
  await settled(page);
  await expect(cell(page, TEAM_MANAGER, 1)).toHaveText("早");
  expect(await shifts(page, STAFF, [1, 2, 3, 4, 5])).toEqual(["", "晚", "晚", "晚", ""]);
});

test("cells are copied, cut and pasted, and totals follow @desktop", async ({ page }) => {
  await openEmptyMonth(page);
  await cell(page, STAFF, 1).click();
  await press(page, "z", "w", "x");
  await cell(page, STAFF, 1).click();
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+c");
  await press(page, "ArrowDown", "Home", "Control+v");
  await expect.poll(() => shifts(page, COLLEAGUE, [1, 2, 3, 4])).toEqual(["早", "晚", "休", ""]);
  const days = new Date(Number(FAR.slice(0, 4)), Number(FAR.slice(5)), 0).getDate();
  const sums = [1, 2, 3].map((place) => cell(page, COLLEAGUE, days + place));
  await expect(sums[0]).toHaveText("2");
  await expect(sums[1]).toHaveText("1");
  await expect(sums[2]).toHaveText("16");
  const heads = page.getByRole("row", { name: /早班人数/ }).getByRole("gridcell").first();
  await expect(heads).toHaveText(/^2\b/);

  await press(page, "Control+x");
  await expect.poll(() => shifts(page, COLLEAGUE, [1, 2, 3])).toEqual(["", "", ""]);
  await expect(heads).toHaveText(/^1\b/);
  await press(page, "ArrowDown", "Home", "Control+v");
  await expect.poll(() => shifts(page, THIRD, [1, 2, 3])).toEqual(["早", "晚", "休"]);
  await expectSaved(page);
});

test("the Enter key opens a cell's choices and gives the keys back @desktop", async ({ page }) => {
  await openEmptyMonth(page);
  await cell(page, STAFF, 7).click();
  await press(page, "Enter");
  const sheet = page.getByRole("dialog", { name: new RegExp(STAFF.name) });
  await expect(sheet).toBeVisible();
  await press(page, "Escape");
  await expect(sheet).toBeHidden();
  await expect(cell(page, STAFF, 7)).toBeFocused();
  await press(page, "Enter");
  await sheet.getByRole("button", { name: /晚班/ }).click();
  await expect(cell(page, STAFF, 7)).toHaveText("晚");
  await expect(cell(page, STAFF, 7)).toBeFocused();
  await press(page, "Escape");
  await expect(page.getByRole("gridcell", { selected: true })).toHaveCount(0);
});

test("the mouse selects, fills, paints and takes back @desktop", async ({ page }) => {
  await openEmptyMonth(page);
  const palette = page.getByRole("toolbar", { name: "班次" });
  const selected = page.getByRole("gridcell", { selected: true });
  await cell(page, STAFF, 2).dragTo(cell(page, COLLEAGUE, 4));
  await expect(selected).toHaveCount(6);
  await palette.getByRole("button", { name: /晚班/ }).click();
  await expect.poll(() => shifts(page, COLLEAGUE, [1, 2, 3, 4, 5])).toEqual(["", "晚", "晚", "晚", ""]);

  await page.getByRole("columnheader").nth(9).click();
  await expect(selected).toHaveCount(11);
  await palette.getByRole("button", { name: /早班/ }).click();
  await expect(page.getByRole("row", { name: /早班人数/ }).getByRole("gridcell").nth(8)).toHaveText(/^11\b/);
  await row(page, THIRD).getByRole("rowheader").click();
  await expect.poll(() => selected.count()).toBeGreaterThan(27);

  await press(page, "Escape");
  const brush = palette.getByRole("button", { name: /休息/ });
  await brush.click();
  await expect(brush).toHaveAttribute("aria-pressed", "true");
  await cell(page, THIRD, 12).dragTo(cell(page, THIRD, 15));
  await expect.poll(() => shifts(page, THIRD, [11, 12, 13, 14, 15, 16])).toEqual(["", "休", "休", "休", "休", ""]);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(() => shifts(page, THIRD, [12, 13, 14, 15])).toEqual(["", "", "", ""]);
  await page.getByRole("button", { name: "重做" }).click();
  await expect.poll(() => shifts(page, THIRD, [12, 13, 14, 15])).toEqual(["休", "休", "休", "休"]);
  await expectSaved(page);
});

test("the choice of shifts opens with Enter or a double click, and arrows and Enter choose @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: /早班/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(cell(page, STAFF, 1)).not.toHaveText("");
  const chosen = await cell(page, STAFF, 1).textContent();
  await expect(cell(page, STAFF, 1)).toBeFocused();

  await cell(page, STAFF, 1).dblclick();
  await expect(dialog.getByRole("button", { pressed: true })).toBeFocused();
  await expect(dialog.getByRole("button", { pressed: true })).toContainText(chosen ?? "?");
});

test("a step is taken back from wherever in the editor the focus is, and a dead button looks dead @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const undo = page.getByRole("button", { name: "撤销" });
  const look = () => undo.evaluate((button) => ({ ...(({ color, cursor }) => ({ color, cursor }))(getComputedStyle(button)) }));
  const dead = await look();
  expect(dead.cursor).toBe("not-allowed");
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  await expect(cell(page, STAFF, 1)).toHaveText("早");
  await expect.poll(async () => (await look()).color).not.toBe(dead.color);
  await page.getByRole("button", { name: "套用轮班周期" }).focus();
  await page.keyboard.press("Control+z");
  await expect(cell(page, STAFF, 1)).toHaveText("");
  await page.keyboard.press("Control+Shift+z");
  await expect(cell(page, STAFF, 1)).toHaveText("早");
});
