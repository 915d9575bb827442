// What somebody was told: counted in the frame until it is read, and kept in the inbox.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { STAFF, TEAM_MANAGER, enter, open, settled } from "./people.ts";
import { FAR, plan, publishFar } from "./planning.ts";

test("what was told is counted in the frame until it is read, and stays in the inbox @phone", async ({ page, device }) => {
  const errors = watchForErrors(page);
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [STAFF], [3]);
  await publishFar(desk);

  // On a page other than 今日 the count comes by itself.
  await enter(page, STAFF, "/month");
  const counted = /\d 条未读消息/;
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: counted }).click();
  await expect(page.getByRole("heading", { level: 1, name: "更多" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: counted }).click();
  await expect(page.getByRole("heading", { level: 1, name: "消息" })).toBeVisible();
  const first = page.getByRole("main").getByRole("listitem").first();
  await expect(first).toContainText(`${Number(FAR.slice(5))}月班表已发布`);
  await expect(first).toContainText("未读");
  await expectAccessible(page, "inbox");
  await first.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();

  await page.goBack();
  await settled(page);
  await expect(first).not.toContainText("未读");
  await page.getByRole("button", { name: "全部已读" }).click();
  await expect(page.getByRole("button", { name: "全部已读" })).toHaveCount(0);
  await expect(page.getByText("未读")).toHaveCount(0);
  await open(page, "/");
  await expect(page.getByRole("region", { name: "新消息" })).toHaveCount(0);
  await expect(page.getByRole("img", { name: counted })).toHaveCount(0);
  await open(page, "/notices");
  await expect(first).toContainText("班表已发布");
  expect(errors).toEqual([]);
});
