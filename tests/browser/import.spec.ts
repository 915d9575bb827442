// Importing people from a table: what is wrong is told, good rows are taken, people who are there are changed by choice.

import { type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { HR, STAFF, TEAM_MANAGER, enter } from "./people.ts";

const HEADING = "工号,姓名,手机号,部门,岗位,入职日期";

/** A CSV file as the file picker hands it over. */
function csv(name: string, lines: string[]) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`, "utf8") };
}

async function openWizard(page: Page) {
  await enter(page, HR, "/people");
  await page.getByRole("button", { name: "导入" }).click();
  return page.getByRole("dialog", { name: "导入人员" });
}

/** The rows of the check, without the heads of its columns, which a phone writes beside each value. */
function rowsOf(wizard: Locator): Locator {
  return wizard.getByRole("region", { name: "预览" }).getByRole("row").filter({ has: wizard.page().getByRole("cell") });
}

/** What was sent to write people. */
function watchWrites(page: Page): string[] {
  const writes: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/people/import")) writes.push(request.url());
  });
  return writes;
}

test("a file with problems shows each at its cell; its good rows are taken and the others downloaded", async ({ page }) => {
  const writes = watchWrites(page);
  const wizard = await openWizard(page);
  const file = csv("新员工.csv", [
    HEADING,
    "CS31,苏念安,13911112222,客服组,售前客服,2026-11-01",
    "cs31,秦若水,13911113333,客服组,售前客服,2026-11-01",
    "CS32,,1391111,不存在的部门,售前客服,2026-13-01",
  ]);
  await wizard.getByLabel("选择表格文件").setInputFiles(file);
  await expect(wizard.getByRole("alert")).toContainText("3 行里有 2 行有问题");
  const rows = rowsOf(wizard);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("和第 2 行重复。");
  for (const problem of ["请填写。", "应为 11 位手机号", "没有这个部门"]) {
    await expect(rows.nth(1)).toContainText(problem);
  }
  await expect(rows.nth(1).getByRole("cell").first()).toHaveText(/^4\s/);
  await wizard.getByRole("radio", { name: "全部 3" }).check();
  await expect(rows).toHaveCount(3);
  expect(writes).toEqual([]);
  const download = page.waitForEvent("download");
  await wizard.getByRole("button", { name: "下载有问题的行" }).click();
  expect((await readFile(await (await download).path())).subarray(0, 2).toString()).toBe("PK");
  await wizard.getByRole("button", { name: "导入 1 人" }).click();
  await expect(wizard.getByRole("status")).toContainText("没有导入 2 行");
  await wizard.getByRole("button", { name: "完成" }).click();
  await page.getByRole("searchbox").fill("苏念安");
  await expect(page.getByRole("table", { name: "人员名单" }).getByRole("rowheader")).toHaveCount(1);
  expect(writes).toHaveLength(1);
});

test("somebody who is there is changed by choice, with what stands now beside it", async ({ page }) => {
  const wizard = await openWizard(page);
  const lines = ["工号,姓名,手机", `${STAFF.number},,13911114444`, `${HR.number},,`];
  await wizard.getByLabel("选择表格文件").setInputFiles(csv("手机.csv", lines));
  const rows = rowsOf(wizard);
  await expect(rows).toHaveCount(1);
  await expect(rows.nth(0)).toContainText("13911114444原：");
  await expect(wizard.getByRole("button", { name: /^更新/ })).toHaveCount(0);
  await expectAccessible(page, "import with changes");
  await wizard.getByRole("checkbox", { name: "更新名单里已有的 1 人" }).check();
  await wizard.getByRole("button", { name: "更新 1 人" }).click();
  await expect(wizard.getByRole("heading", { name: "已更新 1 人" })).toBeVisible();
  await wizard.getByRole("button", { name: "完成" }).click();
  await page.getByRole("searchbox").fill(STAFF.number);
  await expect(page.getByRole("table", { name: "人员名单" })).toContainText("139 1111 4444");
});

test("a good file is checked, then written, and its people are there", async ({ page }) => {
  const writes = watchWrites(page);
  const wizard = await openWizard(page);
  await wizard.getByLabel("选择表格文件").setInputFiles(csv("错.csv", ["甲,乙", "1,2"]));
  await expect(wizard.getByRole("alert")).toContainText("缺少必填的列");
  await wizard.getByRole("button", { name: "换个文件" }).click();
  await wizard.getByLabel("选择表格文件").setInputFiles({ name: "空.csv", mimeType: "text/csv", buffer: Buffer.alloc(0) });
  await expect(wizard.getByRole("alert")).toContainText("文件是空的");

  const file = csv("新员工.csv", [
    HEADING,
    "CS31,苏念安,13911112222,客服组,售前客服,2026-11-01",
    "WH31,秦若水,,仓储,仓储专员,2026/11/02",
  ]);
  await wizard.getByLabel("选择表格文件").setInputFiles(file);
  await expect(wizard.getByText("没有问题，可以导入")).toBeVisible();
  expect(writes).toEqual([]);
  await wizard.getByRole("button", { name: "导入 2 人" }).click();
  await expect(wizard.getByRole("heading", { name: "已导入 2 人" })).toBeVisible();
  await wizard.getByRole("button", { name: "完成" }).click();
  await expect(wizard).toBeHidden();
  const table = page.getByRole("table", { name: "人员名单" });
  await expect(table.getByRole("row").filter({ hasText: "苏念安" })).toContainText("139 1111 2222");
  await expect(table.getByRole("row").filter({ hasText: "秦若水" })).toContainText("仓储");
  expect(writes).toHaveLength(1);
});

test("what somebody else saves between check and import is told at its row, and nothing is written @desktop", async ({ page, device }) => {
  const wizard = await openWizard(page);
  const lines = [HEADING, "CS31,苏念安,,客服组,,2026-11-01", "CS32,秦若水,,客服组,,2026-11-01"];
  await wizard.getByLabel("选择表格文件").setInputFiles(csv("新员工.csv", lines));
  await expect(wizard.getByRole("button", { name: "导入 2 人" })).toBeVisible();

  const other = await device("desk");
  await enter(other, { number: "HR02", name: "曹宇航" }, "/people");
  await other.getByRole("button", { name: "导入" }).click();
  await other.getByLabel("选择表格文件").setInputFiles(csv("一人.csv", [HEADING, "CS32,别的人,,客服组,,2026-11-01"]));
  await other.getByRole("button", { name: "导入 1 人" }).click();
  await expect(other.getByRole("heading", { name: "已导入 1 人" })).toBeVisible();

  await wizard.getByRole("button", { name: "导入 2 人" }).click();
  await expect(wizard.getByRole("alert").first()).toContainText("没有导入");
  await expect(wizard.getByRole("row").filter({ hasText: "CS32" })).toContainText("这个工号已有人使用。");
  await other.getByRole("button", { name: "完成" }).click();
  await other.getByRole("searchbox").fill("苏念安");
  await expect(other.getByRole("heading", { name: "没有符合条件的人员" })).toBeVisible();
});

test("the list is exported as it is filtered, and the template can be fetched", async ({ page }) => {
  await enter(page, TEAM_MANAGER, "/people?q=李婷");
  await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(1);
  const [small] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出" }).click()]);
  expect(small.suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole("searchbox").fill("");
  await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(11);
  const [whole] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "导出" }).click()]);
  const [one, all] = await Promise.all([readFile(await small.path()), readFile(await whole.path())]);
  for (const file of [one, all]) {
    // A workbook is a zip archive.
    expect(file.subarray(0, 2).toString()).toBe("PK");
  }
  expect(all.length).toBeGreaterThan(one.length);

  await enter(page, HR, "/people");
  await page.getByRole("button", { name: "导入" }).click();
  const [template] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载模板" }).click()]);
  expect(template.suggestedFilename()).toMatch(/\.xlsx$/);
});
