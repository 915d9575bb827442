// Who is there by half hour, against how many are needed: on the team's day and in the editor, drafts too.

import { type Page } from "@playwright/test";
import { expectAccessible, speak } from "./checks.ts";
import { expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, STAFF, TEAM_MANAGER, enter, open, settled } from "./people.ts";
import { needHeads, send } from "./planning.ts";
import { cell, openSheet } from "./sheet.ts";

const FAR = month(3);

/** What stands in a line of the table. */
function figures(page: Page, line: string) {
  const table = page.getByRole("region", { name: "各时段人手" });
  return table.getByRole("row", { name: new RegExp(`^${line}`) }).getByRole("cell").allTextContents();
}

test("the team's day names the department and shows a gap where nobody works @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await needHeads(page, "06:00", "08:00", 9);
  // Far ahead nobody is planned at all.
  await open(page, `/team?day=${FAR}-15`);
  await expect(page.getByRole("heading", { name: "各时段人手 · 客服组" })).toBeVisible();
  await expect(page.getByText(/^缺人 \d+ 段（每段 30 分钟）$/)).toBeVisible();
  // What is needed before the hours of service is shown too.
  expect((await figures(page, "需要")).slice(0, 4)).toEqual(["9", "9", "9", "9"]);
  expect((await figures(page, "在岗")).slice(0, 4)).toEqual(["0", "0", "0", "0"]);
  await expectAccessible(page, "a day on which nobody works");
});

test("the half hours are those of the shop's service @desktop", async ({ page, device }) => {
  const desk = await device("desk");
  await enter(desk, ADMINISTRATOR, null);
  const { version, fields } = await send<{ version: number; fields: object }>(desk, "GET", "/api/shop");
  await send(desk, "PUT", "/api/shop", { version, fields: { ...fields, service_from: "06:30", service_until: "24:00" } });
  await enter(page, TEAM_MANAGER, `/team?day=${FAR}-15`);
  const hours = page.getByRole("region", { name: "各时段人手" }).getByRole("columnheader");
  await expect(hours.nth(1)).toHaveText("6");
  await expect(hours.nth(1)).toHaveAttribute("colspan", "1");
  await expect.poll(async () => (await figures(page, "在岗")).length).toBe(35);
});

test("demands that cannot be fetched are said to be, and fetched again @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await page.route("**/demands", (route) => route.abort());
  await open(page, `/team?day=${FAR}-15`);
  await expect(page.getByRole("alert")).toContainText("网络不通");
  await page.unroute("**/demands");
  await page.getByRole("alert").getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("heading", { name: "各时段人手 · 客服组" })).toBeVisible();
});

test("whoever plans nobody sees no figures @phone", async ({ page }) => {
  await enter(page, STAFF, `/team?day=${FAR}-15`);
  await expect(page.getByRole("heading", { name: /各时段人手/ })).toHaveCount(0);
});

test("a draft's day is opened by half hours from its head, its figures and the bar @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await needHeads(page, "09:00", "10:00", 2);
  await openSheet(page, FAR);
  await cell(page, STAFF, 3).click();
  await page.keyboard.press("z");
  const slot = page.getByRole("row", { name: "09:00–10:00人数" }).getByRole("gridcell").nth(2);
  await expect(slot).toHaveText("1/2");
  await expect(slot).toHaveAttribute("data-tone", "bad");
  await expect(slot).toHaveAttribute("title", "缺 1 人");

  const dialog = page.getByRole("dialog", { name: /^各时段人手/ });
  await page.getByRole("columnheader").nth(3).dblclick();
  await expect(dialog).toBeVisible();
  const there = await figures(page, "在岗");
  expect(there.slice(0, 4)).toEqual(["1", "1", "1", "1"]);
  // The early shift needs three, the slot two of them.
  expect((await figures(page, "需要")).slice(0, 4)).toEqual(["3", "3", "3", "3"]);
  await expectAccessible(page, "a day by half hours");
  await dialog.getByRole("button", { name: "前一天" }).click();
  await expect.poll(async () => (await figures(page, "在岗"))[2]).toBe("0");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await slot.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "各时段人手" }).click();
  await expect(dialog).toBeVisible();
});

test("on a phone a tap on a day's head opens it @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(1));
  await page.getByRole("columnheader").nth(2).tap();
  await expect(page.getByRole("dialog", { name: /^各时段人手/ })).toBeVisible();
});

test("what a retired shift was needed for is no gap, and is kept in its form @desktop", async ({ page, device }) => {
  await enter(page, TEAM_MANAGER, null);
  const { department_id } = await send<{ department_id: string }>(page, "GET", "/api/session");
  const kinds = await send<{ id: string; version: number; fields: { code: string } }[]>(page, "GET", "/api/shift-kinds");
  const office = kinds.find((kind) => kind.fields.code === "班")!;
  const path = `/api/departments/${department_id}/demands/01990000-0000-7000-8000-000000000099`;
  await send(page, "PUT", path, { version: 0, fields: { kind_id: office.id, slot: null, weekdays: 127, heads: 3 } });
  const desk = await device("desk");
  await enter(desk, ADMINISTRATOR, null);
  const fields = { ...office.fields, is_archived: true };
  await send(desk, "PUT", `/api/shift-kinds/${office.id}`, { version: office.version, fields });

  await openSheet(page, FAR);
  await expect(page.getByRole("row", { name: "早班人数" }).getByRole("gridcell").first()).toHaveText(/\//);
  await expect(page.getByRole("row", { name: "行政班人数" })).toHaveCount(0);
  await open(page, "/rosters/demands");
  const line = page.getByRole("listitem").filter({ hasText: "行政班" });
  await expect(line).toContainText("班次已停用");
  await line.getByRole("button", { name: /^编辑/ }).click();
  await expect(page.getByRole("dialog").getByLabel("班次").locator("option:checked")).toHaveText(/行政班/);
  await page.keyboard.press("Escape");
  await line.getByRole("button", { name: /^删除/ }).click();
  await expect(line).toHaveCount(0);
});

test("the half hours speak English @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await speak(page, "en");
  await open(page, `/team?day=${FAR}-15`);
  await settled(page);
  await expect(page.getByRole("heading", { name: /^Staffing by half hour/ })).toBeVisible();
  await expect(page.getByText(/^Short in \d+ half hours$/)).toBeVisible();
});
