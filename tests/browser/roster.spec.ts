// The story that the product begins with: a manager drafts and publishes a month at the desk, and a member of staff
// finds the shifts on the phone.

import { devices, type Page } from "@playwright/test";
import { expect, test } from "../harness/fixture.ts";
import { STAFF, TEAM_MANAGER, month, signIn } from "./people.ts";

const FAR = month(2);

/** The cell of a person and a day of the month. */
function cell(page: Page, name: string, day: number) {
  return page.getByRole("row").filter({ hasText: name }).getByRole("gridcell").nth(day - 1);
}

async function openMonth(page: Page, which: string) {
  await page.goto(`/rosters?month=${which}`);
  await expect(page.getByRole("grid")).toBeVisible();
}

test("a drafted month is seen by staff when it is published, and not before @desktop", async ({ page, browser, baseURL }) => {
  const phone = await browser.newContext({ ...devices["iPhone 13"], defaultBrowserType: undefined, baseURL, locale: "zh-CN" });
  const staff = await phone.newPage();
  await signIn(staff, STAFF);
  await signIn(page, TEAM_MANAGER);

  await openMonth(page, FAR);
  await cell(page, STAFF.name, 1).click();
  await page.keyboard.type("早");
  await expect(cell(page, STAFF.name, 1)).toHaveText("早");
  await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");

  await staff.goto(`/month?month=${FAR}`);
  await expect(staff.getByText("早班")).toHaveCount(0);

  await page.getByRole("button", { name: "发布" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "发布" }).click();
  await expect(page.getByText("已发布", { exact: true })).toBeVisible();

  await staff.reload();
  await expect(staff.getByText("早班").first()).toBeVisible();

  await cell(page, STAFF.name, 1).click();
  await page.keyboard.press("Delete");
  await page.keyboard.type("晚");
  await expect(cell(page, STAFF.name, 1)).toHaveText("晚");
  await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
  await staff.reload();
  await expect(staff.getByText("晚班").first()).toBeVisible();
  await expect(staff.locator(".change s").first()).toHaveText("早");
  await phone.close();
});
