// People find the places of their work and no others.

import { expect, test } from "../harness/fixture.ts";
import { ADMINISTRATOR, HR, STAFF, TEAM_MANAGER, signIn, type Person } from "./people.ts";

const PLACES: [Person, string[]][] = [
  [STAFF, ["今日", "班表", "团队"]],
  [TEAM_MANAGER, ["今日", "班表", "团队", "排班", "人员"]],
  [HR, ["今日", "班表", "团队", "排班", "人员", "设置"]],
  [ADMINISTRATOR, ["今日", "班表", "团队", "排班", "人员", "设置", "操作记录"]],
];

for (const [person, places] of PLACES) {
  test(`the side bar shows ${person.number} ${places.length} places @desktop`, async ({ page }) => {
    await signIn(page, person);
    const links = page.getByRole("navigation", { name: "主导航" }).locator("li a:visible");
    await expect(links).toHaveText(places);
  });
}

for (const address of ["/people", "/rosters", "/settings", "/audit", "/nowhere"]) {
  test(`staff find nothing at ${address}`, async ({ page }) => {
    await signIn(page, STAFF);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1, name: "没有这个页面" })).toBeVisible();
  });
}

test("the bottom bar leads to every place within two taps @phone", async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  for (const place of ["排班", "人员", "设置", "操作记录"]) {
    await page.getByRole("link", { name: "更多" }).click();
    await page.getByRole("main").getByRole("link", { name: place }).click();
    await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
  }
});
