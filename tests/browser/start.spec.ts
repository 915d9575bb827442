// Whether the app starts at all: run against the release too, where a minified script or a policy could stop it.

import { expect, test } from "../harness/fixture.ts";

test("the app starts, breaks no policy and throws nothing @release", async ({ page }) => {
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|panicked/.test(message.text())) trouble.push(message.text());
  });
  await page.goto("/");
  await expect(page.locator("input[type=password]")).toBeVisible();
  await expect(page.locator("#boot")).toHaveCount(0);
  expect(trouble).toEqual([]);
});
