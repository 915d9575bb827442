// What the table marks: holidays, wishes, changes, and a line that explains them; sizes for fingers.

import { type Locator } from "@playwright/test";
import { expectAccessible, speak } from "./checks.ts";
import { expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, STAFF, TEAM_MANAGER, enter } from "./people.ts";
import { FAR, send } from "./planning.ts";
import { cell, expectSaved, openSheet } from "./sheet.ts";

const DAY = 10;

/** Whether a cell shows the corner of a wish. */
function corner(cell: Locator): Promise<boolean> {
  return cell.evaluate((cell) => getComputedStyle(cell).backgroundImage.includes("gradient"));
}

test("holidays, days off and workdays differ by letter, in either language @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, "2026-10");
  const head = (number: number) => page.getByRole("columnheader").nth(number);
  await expect(head(1)).toHaveText("1法");
  await expect(head(5)).toHaveText("5假");
  await expect(head(10)).toHaveText("10调");
  await expect(head(12)).toHaveText("12一");
  await expect(head(1)).toHaveAttribute("title", /国庆节（法定节假日）/);
  await expectAccessible(page, "marks and their legend");
  await speak(page, "en");
  await page.goto("/rosters?month=2026-10");
  await expect(head(1)).toHaveText("1PH");
  await expect(head(5)).toHaveText("5Hol");
  await expect(head(10)).toHaveText("10Wk");
  await expect(page.getByRole("list", { name: "Legend" })).toContainText("Make-up workday");
});

test("wishes stand in their cells whatever is painted, and a line below explains the marks @desktop", async ({ page, device }) => {
  const phone = await device("phone");
  await enter(phone, STAFF, null);
  const kinds = await send<{ id: string; fields: { code: string } }[]>(phone, "GET", "/api/shift-kinds");
  const late = kinds.find((kind) => kind.fields.code === "晚")?.id;
  // Two days at least of eight are a weekend.
  for (let number = DAY; number < DAY + 8; number += 1) {
    const kind_id = number % 2 === 0 ? null : late;
    await send(phone, "PUT", `/api/my-wishes/${FAR}-${number}`, { kind_id, note: "" });
  }
  await enter(page, TEAM_MANAGER, null);
  // Positions that come late have the table built anew after its marks are there.
  let release = () => {};
  const late_positions = new Promise<void>((done) => (release = done));
  await page.route("**/api/positions", async (route) => {
    await late_positions;
    await route.continue();
  });
  await page.goto(`/rosters?month=${FAR}`);
  const days = Array.from({ length: 8 }, (_, place) => cell(page, STAFF, DAY + place));
  await expect(days[0]).toHaveAttribute("data-wish", "off");
  await page.getByRole("grid").evaluate((grid) => grid.setAttribute("data-before", ""));
  release();
  await expect(page.locator("[data-before]")).toHaveCount(0);
  for (const [place, day] of days.entries()) {
    await expect(day).toHaveAttribute("data-wish", place % 2 === 0 ? "off" : "shift");
    await expect(day).toHaveAccessibleName(place % 2 === 0 ? /想休/ : /想上晚班/);
  }
  await days[0].click();
  await days[7].click({ modifiers: ["Shift"] });
  for (const key of ["x", "z"]) {
    await page.keyboard.press(key);
    await expect(days[7]).toHaveText(key === "x" ? "休" : "早");
    expect(await Promise.all(days.map(corner))).toEqual(days.map(() => true));
  }
  const legend = page.getByRole("list", { name: "图例" });
  await expect(legend.getByRole("listitem")).toContainText([
    "法定节假日", "放假", "调休上班", "想休", "想上某班", "提醒", "错误", "发布后改过", "没有保存",
  ]);
});

test("a year without a calendar is told, with the way to enter one for those who may @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, "2031-03");
  await expect(page.getByText(/2031 年的节假日还没有录入/)).toContainText("请管理员录入。");
  await openSheet(page, "2026-03");
  await expect(page.getByText(/节假日还没有录入/)).toHaveCount(0);
  await page.context().clearCookies();
  await enter(page, ADMINISTRATOR, null);
  await page.goto("/rosters?month=2031-03");
  await page.getByRole("link", { name: "去录入" }).click();
  await expect(page.getByText("还没有这一年的节假日")).toBeVisible();
});

test("the shifts are one stop of the Tab key, and arrows lead through them @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const keys = page.getByRole("toolbar", { name: "班次" }).getByRole("button");
  expect(await keys.evaluateAll((keys) => keys.filter((key) => (key as HTMLElement).tabIndex === 0).length)).toBe(1);
  await keys.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(keys.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(keys.last()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(keys.first()).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(keys.last()).toBeFocused();
  expect(await keys.evaluateAll((keys) => keys.filter((key) => (key as HTMLElement).tabIndex === 0).length)).toBe(1);
});

test("the reason with which a month was signed off is there to read @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(3));
  await cell(page, STAFF, 1).click();
  await cell(page, STAFF, 14).click({ modifiers: ["Shift"] });
  await page.keyboard.press("z");
  await expectSaved(page);
  await page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /发布/ });
  await dialog.getByLabel("签批原因").fill("大促人手不够");
  await dialog.getByRole("button", { name: "签批并发布" }).click();
  await expect(page.getByText("签批发布：大促人手不够", { exact: true })).toBeVisible();
});

test("cells, heads and names are large enough for a finger @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(1));
  for (const target of [cell(page, STAFF, 1), page.getByRole("columnheader").nth(1), page.getByRole("rowheader").first()]) {
    const box = await target.boundingBox();
    expect(box!.width).toBeGreaterThanOrEqual(44);
    expect(box!.height).toBeGreaterThanOrEqual(44);
  }
});

test("a fast diagonal stroke paints its line and nothing beside it @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await page.getByRole("toolbar", { name: "班次" }).getByRole("button", { name: /早班/ }).click();
  const rows = page.getByRole("grid").locator("tbody").getByRole("row");
  const at = async (row: number, column: number) => {
    const box = (await rows.nth(row).getByRole("gridcell").nth(column).boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.move(...(await at(1, 1)));
  await page.mouse.down();
  await page.mouse.move(...(await at(5, 5)));
  await page.mouse.up();
  const filled = await rows.evaluateAll((rows) =>
    rows.flatMap((row, r) => [...row.querySelectorAll("td")].flatMap((cell, c) => (cell.textContent === "早" ? [`${r},${c}`] : []))),
  );
  expect(filled).toEqual(["1,1", "2,2", "3,3", "4,4", "5,5"]);
});
