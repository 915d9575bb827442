// 设置: departments, positions, shift kinds, the shop.

import { type Page } from "@playwright/test";
import { expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, HR, enter, open, toast } from "./people.ts";
import { openSheet } from "./sheet.ts";

/** The line of something in a list or a tree. */
function line(page: Page, name: string) {
  return page.getByRole("main").getByText(name, { exact: true });
}

/** Deletes something, and confirms that it is meant. */
async function remove(page: Page, name: string, deed: string) {
  await page.getByRole("button", { name: `删除${name}`, exact: true }).click();
  const question = page.getByRole("alertdialog", { name: new RegExp(name) });
  await question.getByRole("button", { name: deed }).click();
  await expect(question).toBeHidden();
}

test("departments are added, renamed, moved, and deleted when nothing is in them", async ({ page }) => {
  // HR may not move one below somebody who would then read its people.
  await enter(page, ADMINISTRATOR, "/settings");
  await page.getByRole("button", { name: "添加部门" }).first().click();
  const form = page.getByRole("dialog", { name: "添加部门" });
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("请填写。")).toBeVisible();
  await form.getByLabel("名称").fill("直播组");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  await expect(line(page, "直播组")).toBeVisible();

  await page.getByRole("button", { name: "编辑直播组" }).click();
  const edit = page.getByRole("dialog", { name: "编辑直播组" });
  await edit.getByLabel("名称").fill("直播部");
  const above = edit.getByLabel("上级部门");
  await above.selectOption(await above.locator("option", { hasText: "运营推广" }).getAttribute("value"));
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(edit).toBeHidden();
  await expect(line(page, "直播组")).toHaveCount(0);
  const parent = page.getByRole("listitem").filter({ has: page.getByText("运营推广", { exact: true }) }).last();
  await expect(parent.getByRole("listitem")).toContainText(["直播部"]);

  await page.getByRole("button", { name: "在直播部下添加部门" }).click();
  // Forty letters in their one spelling; some devices send a letter and its accent apart.
  const night = `夜播${"é".repeat(38)}`.normalize("NFC");
  await form.getByLabel("名称").fill(night.normalize("NFD"));
  await form.getByRole("button", { name: "保存" }).click();
  await expect(line(page, night)).toBeVisible();

  for (const [used, told] of [
    ["客服组", /还有 \d+ 名员工、.*个月的班表.*在用。排班记录要一直保留，所以不能删除/],
    ["直播部", "还有 1 个下级部门在用。请先移走或撤掉，再来删除。"],
  ] as const) {
    await remove(page, used, "删除部门");
    await expect(toast(page, told).last()).toBeVisible();
    await expect(line(page, used)).toBeVisible();
  }
  await remove(page, night, "删除部门");
  await expect(line(page, night)).toHaveCount(0);
  await remove(page, "直播部", "删除部门");
  await expect(line(page, "直播部")).toHaveCount(0);
  await page.reload();
  await expect(line(page, "客服组")).toBeVisible();
  await expect(line(page, "直播部")).toHaveCount(0);
});

test("positions are added, renamed, and deleted when nobody holds them", async ({ page }) => {
  await enter(page, HR, "/settings/positions");
  await page.getByRole("button", { name: "添加岗位" }).click();
  const form = page.getByRole("dialog", { name: "添加岗位" });
  await form.getByLabel("名称").fill("售前客服");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("已有同名的，请换一个名称。")).toBeVisible();
  await form.getByLabel("名称").fill("主播");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(line(page, "主播")).toBeVisible();
  await page.getByRole("button", { name: "编辑主播" }).click();
  const edit = page.getByRole("dialog", { name: "编辑主播" });
  await edit.getByLabel("名称").fill("带货主播");
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(line(page, "带货主播")).toBeVisible();

  await remove(page, "售前客服", "删除岗位");
  await expect(toast(page, /还有 \d+ 名员工.*在用。请先移走或撤掉，再来删除。/)).toBeVisible();
  await expect(line(page, "售前客服")).toBeVisible();
  await remove(page, "带货主播", "删除岗位");
  await expect(line(page, "带货主播")).toHaveCount(0);
});

test("a shift's hours change from a day on, in parts, and can be taken back before it @desktop", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/shifts");
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "晚班" });
  const form = page.getByRole("dialog", { name: "编辑晚班" });
  await page.getByRole("button", { name: "编辑晚班" }).click();
  await expect(form.getByLabel("起始日")).toHaveCount(0);
  await form.getByLabel("结束").fill("20:00");
  await form.getByRole("button", { name: "再加一段" }).click();
  await form.getByRole("group", { name: "第 2 段" }).getByLabel("开始").fill("21:00");
  await form.getByRole("group", { name: "第 2 段" }).getByLabel("结束").fill("01:00");
  await expect(form.getByText("16:00–20:00 21:00–次日 01:00，共 8 小时")).toBeVisible();
  await expect(form.getByText(/^从 \d+月\d+日起按新时间；之前的班表不变。 草稿里有 \d+ 格会按新时间计算。$/)).toBeVisible();

  const first = form.getByLabel("起始日");
  const earliest = await first.inputValue();
  await first.fill("2026-11-23");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(first).toHaveAttribute("aria-invalid", "true");
  await first.fill(earliest);
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  await expect(row).toContainText(/16:00–24:00.*起 16:00–20:00 21:00–次日 01:00/);

  await page.getByRole("button", { name: "编辑晚班" }).click();
  const past = form.getByRole("region", { name: "历次时间" });
  await expect(past.getByRole("listitem")).toHaveText([/21:00–次日 01:00.*未开始/, /16:00–24:00.*最初/]);
  await past.getByRole("button", { name: /^取消 .*起的新时间$/ }).click();
  await expect(form).toBeHidden();
  await expect(row).not.toContainText("21:00");
});

test("a new shift past midnight is offered in the roster, a retired one is not @desktop", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/shifts");
  await page.getByRole("button", { name: "添加班次" }).click();
  const form = page.getByRole("dialog", { name: "添加班次" });
  await form.getByLabel("名称").fill("大夜班");
  await form.getByLabel("简称").fill("夜");
  await form.getByLabel("开始").fill("22:00");
  await form.getByLabel("结束").fill("22:00");
  await form.getByRole("button", { name: "保存" }).click();
  const end = form.getByLabel("结束");
  await expect(end).toHaveAttribute("aria-invalid", "true");
  await expect(end).toHaveAccessibleDescription(/要晚于上一个时间.*过零点直接填/);
  // What is typed as clocks show it is the next day; the meal and the night follow.
  await end.fill("06:00");
  await expect(form.getByText("22:00–次日 06:00，共 8 小时")).toBeVisible();
  await expect(form.getByLabel("计薪时长")).toHaveValue("420");
  await expect(form.getByRole("checkbox", { name: /夜班/ })).toBeChecked();
  await form.getByRole("radio", { name: "紫", exact: true }).check();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "大夜班" })).toContainText("22:00–次日 06:00");

  await page.getByRole("button", { name: "编辑行政班" }).click();
  const edit = page.getByRole("dialog", { name: "编辑行政班" });
  await edit.getByRole("checkbox", { name: /停用/ }).check();
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "行政班" })).toContainText("停用");

  await page.context().clearCookies();
  await enter(page, { number: "MG02", name: "林晓芸" });
  await openSheet(page, month(2), "客服组");
  const palette = page.getByRole("toolbar", { name: "班次" });
  await expect(palette.getByRole("button", { name: /大夜班/ })).toBeVisible();
  await expect(palette.getByRole("button", { name: /行政班/ })).toHaveCount(0);
  await openSheet(page, month(), "运营推广");
  await expect(page.getByRole("gridcell", { name: "班", exact: true }).first()).toBeVisible();
});

test("the shop's name shows at once wherever it stands, and wrong times are marked", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/shop");
  await page.getByLabel("营业日分界").fill("25:99");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByLabel("营业日分界")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("营业日分界").fill("05:00");
  await page.getByLabel("店铺名称").fill("青禾衣铺旗舰店");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "已保存")).toBeVisible();
  await open(page, "/me");
  await expect(page.getByRole("main").getByText("青禾衣铺旗舰店")).toBeVisible();
  await open(page, "/settings/shop");
  await expect(page.getByLabel("营业日分界")).toHaveValue("05:00");
  await page.getByRole("button", { name: "开始整理" }).click();
  await expect(page.getByText(/^检查了 \d+ 条，改了 0 处，留下 0 处。$/)).toBeVisible();
});

test("HR sets up departments and positions, and leaves shifts and the shop to administrators @desktop", async ({ page }) => {
  await enter(page, HR, "/settings");
  await expect(page.getByRole("navigation", { name: "设置" }).getByRole("link")).toHaveText(["部门", "岗位"]);
  await open(page, "/settings/shop");
  await expect(page.getByLabel("店铺名称")).toHaveCount(0);
});
