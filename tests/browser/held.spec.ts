// A published roster changed against the rules: staff would see it at once, so it waits for a reason.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { STAFF, TEAM_MANAGER, enter } from "./people.ts";
import { FAR, plan, publishFar } from "./planning.ts";
import { cell, expectSaved, expectSaveState, openSheet, shifts } from "./sheet.ts";

/** Six days from the first Monday on, and the seventh. */
function week() {
  const [year, number] = FAR.split("-").map(Number);
  const monday = 1 + ((8 - (new Date(year, number - 1, 1).getDay() || 7)) % 7);
  return { six: [0, 1, 2, 3, 4, 5].map((on) => monday + on), seventh: monday + 6 };
}

test("a change that breaks a rule waits until somebody says why, or takes it back", async ({ page }) => {
  const errors = watchForErrors(page);
  const { six, seventh } = week();
  await enter(page, TEAM_MANAGER, null);
  await plan(page, [STAFF], six.slice(0, 5));
  await publishFar(page);
  await openSheet(page, FAR);
  const isPhone = (page.viewportSize()?.width ?? 0) < 768;
  const paint = async (day: number) => {
    await cell(page, STAFF, day).click();
    if (isPhone) await page.getByRole("dialog").getByRole("button", { name: /早班/ }).click();
    else await page.keyboard.press("z");
  };
  await paint(six[5]);
  const panel = isPhone
    ? page.getByRole("dialog", { name: "待处理的改动" })
    : page.getByRole("complementary", { name: "待处理的改动" });
  // Six days of eight hours are beyond the legal most of a week.
  await expect(panel.getByText(/一周 48/)).toBeVisible();
  await expectAccessible(page, "changes on hold");
  await expectSaveState(page, /1 格违反规则，未保存/);
  await panel.getByRole("button", { name: "撤回这些改动" }).click();
  await expect(panel).toBeHidden();
  expect(await shifts(page, STAFF, [six[5]])).toEqual([""]);

  await paint(seventh);
  await expect(panel).toBeVisible();
  await panel.getByRole("button", { name: "签批并保存" }).click();
  await expect(panel.getByText("请填写。")).toBeVisible();
  await panel.getByLabel("签批原因").fill("大促人手不够");
  await panel.getByRole("button", { name: "签批并保存" }).click();
  await expect(panel).toBeHidden();
  await expectSaved(page);
  await page.reload();
  await expect(cell(page, STAFF, seventh)).toHaveText("早");
  expect(errors).toEqual([]);
});

test("while the rules are not loaded nobody is told that all is well @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await page.route("**/api/rosters/**/context", (route) => route.abort());
  await openSheet(page, FAR);
  const chip = page.getByRole("button", { name: "规则没有加载" });
  await expect(chip).toBeVisible();
  await chip.click();
  await page.unroute("**/api/rosters/**/context");
  await page.getByRole("complementary", { name: "排班检查" }).getByRole("button", { name: "重试" }).click();
  await expect(page.getByRole("button", { name: /检查通过|错误|提醒/ })).toBeVisible();
});
