// A deployment that has nobody yet: the one-time code makes the shop and its first administrator.

import { expectAccessible } from "./checks.ts";
import { EMPTY, expect, test } from "./shop.ts";
import { fillSignIn, open } from "./people.ts";

const CODE = "K7QF-2M9X-RT4C-8WPZ";

test.use({ template: EMPTY, vars: { SETUP_CODE: CODE } });

test("the one-time code makes the shop and its first administrator, once", async ({ page, device }) => {
  await page.goto("/month");
  await expect(page.getByRole("heading", { level: 1, name: "初始设置" })).toBeVisible();
  const finish = page.getByRole("button", { name: "完成设置" });
  await finish.click();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(5);

  await page.getByLabel("一次性代码").fill("你好");
  await page.getByLabel("你的工号").fill("王 1");
  await page.getByLabel("新密码").fill("8273645198");
  await finish.click();
  for (const words of ["代码只含字母和数字", "只能用字母、数字和连字符", "不能只有数字或符号，请加上"]) {
    await expect(page.getByText(words)).toBeVisible();
  }
  await page.getByLabel("一次性代码").fill("AAAA-BBBB-CCCC");
  await page.getByLabel("店铺名称").fill("拾光文具");
  await page.getByLabel("你的工号").fill("A001");
  await page.getByLabel("你的姓名").fill("沈知夏");
  await page.getByLabel("新密码").fill("a001");
  await finish.click();
  await expect(page.getByLabel("新密码")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("新密码").fill("拾光开张大吉");
  await finish.click();
  await expect(page.getByLabel("新密码")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("新密码").fill("青灯纸笔开张大吉");
  await finish.click();
  await expect(page.getByLabel("一次性代码")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("新密码")).not.toHaveAttribute("aria-invalid", "true");

  const visitor = await device("phone");
  await visitor.goto("/");
  await expect(visitor.getByRole("heading", { name: "初始设置" })).toBeVisible();

  await page.getByLabel("一次性代码").fill(CODE);
  await finish.click();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();

  await visitor.reload();
  await expect(visitor.getByRole("heading", { name: "登录" })).toBeVisible();
  await fillSignIn(visitor, "a001", "青灯纸笔开张大吉");
  await expect(visitor.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();

  await open(page, "/");
  const waiting = page.getByRole("region", { name: "等你处理" });
  await expect(waiting.getByRole("link")).toHaveCount(4);
  await expectAccessible(page, "the first steps");
  await waiting.getByRole("link", { name: "添加部门" }).click();
  await page.getByRole("button", { name: "添加部门", exact: true }).click();
  await expect(page.getByLabel("上级部门").locator("option:checked")).toHaveText(/拾光文具/);
  await page.getByLabel("名称").fill("客服组");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await open(page, "/");
  await expect(waiting.getByRole("link")).toHaveCount(3);

  await open(page, "/settings");
  await expect(page.getByText("拾光文具", { exact: true }).last()).toBeVisible();
  await open(page, "/settings/shifts");
  for (const shift of ["早班", "晚班", "休息"]) {
    await expect(page.getByRole("main").getByText(shift, { exact: true }).first()).toBeVisible();
  }
});

test("two who send the form at the same time make one shop @desktop", async ({ page, device }) => {
  const pages = [page, await device("desk")];
  for (const [place, one] of pages.entries()) {
    await one.goto("/");
    await one.getByLabel("一次性代码").fill(CODE.toLowerCase());
    await one.getByLabel("店铺名称").fill(`店铺${place}`);
    await one.getByLabel("你的工号").fill(`A00${place}`);
    await one.getByLabel("你的姓名").fill("沈知夏");
    await one.getByLabel("新密码").fill("青灯纸笔开张大吉");
  }
  await Promise.all(pages.map((one) => one.getByRole("button", { name: "完成设置" }).click()));
  const winner = page.getByRole("heading", { level: 1, name: "今日" });
  await expect(winner.or(page.getByRole("heading", { name: "登录" }))).toBeVisible();
  const other = pages[1].getByRole("heading", { level: 1, name: "今日" });
  await expect(other.or(pages[1].getByRole("heading", { name: "登录" }))).toBeVisible();
  expect((await winner.count()) + (await other.count())).toBe(1);
});
