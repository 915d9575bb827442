// The roster editor as its users know it: cells by person and day, and whether they are saved.

import { expect, type Page } from "@playwright/test";
import { type Person, settled } from "./people.ts";

/** The cell of a person and a day of the month. */
export function cell(page: Page, person: Person, day: number) {
  return row(page, person).getByRole("gridcell").nth(day - 1);
}

/** A person's row. */
export function row(page: Page, person: Person) {
  return page.getByRole("grid").getByRole("row").filter({ hasText: person.name });
}

/** What stands in a person's cells of some days. */
export function shifts(page: Page, person: Person, days: number[]) {
  return Promise.all(days.map((day) => cell(page, person, day).textContent()));
}

/** Opens a month of the reader's own department, or of the one of this name. */
export async function openSheet(page: Page, month: string, department?: string) {
  await page.goto(`/rosters?month=${month}`);
  await expect(page.getByRole("grid")).toBeVisible();
  if (department) {
    const choice = page.getByLabel("部门");
    await choice.selectOption(await choice.locator("option", { hasText: department }).getAttribute("value"));
    await expect(page.getByRole("grid", { name: department })).toBeVisible();
  }
  await settled(page);
}

/** Everything that was entered has reached the worker. */
export async function expectSaved(page: Page) {
  await expectSaveState(page, /^已保存/);
}

/** What the editor says of saving. */
export async function expectSaveState(page: Page, words: RegExp) {
  await expect(page.getByRole("status").filter({ hasText: words }).first()).toBeVisible();
}

/** Publishes the month on the screen. */
export async function publish(page: Page) {
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布", { exact: true })).toBeVisible();
}
