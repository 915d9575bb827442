// Staff say on the phone what they would like on days that are not planned yet.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { dayName, expect, test } from "./shop.ts";
import { STAFF, TEAM_MANAGER, enter, open, settled, toast } from "./people.ts";
import { FAR, plan, publishFar, send } from "./planning.ts";

const DAY = dayName(`${FAR}-10`);

test("a day is marked, changed and taken back with one tap @phone", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, STAFF, `/month?month=${FAR}`);
  await expect(page.getByRole("heading", { name: "班表还没有发布" })).toBeVisible();
  const cell = page.getByRole("table").getByRole("button", { name: new RegExp(`^${DAY} `) });
  await expect(cell).toHaveAccessibleName(/没有意愿/);
  await cell.click();
  const dialog = page.getByRole("dialog", { name: new RegExp(DAY) });
  await expect(dialog.getByRole("radio", { name: "休息" })).toBeChecked();
  await dialog.getByLabel("备注").fill("家里有事");
  await expectAccessible(page, "a wish");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "已记下")).toBeVisible();
  await expect(cell).toHaveAccessibleName(/想休/);
  const mine = page.getByRole("region", { name: "我的意愿" });
  await expect(mine.getByRole("listitem")).toContainText(["家里有事"]);

  await cell.click();
  await dialog.getByRole("radio", { name: /早班/ }).check({ force: true });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(cell).toHaveAccessibleName(/想上早班/);
  await page.reload();
  await settled(page);
  await expect(mine.getByRole("listitem")).toContainText(["想上早班"]);
  await expectAccessible(page, "a month of wishes");

  await mine.getByRole("button", { name: `删除 ${DAY}的意愿` }).click();
  await expect(cell).toHaveAccessibleName(/没有意愿/);
  await page.locator(".toasts").getByRole("button", { name: "撤销" }).click();
  await expect(cell).toHaveAccessibleName(/想上早班/);
  expect(errors).toEqual([]);
});

test("wishes are two taps from 今日, and taking one back twice is once @phone", async ({ page }) => {
  await enter(page, STAFF, null);
  await send(page, "PUT", `/api/my-wishes/${FAR}-10`, { kind_id: null, note: "" });
  await open(page, "/");
  await page.getByRole("navigation").getByRole("link", { name: "班表" }).click();
  await settled(page);
  await page.getByRole("link", { name: "下个月" }).click();
  const mine = page.getByRole("region", { name: "我的意愿" });
  await expect(mine).toBeVisible();

  await open(page, `/month?month=${FAR}`);
  // The second tap comes while the first is under way.
  await page.route("**/api/my-wishes/*", async (route) => {
    await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  const remove = mine.getByRole("button", { name: `删除 ${DAY}的意愿` });
  await remove.dblclick();
  await expect(remove).toHaveCount(0);
  await expect(page.locator(".toasts").getByRole("button", { name: "撤销" })).toHaveCount(1);

  // Nor does it take the next line, when the list is drawn anew between the two.
  for (const day of [11, 12]) await send(page, "PUT", `/api/my-wishes/${FAR}-${day}`, { kind_id: null, note: "" });
  await open(page, `/month?month=${FAR}`);
  const lines = mine.getByRole("listitem");
  await expect(lines).toHaveCount(2);
  const deletions: string[] = [];
  page.on("request", (request) => request.method() === "DELETE" && deletions.push(request.url()));
  const spot = await lines.first().getByRole("button").boundingBox();
  if (!spot) throw new Error("a wish without its button");
  await page.mouse.move(spot.x + spot.width / 2, spot.y + spot.height / 2);
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
    await expect(lines).toHaveCount(1);
  }
  await page.evaluate(() => fetch("/api/session"));
  expect(deletions.length).toBe(1);
});

test("once the month is published it takes no wishes @phone", async ({ page, device }) => {
  await enter(page, STAFF, `/month?month=${FAR}`);
  await page.getByRole("table").getByRole("button", { name: new RegExp(`^${DAY} `) }).click();
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [STAFF], [3]);
  await publishFar(desk);
  const dialog = page.getByRole("dialog", { name: new RegExp(DAY) });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert")).toContainText("已经发布");
  // The page behind it knows, too.
  await expect(page.locator("[aria-labelledby=wishes]")).toHaveCount(0);
  await open(page, `/month?month=${FAR}`);
  await expect(page.getByRole("region", { name: "我的意愿" })).toHaveCount(0);
});
