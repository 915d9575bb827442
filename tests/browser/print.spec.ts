// Paper: a month of a whole department on A4 across, on one page as long as it can be read there.

import { expect, test } from "./shop.ts";
import { HR, STAFF, TEAM_MANAGER, enter } from "./people.ts";
import { FAR, send } from "./planning.ts";
import { cell, openSheet, row } from "./sheet.ts";

/** Millimetres of an A4 page across, without its margins of 8 mm. */
const PAPER = { width: 281, height: 194 };
const MILLIMETRE = 96 / 25.4;

test("forty people fit one page, with their names, figures and no wishes @desktop", async ({ page, device }) => {
  const phone = await device("phone");
  await enter(phone, STAFF, null);
  await send(phone, "PUT", `/api/my-wishes/${FAR}-10`, { kind_id: null, note: "" });
  const { department_id } = await send<{ department_id: string }>(phone, "GET", "/api/session");
  await enter(page, HR, null);
  for (let one = 1; one <= 29; one += 1) {
    const id = `01990000-0000-7000-8000-0000000001${String(one).padStart(2, "0")}`;
    const fields = { number: `ZZ${one}`, name: `新同事${one}`, department_id, hired_on: "2026-01-01" };
    await send(page, "POST", "/api/people", { id, fields });
  }
  await page.context().clearCookies();
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  await expect(page.getByRole("rowheader").filter({ hasText: "新同事" })).toHaveCount(29);
  await cell(page, STAFF, 1).click();
  await page.keyboard.press("z");
  await expect(cell(page, STAFF, 10)).toHaveAttribute("data-wish", "off");

  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number);
  expect([Math.round(width), Math.round(height)]).toEqual([842, 595]);

  // What lies beyond the paper would be cut off instead of making a second page.
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.floor(PAPER.width * MILLIMETRE), height: 700 });
  const grid = (await page.getByRole("grid").boundingBox())!;
  expect(grid.height).toBeLessThanOrEqual(PAPER.height * MILLIMETRE);
  expect(grid.width).toBeLessThanOrEqual(PAPER.width * MILLIMETRE + 1);
  const newcomer = row(page, { number: "ZZ1", name: "新同事1" }).first();
  const text = await newcomer.evaluate((row) => parseFloat(getComputedStyle(row.querySelector("b")!).fontSize));
  expect(text).toBeGreaterThanOrEqual(7);
  await expect(cell(page, STAFF, 10)).toHaveCSS("background-image", "none");
  await expect(page.getByRole("list", { name: "图例" })).toBeHidden();
});

test("a hundred people go over pages with the head on each, and no name lies over the days @desktop", async ({ page }) => {
  await enter(page, HR, null);
  const { department_id } = (await send<{ items: { number: string; department_id: string }[] }>(page, "GET", `/api/people?q=${STAFF.number}`)).items[0];
  const rows = Array.from({ length: 100 }, (_, one) => ({
    id: `01990000-0000-7000-8000-0000000002${String(one).padStart(2, "0")}`,
    fields: { number: `ZZ${one}`, name: one === 0 ? "长".repeat(40) : `新同事${one}`, department_id, hired_on: "2026-01-01" },
  }));
  await send(page, "POST", "/api/people/import", { rows });
  await page.context().clearCookies();
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, FAR);
  const name = page.getByRole("rowheader").filter({ hasText: "长".repeat(40) });
  await expect(name).toBeVisible();
  const day = page.getByRole("columnheader", { name: /月1日/ }).first();
  const [who, first] = await Promise.all([name.boundingBox(), day.boundingBox()]);
  expect(who!.x + who!.width).toBeLessThanOrEqual(first!.x + 1);
  const hidden = await name.evaluate((row) => getComputedStyle(row).overflow);
  expect(hidden).toBe("hidden");

  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g)!.length;
  expect(pages).toBeGreaterThanOrEqual(3);
  expect(pages).toBeLessThanOrEqual(5);
  await page.emulateMedia({ media: "print" });
  const head = page.getByRole("grid").locator("thead");
  await expect(head).toHaveCSS("display", "table-header-group");
  expect(await head.evaluate((head) => getComputedStyle(head, "::before").content)).toContain("08:00–17:00");
});
