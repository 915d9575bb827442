// The last 今日: shown at once, as of when it was; never to be acted upon, and never somebody else's.

import { type Page } from "@playwright/test";
import { expect, test } from "./shop.ts";
import { COLLEAGUE, PASSWORD, STAFF, enter, settled } from "./people.ts";

/** What the device has kept. */
function kept(page: Page): Promise<{ person: string } | null> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("today") ?? "null"));
}

/** Opens 今日 and stays until it is kept. */
async function stay(page: Page) {
  await enter(page, STAFF);
  await expect.poll(() => kept(page)).not.toBeNull();
}

/** Holds back what the API answers, until what it returns is called. */
async function hold(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.route("**/api/**", async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

test("the last 今日 is there before any answer, marked and out of reach, until the new one comes @release", async ({ page }) => {
  await stay(page);
  const release = await hold(page);
  await page.reload({ waitUntil: "commit" });
  const last = page.locator("#boot");
  await expect(last.getByRole("status")).toHaveText(/^截至 \d\d:\d\d$/);
  await expect(last.locator(".greet")).toBeVisible();
  await expect(last.locator(".bone")).toHaveCount(0);
  await expect(last.locator(".main")).toHaveAttribute("inert", "");
  // The app itself is there by now, and waits.
  await expect(page.locator("#late")).toHaveCount(0);
  await expect(last).toBeVisible();
  release();
  await expect(last).toHaveCount(0);
  await settled(page);
  await expect(page.getByText("截至")).toHaveCount(0);
});

test("without a network the last 今日 stays and says so @phone", async ({ page }) => {
  await stay(page);
  await page.route("**/api/**", (route) => route.abort());
  await page.reload({ waitUntil: "commit" });
  const last = page.locator("#boot");
  await expect(last.getByRole("status")).toContainText("网络");
  await expect(last.locator(".greet")).toBeVisible();
  await page.unroute("**/api/**");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(last).toHaveCount(0);
  await settled(page);
});

test("a tab that is still open does not keep again what has ended in another @phone", async ({ page, context }) => {
  await stay(page);
  const other = await context.newPage();
  await other.goto("/");
  await expect(other.locator("#boot")).toHaveCount(0);
  await settled(other);
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  await other.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  expect(await kept(page)).toBeNull();
});

test("what is kept is gone with the sign-out, with the session, and for somebody else @phone", async ({ page, context }) => {
  await stay(page);
  await page.goto("/me");
  await page.getByRole("button", { name: "退出登录", exact: true }).click();
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  expect(await kept(page)).toBeNull();

  await stay(page);
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  await expect(page.locator("#boot")).toHaveCount(0);
  expect(await kept(page)).toBeNull();

  await stay(page);
  const own = await kept(page);
  // A session of somebody else's, of which this device's storage knows nothing.
  await page.evaluate(
    async ([login, password]) => {
      const headers = { "content-type": "application/json" };
      await fetch("/api/session", { method: "POST", headers, body: JSON.stringify({ login, password }) });
    },
    [COLLEAGUE.number, PASSWORD],
  );
  await page.reload();
  await settled(page);
  await expect(page.getByText(STAFF.name)).toHaveCount(0);
  await expect.poll(async () => (await kept(page))?.person ?? own?.person).not.toBe(own?.person);
});
