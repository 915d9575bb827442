// What rosters are planned with: rules, the year's holidays, how many people are needed, cycles.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { ADMINISTRATOR, TEAM_MANAGER, enter, toast } from "./people.ts";

test("a department gets rules of its own, and follows the shop's again", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, ADMINISTRATOR, "/settings/rules");
  await page.getByRole("combobox", { name: "部门" }).selectOption({ label: "客服组" });
  const limit = page.getByLabel("连续上班：限值");
  await expect(limit).toHaveValue("6");
  await limit.fill("99");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText(/^请填 .* 到 .*。$/)).toBeVisible();
  await expectAccessible(page, "a rule with a wrong limit");
  await limit.fill("5");
  await page.getByLabel("连续上班：程度").selectOption({ label: "提醒" });
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("这个部门有自己的规则")).toBeVisible();
  await page.reload();
  await expect(limit).toHaveValue("5");

  await page.getByRole("button", { name: "恢复沿用上级" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "恢复沿用上级" }).click();
  await expect(limit).toHaveValue("6");
  await expect(page.getByText("这个部门有自己的规则")).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("a year's holidays are read from a table, every wrong line told, and changed by the day", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, ADMINISTRATOR, "/settings/holidays?year=2027");
  await expect(page.getByText("还没有这一年的节假日")).toBeVisible();
  await page.getByRole("button", { name: "导入" }).click();
  const table = page.getByRole("dialog", { name: "导入 2027 年节假日" });
  await table.getByLabel("节假日表").fill("2027-01-01,法定,元旦\n2027-02-30,放假,春节\n2026-05-01,法定,劳动节\n2027-01-03,上学,元旦");
  for (const line of [2, 3, 4]) await expect(table.getByText(`第 ${line} 行：`)).toBeVisible();
  await expectAccessible(page, "wrong lines of a table");
  await table.getByRole("button", { name: "替换这一年" }).click();
  await expect(table).toBeVisible();
  await table.getByLabel("节假日表").fill("2027-01-01,法定,元旦\n2027-01-02,放假,元旦");
  await expect(table.getByText("共 2 天，可以导入。")).toBeVisible();
  await expect(table.getByText("法定节假日有 1 天，按规定应为 13 天。")).toBeVisible();
  await table.getByRole("button", { name: "替换这一年" }).click();
  await expect(table.getByText("请核对后勾选")).toBeVisible();
  await expectAccessible(page, "a table that is doubted");
  await table.getByRole("checkbox", { name: "我已核对，仍然替换" }).check();
  await table.getByRole("button", { name: "替换这一年" }).click();
  await expect(table).toBeHidden();

  await page.getByRole("button", { name: "添加一天" }).click();
  const form = page.getByRole("dialog", { name: "添加一天" });
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("请填写。").first()).toBeVisible();
  await form.getByLabel("日期").fill("2027-01-09");
  await form.getByLabel("类型").selectOption({ label: "调休上班" });
  await form.getByLabel("名称").fill("元旦");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  const counts = (off: number, work: number) => page.getByText(`法定节假日 1 天，放假 ${off} 天，调休上班 ${work} 天`);
  await expect(counts(1, 1)).toBeVisible();
  await page.getByRole("button", { name: /^删除.*1月2日/ }).click();
  await expect(counts(0, 1)).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(counts(1, 1)).toBeVisible();
  await page.reload();
  await expect(counts(1, 1)).toBeVisible();
  expect(errors).toEqual([]);
});

test("a first line that is no heading is told, and files are read as spreadsheets save them @desktop", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/holidays?year=2027");
  await page.getByRole("button", { name: "导入" }).click();
  const table = page.getByRole("dialog", { name: "导入 2027 年节假日" });
  const text = table.getByLabel("节假日表");
  await text.fill("2O27-01-01,法定,元旦\n2027-01-02,放假,元旦");
  await expect(table.getByText("第 1 行：应写成 2027-01-01,法定,元旦。")).toBeVisible();
  await text.fill("2027-01-01,法定,元旦\n2027-01-01,休,元旦\n2026-01-01,法定,元旦\n2027-01-01,法定,元旦");
  for (const words of [
    "第 2 行：类型只能写“法定”“放假”“上班”。",
    "第 3 行：没有这一天，或不是 2027 年。",
    "第 4 行：这一天前面已经写过。",
  ]) {
    await expect(table.getByText(words)).toBeVisible();
  }
  const file = table.getByLabel("选择 CSV 文件");
  // 日期,类型,名称 and 2027/1/1,法定,元旦 in GB18030.
  const chinese = Buffer.from("c8d5c6da2cc0e0d0cd2cc3fbb3c60d0a323032372f312f312cb7a8b6a82cd4aab5a90d0a", "hex");
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("2027年1月2日\t放假\t元旦\r\n", "utf16le")]);
  const utf8 = Buffer.from('\ufeff"2027-01-03","上班","元旦, 补班"\r\n');
  for (const [buffer, line] of [[chinese, "法定,元旦"], [utf16, "放假\t元旦"], [utf8, "元旦, 补班"]] as const) {
    await file.setInputFiles({ name: "2027.csv", mimeType: "text/csv", buffer });
    await expect(text).toHaveValue(new RegExp(line));
    await expect(table.getByText("共 1 天，可以导入。")).toBeVisible();
  }
  await file.setInputFiles({ name: "2027.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\u0003\u0004…") });
  await expect(table.getByText("这是 Excel 工作簿，这里读不了。")).toBeVisible();
  await expect(text).toHaveValue(/元旦, 补班/);
});

test("a top department gives its rules up for the defaults", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/rules");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("button", { name: "恢复默认规则" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("这家店会改用法定和常用的默认值");
  await question.getByRole("button", { name: "恢复默认规则" }).click();
  await expect(page.getByText("还没有人设置过")).toBeVisible();
});

test("demand is added by time of day, changed, deleted and brought back", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, TEAM_MANAGER, "/rosters/demands");
  await page.getByRole("button", { name: "添加需求" }).first().click();
  const form = page.getByRole("dialog", { name: "添加需求" });
  await form.getByRole("radio", { name: "时段" }).check();
  await form.getByLabel("开始", { exact: true }).fill("20:10");
  await form.getByLabel("结束", { exact: true }).fill("22:00");
  await form.getByLabel("需要人数").fill("3");
  await form.getByRole("button", { name: "周末" }).click();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByLabel("开始", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "a wrong demand");
  await form.getByLabel("开始", { exact: true }).fill("20:00");
  await expect(form.getByLabel("开始", { exact: true })).not.toHaveAttribute("aria-invalid", "true");
  // A Thursday and a Friday are no weekend.
  await form.getByLabel("例外开始").fill("2026-11-12");
  await form.getByLabel("例外结束").fill("2026-11-13");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("永远用不上")).toBeVisible();
  await expectAccessible(page, "an exception that never applies");
  for (const day of ["周六", "周日"]) await form.getByRole("checkbox", { name: day }).uncheck();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("至少选一天。")).toBeVisible();
  await expect(form.getByRole("checkbox", { name: "周一" })).toBeFocused();
  await form.getByRole("button", { name: "每天" }).click();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText("例外：2026年11月12日–2026年11月13日", { exact: true })).toBeVisible();
  const line = page.getByRole("listitem").filter({ hasText: "20:00–22:00 在岗" });
  await expect(line).toContainText("3 人");

  await line.getByRole("button", { name: /^编辑/ }).click();
  const edit = page.getByRole("dialog", { name: "编辑需求" });
  await edit.getByLabel("需要人数").fill("4");
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(line).toContainText("4 人");
  await line.getByRole("button", { name: /^删除/ }).click();
  await expect(line).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(line).toContainText("4 人");
  expect(errors).toEqual([]);
});

test("a cycle of the shop's own is made by clicking shifts, changed, deleted and brought back", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, TEAM_MANAGER, "/rosters/cycles");
  await page.getByRole("button", { name: "添加周期" }).first().click();
  const form = page.getByRole("dialog", { name: "添加周期" });
  await form.getByRole("textbox", { name: "名称" }).fill("一早一休");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("至少要有一天。")).toBeVisible();
  await expectAccessible(page, "a cycle without days");
  await form.getByRole("button", { name: "早班" }).last().click();
  await form.getByRole("button", { name: "未排班" }).click();
  await expect(form.getByText("一个周期 2 天")).toBeVisible();
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form).toBeHidden();
  const line = page.getByRole("listitem").filter({ hasText: "一早一休" });
  await expect(line).toBeVisible();

  await page.getByRole("button", { name: "编辑一早一休" }).click();
  const edit = page.getByRole("dialog", { name: "编辑周期" });
  await edit.getByRole("button", { name: /^去掉第 2 天/ }).click();
  await edit.getByRole("button", { name: "保存" }).click();
  await expect(edit).toBeHidden();
  await page.getByRole("button", { name: "删除一早一休" }).click();
  await expect(line).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(line).toBeVisible();
  await expect(toast(page, "已删除")).toHaveCount(0);
  expect(errors).toEqual([]);
});
