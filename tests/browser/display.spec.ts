// Language and theme: choices of a device, remembered there.

import { type Page } from "@playwright/test";
import { expect, test } from "./shop.ts";
import { STAFF, enter, open, settled } from "./people.ts";

/** How light the page is, from 0 to 255. */
function lightness(page: Page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

/** The colours of the browser's own bars: for a light system, and for a dark one. */
function bars(page: Page) {
  return page.locator("meta[name=theme-color]").evaluateAll((metas) => metas.map((meta) => (meta as HTMLMetaElement).content));
}

test("the language changes without a reload and is remembered", async ({ page }) => {
  await enter(page, STAFF, "/me");
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.getByRole("radio", { name: "English" }).check();
  await expect(page.getByRole("heading", { level: 1, name: "Me" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle("Me · Dianwu");
  await page.getByRole("link", { name: "Team" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
  expect(loads).toBe(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("another tab follows the language @desktop", async ({ page, context }) => {
  await enter(page, STAFF, "/me");
  const other = await context.newPage();
  await open(other, "/team");
  await page.getByRole("radio", { name: "English" }).check();
  await expect(other.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
  await expect(other.locator("html")).toHaveAttribute("lang", "en");
});

test("the sign-in page speaks both languages @phone", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("工号或手机号").fill("CS02");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByLabel("Staff number or phone")).toHaveValue("CS02");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Required.")).toBeVisible();
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByText("请填写。")).toBeVisible();
});

test("the theme changes at once, is remembered, and may follow the system", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await enter(page, STAFF, "/me");
  expect(await lightness(page)).toBeGreaterThan(200);
  await page.getByRole("radio", { name: "深色" }).check();
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  expect(await bars(page)).toEqual(["#171b21", "#171b21"]);
  await page.reload();
  await settled(page);
  expect(await lightness(page)).toBeLessThan(60);
  await expect(page.getByRole("radio", { name: "深色" })).toBeChecked();
  expect(await bars(page)).toEqual(["#171b21", "#171b21"]);
  await page.getByRole("radio", { name: "跟随系统" }).check();
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
  expect(await bars(page)).toEqual(["#ffffff", "#171b21"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => lightness(page)).toBeLessThan(60);
});
