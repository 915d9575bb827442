// Every page and every dialog, for whoever sees most: nothing for axe to find, nothing thrown or refused, nothing wider
// than the screen.

import { type Page } from "@playwright/test";
import { expectAccessible, expectAccessibleWords, speak, switchTo, watchForErrors } from "./checks.ts";
import { EMPTY, expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, NEWCOMER, STAFF, TEAM_MANAGER, enter, fillSignIn, open, settled, type Person } from "./people.ts";
import { cell, openSheet } from "./sheet.ts";

const PAGES: [string, Person, string[]][] = [
  [
    "administrators",
    ADMINISTRATOR,
    ["/", "/month", "/team", "/open-shifts", "/duties", "/notices", "/me", "/more", "/people", "/settings", "/settings/positions", "/settings/shifts", "/settings/rules", "/settings/holidays", "/settings/shop", "/audit", "/nowhere"],
  ],
  ["managers", TEAM_MANAGER, ["/", "/month", `/month?month=${month(1)}`, "/open-shifts", "/duties", "/notices", "/rosters/demands", "/rosters/cycles", "/people", "/audit", `/rosters?month=${month()}`, `/rosters?month=${month(2)}`]],
];

for (const [who, person, addresses] of PAGES) {
  test(`axe finds nothing on the pages of ${who}`, async ({ page }) => {
    test.setTimeout(120_000);
    const errors = watchForErrors(page);
    await enter(page, person, null);
    for (const address of addresses) {
      await open(page, address);
      await expectAccessible(page, address);
      await switchTo(page, "en");
      await settled(page);
      await expectAccessibleWords(page, `${address} in English`);
      await speak(page, "zh");
    }
    expect(errors).toEqual([]);
  });
}

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true }).last();
}

/** Opens a dialog, has it examined, and closes it again. */
async function examine(page: Page, name: string | RegExp, opening: () => Promise<void>) {
  await opening();
  const dialog = page.getByRole("dialog", { name }).or(page.getByRole("alertdialog", { name })).last();
  await expect(dialog).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expectAccessible(page, `dialog ${name}`);
  const box = await dialog.boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  expect.soft((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width, `dialog ${name} fits`).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

test("axe finds nothing in the dialogs of people", async ({ page }) => {
  test.setTimeout(120_000);
  const errors = watchForErrors(page);
  await enter(page, ADMINISTRATOR, "/people");
  await examine(page, "添加人员", () => button(page, "添加人员").click());
  await button(page, "导入").click();
  const file = "工号,姓名,部门,入职日期\nCS31,苏念安,客服组,2026-11-01\nCS02,,没有,2026-11-01\n";
  await examine(page, "导入人员", () =>
    page.getByLabel("选择表格文件").setInputFiles({ name: "新员工.csv", mimeType: "text/csv", buffer: Buffer.from(file) }),
  );
  await page.getByRole("rowheader").filter({ hasText: STAFF.number }).getByRole("link").click();
  await expect(page.getByRole("dialog").getByText("没有", { exact: true })).toBeVisible();
  await expectAccessible(page, "person");
  await examine(page, /的角色$/, () => button(page, "设置角色").click());
  await examine(page, /的特殊保护$/, () => button(page, "设置特殊保护").click());
  await examine(page, /办理离职$/, () => button(page, "办理离职").click());
  await examine(page, /调岗$/, () => button(page, "调岗").click());
  await examine(page, /合同与试用期$/, () => button(page, "合同与试用期").click());
  await examine(page, /的入职日期$/, () => button(page, "更正入职日期").click());
  await examine(page, /^重置/, () => button(page, "重置密码").click());
  await examine(page, /^编辑/, () => button(page, "编辑").click());
  expect(errors).toEqual([]);
});

test("axe finds nothing in the dialogs of settings", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, ADMINISTRATOR, "/settings");
  await examine(page, "添加部门", () => button(page, "添加部门").click());
  await examine(page, /^删除部门/, () => button(page, "删除客服组").click());
  await open(page, "/settings/positions");
  await examine(page, "添加岗位", () => button(page, "添加岗位").click());
  await open(page, "/settings/shifts");
  await examine(page, "添加班次", () => button(page, "添加班次").click());
  expect(errors).toEqual([]);
});

test("axe finds nothing in the dialogs of rosters and of oneself", async ({ page, isMobile }) => {
  const errors = watchForErrors(page);
  await enter(page, TEAM_MANAGER, null);
  await openSheet(page, month(1));
  await examine(page, /^发布/, () => button(page, "发布").click());
  await examine(page, new RegExp(STAFF.name), async () => {
    await cell(page, STAFF, 2).click();
    if (!isMobile) await page.keyboard.press("Enter");
  });
  await open(page, "/me");
  await examine(page, "修改密码", () => page.getByRole("button", { name: "修改密码" }).click());
  expect(errors).toEqual([]);
});

test("axe finds nothing before anybody is signed in", async ({ page }) => {
  const errors = watchForErrors(page);
  await page.goto("/");
  await page.getByRole("button", { name: "登录" }).click();
  await expectAccessible(page, "sign-in");
  await switchTo(page, "en");
  await expectAccessibleWords(page, "sign-in in English");
  await switchTo(page, "zh");
  await fillSignIn(page, NEWCOMER.number);
  await expect(page.getByRole("heading", { name: "设置新密码" })).toBeVisible();
  await expectAccessible(page, "first password");
  await switchTo(page, "en");
  await expectAccessibleWords(page, "first password in English");
  expect(errors).toEqual([]);
});

test.describe("in an empty shop", () => {
  test.use({ template: EMPTY, vars: { SETUP_CODE: "K7QF-2M9X-RT4C-8WPZ" } });

  test("axe finds nothing on the set-up page", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "完成设置" }).click();
    await expectAccessible(page, "set-up");
  });
});
