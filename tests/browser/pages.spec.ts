// Every page, for whoever sees most: nothing for axe to find, nothing thrown or refused, nothing wider than the screen.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../harness/fixture.ts";
import { ADMINISTRATOR, TEAM_MANAGER, month, signIn, watchForErrors, type Person } from "./people.ts";

const PAGES: [Person, string[]][] = [
  [
    ADMINISTRATOR,
    ["/", "/month", "/team", "/me", "/more", "/people", "/settings", "/settings/positions", "/settings/shifts", "/settings/shop", "/audit", "/nowhere"],
  ],
  [TEAM_MANAGER, ["/", "/month", "/team", "/people", `/rosters?month=${month()}`, `/rosters?month=${month(1)}`]],
];

for (const theme of ["light", "dark"] as const) {
  for (const lang of ["zh", "en"] as const) {
    for (const [person, addresses] of PAGES) {
      test(`axe finds nothing on the pages of ${person.number}, ${theme}, ${lang}`, async ({ page }) => {
        test.setTimeout(120_000);
        const errors = watchForErrors(page);
        await signIn(page, person);
        await page.evaluate(
          ([theme, lang]) => {
            localStorage.setItem("theme", JSON.stringify(theme));
            localStorage.setItem("lang", JSON.stringify(lang));
          },
          [theme, lang],
        );
        for (const address of addresses) {
          await page.goto(address);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map((found) => `${address}: ${found.id} ${found.nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
          const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(spill, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
        }
        expect(errors).toEqual([]);
      });
    }
  }
}

test("axe finds nothing on the sign-in page", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "登录" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
