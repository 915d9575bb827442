// What the rules find while a month is made, and what publishing makes of it; filling and pasting many cells at once.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { expect, month, test } from "./shop.ts";
import { COLLEAGUE, HR, STAFF, TEAM_MANAGER, enter } from "./people.ts";
import { send } from "./planning.ts";
import { cell, expectSaved, openSheet, row, shifts } from "./sheet.ts";

const FAR = month(3);

/** The first Monday of the far month, as a number. */
function monday() {
  const [year, number] = FAR.split("-").map(Number);
  return 1 + ((8 - (new Date(year, number - 1, 1).getDay() || 7)) % 7);
}

test("seven days in a row are found as they are painted, and published only with a reason @desktop", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const first = monday();
  await cell(page, STAFF, first).click();
  await cell(page, STAFF, first + 6).click({ modifiers: ["Shift"] });
  await page.keyboard.press("z");
  await expect(cell(page, STAFF, first)).toHaveAttribute("data-finding", "error");
  await page.getByRole("button", { name: /错误/ }).click();
  const list = page.getByRole("complementary", { name: "排班检查" });
  await expect(list.getByText("连续上班 7 天（最多 6 天）")).toBeVisible();
  await expectAccessible(page, "the list of findings");
  await expectSaved(page);

  await page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /发布/ });
  await dialog.getByRole("button", { name: "签批并发布" }).click();
  await expect(dialog.getByText("请填写。")).toBeVisible();
  await expectAccessible(page, "signing off");
  await dialog.getByLabel("签批原因").fill("大促人手不够");
  await dialog.getByRole("button", { name: "签批并发布" }).click();
  await expect(page.getByText("已发布", { exact: true })).toBeVisible();
  expect(errors).toEqual([]);
});

test("a cycle fills the month in one step, and one step takes it back @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await row(page, STAFF).getByRole("rowheader").click();
  await page.getByRole("button", { name: "套用轮班周期" }).click();
  const dialog = page.getByRole("dialog", { name: "套用轮班周期" });
  await dialog.getByLabel("周期", { exact: true }).selectOption({ label: "做二休一" });
  await expectAccessible(page, "filling with a cycle");
  await dialog.getByRole("button", { name: "填充" }).click();
  await expect.poll(() => shifts(page, STAFF, [1, 2, 3, 4, 5, 6])).toEqual(["早", "早", "休", "早", "早", "休"]);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(() => shifts(page, STAFF, [1, 2, 3])).toEqual(["", "", ""]);
});

test("days on which somebody is not employed are told before a cycle is laid over them @desktop", async ({ page, device }) => {
  await enter(page, TEAM_MANAGER, null);
  const desk = await device("desk");
  await enter(desk, HR, null);
  const { items } = await send<{ items: { id: string; number: string }[] }>(desk, "GET", "/api/people?status=active");
  const path = `/api/people/${items.find((one) => one.number === COLLEAGUE.number)?.id}`;
  const known = await send<{ version: number; fields: Record<string, unknown> }>(desk, "GET", path);
  const left_on = `${FAR}-04`;
  await send(desk, "PUT", path, { version: known.version, fields: { ...known.fields, status: "left", left_on } });

  await openSheet(page, FAR);
  await row(page, COLLEAGUE).getByRole("rowheader").click();
  await page.getByRole("button", { name: "套用轮班周期" }).click();
  const form = page.getByRole("dialog", { name: "套用轮班周期" });
  await form.getByLabel("周期", { exact: true }).selectOption({ label: "做二休一" });
  await form.getByRole("button", { name: "填充" }).click();
  const refused = page.getByRole("dialog", { name: "还没有写入" });
  await expect(refused.getByRole("row", { name: new RegExp(`${COLLEAGUE.name}.*5日.*这天不在职`) })).toBeVisible();
  await expectAccessible(page, "cells that do not fit");
  await refused.getByRole("button", { name: "返回修改" }).click();
  await expect(refused).toBeHidden();
  expect(await shifts(page, COLLEAGUE, [1, 2, 3, 4])).toEqual(["", "", "", ""]);

  await form.getByRole("button", { name: "填充" }).click();
  await refused.getByRole("button", { name: "跳过，写入其余" }).click();
  await expect(form).toBeHidden();
  await expect.poll(() => shifts(page, COLLEAGUE, [1, 2, 3, 4, 5])).toEqual(["早", "早", "休", "早", ""]);
  await expectSaved(page);
});

test("a block from a spreadsheet is pasted whole or not at all @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const paste = async (text: string) => {
    await cell(page, STAFF, 2).click();
    await cell(page, STAFF, 2).evaluate((target, block) => {
      const data = new DataTransfer();
      data.setData("text/plain", block);
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  };
  await paste("早\t中班\n晚\t休");
  const dialog = page.getByRole("dialog", { name: "还没有写入" });
  await expect(dialog.getByRole("row", { name: new RegExp(`${STAFF.name}.*3日.*没有“中班”这个班次`) })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "跳过，写入其余" })).toHaveCount(0);
  await expectAccessible(page, "unknown shifts");
  await page.keyboard.press("Escape");
  expect(await shifts(page, STAFF, [1, 2, 3])).toEqual(["", "", ""]);
  await paste("早\t晚班\t休\r\n");
  await expect.poll(() => shifts(page, STAFF, [1, 2, 3, 4])).toEqual(["", "早", "晚", "休"]);
  await expectSaved(page);
});
