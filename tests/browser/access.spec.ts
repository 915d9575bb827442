// People find the places of their work and no others.

import { expect, test } from "./shop.ts";
import { ADMINISTRATOR, HR, STAFF, TEAM_MANAGER, enter, open, type Person } from "./people.ts";

/** Places by their names; what waits there is counted behind them. */
const named = (places: string[]) => places.map((place) => new RegExp(`^${place}\\d*$`));

const PLACES: [string, Person, string[]][] = [
  ["staff", STAFF, ["今日", "班表", "团队", "消息", "空班", "值日"]],
  ["managers", TEAM_MANAGER, ["今日", "班表", "团队", "消息", "空班", "值日", "排班", "人员", "操作记录"]],
  ["HR", HR, ["今日", "班表", "团队", "消息", "空班", "值日", "排班", "人员", "设置", "操作记录"]],
  ["administrators", ADMINISTRATOR, ["今日", "班表", "团队", "消息", "空班", "值日", "排班", "人员", "设置", "操作记录"]],
];

for (const [who, person, places] of PLACES) {
  test(`the side bar shows ${who} their ${places.length} places, and each opens @desktop`, async ({ page }) => {
    await enter(page, person);
    const links = page.getByRole("navigation", { name: "主导航" }).getByRole("listitem").getByRole("link");
    await expect(links).toHaveText(named(places));
    for (const place of [...places.slice(1), places[0]]) {
      await links.filter({ hasText: place }).click();
      await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
      await expect(page.getByRole("main")).toBeFocused();
      await expect(page.getByRole("navigation", { name: "主导航" }).locator("[aria-current=page]")).toHaveText(named([place]));
    }
  });
}

test("staff find nothing where others work, and a way back @phone", async ({ page }) => {
  await enter(page, STAFF);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "更多" }).click();
  await expect(page.getByRole("main").getByRole("listitem")).toHaveText(named(["消息", "空班", "值日"]));
  for (const address of ["/people", "/rosters", "/settings", "/settings/shop", "/audit", "/nowhere"]) {
    await open(page, address);
    await expect(page.getByRole("heading", { level: 1, name: "没有这个页面" })).toBeVisible();
  }
  await page.getByRole("link", { name: "回到今日" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});

test("the bottom bar leads to every place within two taps @phone", async ({ page }) => {
  await enter(page, ADMINISTRATOR);
  const bar = page.getByRole("navigation", { name: "主导航" });
  for (const place of ["班表", "团队", "我的", "今日"]) {
    await bar.getByRole("link", { name: place }).click();
    await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
  }
  for (const place of ["消息", "空班", "值日", "排班", "人员", "设置", "操作记录"]) {
    await bar.getByRole("link", { name: "更多" }).click();
    await page.getByRole("main").getByRole("link", { name: place }).click();
    await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
    await page.getByRole("link", { name: "返回" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "更多" })).toBeVisible();
  }
});
