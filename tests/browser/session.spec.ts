// Signing in and out, passwords, and the devices that are signed in.

import { type Page } from "@playwright/test";
import { expectAccessible } from "./checks.ts";
import { expect, test } from "./shop.ts";
import { ADMINISTRATOR, NEWCOMER, PASSWORD, STAFF, enter, fillSignIn, open, signIn, toast } from "./people.ts";

async function expectSignInPage(page: Page) {
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "主导航" })).toHaveCount(0);
}

test("a wrong password is told in a sentence, and the right one leads to today", async ({ page }) => {
  await page.goto("/");
  await fillSignIn(page, STAFF.number, "not the password");
  await expect(page.getByRole("alert")).toContainText("手机号或密码不正确");
  const eye = page.getByRole("button", { name: "显示密码" });
  await eye.click();
  await expect(eye).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue("not the password");
  await expect(page.getByLabel("密码", { exact: true })).toHaveAttribute("type", "text");
  await fillSignIn(page, STAFF.number);
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});

test("an empty form marks its fields and sends nothing @phone", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto("/");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("请填写。")).toHaveCount(2);
  await expect(page.getByLabel("工号或手机号")).toHaveAttribute("aria-invalid", "true");
  expect(sent).toEqual([]);
});

test("five wrong passwords close the account for a while, and only this account @desktop", async ({ page }) => {
  await page.goto("/");
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const answer = page.waitForResponse("**/api/session");
    await fillSignIn(page, STAFF.number, `wrong ${attempt}`);
    await answer;
  }
  await expect(page.getByRole("alert")).toContainText("尝试次数过多");
  await fillSignIn(page, STAFF.number);
  await expect(page.getByRole("alert")).toContainText("尝试次数过多");
  await signIn(page, { number: "OP01", name: "陈思远" });
});

test("a newcomer sets a password of their own before anything else @phone", async ({ page }) => {
  await page.goto("/month");
  await fillSignIn(page, NEWCOMER.number);
  await expect(page.getByRole("heading", { name: "设置新密码" })).toBeVisible();
  await expect(page.getByText("一次性密码只能用一次")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  const [fresh, again] = [page.getByLabel("新密码", { exact: true }), page.getByLabel("再输一次")];
  const save = page.getByRole("button", { name: "保存新密码" });

  await fresh.fill("短");
  await again.fill("短");
  await save.click();
  await expect(fresh).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("至少 8 个字符。")).toBeVisible();

  await fresh.fill("换了一个好记的密码");
  await again.fill("换了一个不同的密码");
  await save.click();
  await expect(again).toHaveAttribute("aria-invalid", "true");

  await again.fill("换了一个好记的密码");
  await save.click();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
});

test("a new password signs other devices out, and the old one opens nothing @desktop", async ({ page, device }) => {
  const phone = await device("phone");
  await enter(phone, STAFF, "/me");
  await enter(page, STAFF, "/me");
  await page.getByRole("button", { name: "修改密码" }).click();
  const dialog = page.getByRole("dialog", { name: "修改密码" });
  await dialog.getByLabel("当前密码").fill("not the password");
  await dialog.getByLabel("新密码", { exact: true }).fill("kettle by the window 2");
  await dialog.getByLabel("再输一次").fill("kettle by the window 2");
  await dialog.getByRole("button", { name: "保存新密码" }).click();
  await expect(dialog.getByLabel("当前密码")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByText("当前密码不正确。")).toBeVisible();
  await expect(dialog.getByLabel("当前密码")).toBeFocused();
  await dialog.getByLabel("当前密码").fill(PASSWORD);
  await dialog.getByLabel("新密码", { exact: true }).fill(PASSWORD);
  await dialog.getByLabel("再输一次").fill(PASSWORD);
  await dialog.getByRole("button", { name: "保存新密码" }).click();
  await expect(dialog.getByText("不能再用这个密码")).toBeVisible();
  await expect(dialog.getByLabel("新密码", { exact: true })).toBeFocused();
  await dialog.getByLabel("新密码", { exact: true }).fill("kettle by the window 2");
  await dialog.getByLabel("再输一次").fill("kettle by the window 2");
  await dialog.getByRole("button", { name: "保存新密码" }).click();
  await expect(dialog).toBeHidden();
  await expect(toast(page, "密码已修改")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "我的" })).toBeVisible();

  // It may have noticed by itself already.
  await phone.goto("/month");
  await expectSignInPage(phone);
  await fillSignIn(phone, STAFF.number);
  await expect(phone.getByRole("alert")).toContainText("手机号或密码不正确");
  await fillSignIn(phone, STAFF.number, "kettle by the window 2");
  await expect(phone.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
});

test("a lost phone is signed out from another device", async ({ page, device }) => {
  const lost = await device("phone");
  await enter(lost, STAFF, "/team");
  await enter(page, STAFF, "/me");
  const others = page.getByRole("listitem").getByRole("button", { name: /^退出 / });
  await expect(page.getByText("本机", { exact: true })).toHaveCount(1);
  await expect(others).toHaveCount(1);

  await others.click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "取消" }).click();
  await expect(question).toBeHidden();
  await expect(others).toHaveCount(1);

  await others.click();
  await question.getByRole("button", { name: "退出该设备" }).click();
  await expect(toast(page, "该设备已退出登录")).toBeVisible();
  await expect(others).toHaveCount(0);
  await lost.getByRole("link", { name: "班表" }).click();
  await expectSignInPage(lost);
});

test("all devices are signed out at once, and failed sign-ins are told to whose account it is @desktop", async ({ page, device }) => {
  const phone = await device("phone");
  await phone.goto("/");
  await fillSignIn(phone, STAFF.number, "not the password");
  await expect(phone.getByRole("alert")).toContainText("手机号或密码不正确");
  await enter(phone, STAFF, "/me");
  await expect(phone.getByText(/近 30 天有 1 次登录失败/)).toBeVisible();
  await expectAccessible(phone, "one's own account after a failed sign-in");
  await enter(page, STAFF, "/me");
  await page.getByRole("button", { name: "退出全部设备" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "退出全部设备" }).click();
  await expectSignInPage(page);
  await phone.getByRole("link", { name: "班表" }).click();
  await expectSignInPage(phone);

  await enter(page, ADMINISTRATOR, "/audit");
  await page.getByRole("button", { name: /登录失败与拒绝访问/ }).click();
  await expect(page.getByRole("row").filter({ hasText: STAFF.number })).toContainText("登录密码错误");
  await expectAccessible(page, "what was refused");
});

test("a session that has ended leads to the sign-in page, and from there back to where one was", async ({ page }) => {
  await enter(page, STAFF, "/me");
  await page.context().clearCookies();
  await page.getByRole("link", { name: "团队" }).click();
  await expectSignInPage(page);
  await fillSignIn(page, STAFF.number);
  await expect(page.getByRole("heading", { level: 1, name: "团队" })).toBeVisible();
});

test("a session that ends while one types asks for the password, and what was typed is sent", async ({ page }) => {
  await enter(page, { number: "HR01", name: "谢慧敏" }, "/settings/positions");
  await page.getByRole("button", { name: "添加岗位" }).click();
  const form = page.getByRole("dialog", { name: "添加岗位" });
  await form.getByLabel("名称").fill("主播");
  await page.context().clearCookies();
  await form.getByRole("button", { name: "保存" }).click();
  const lock = page.getByRole("dialog", { name: "登录" });
  await expect(lock.getByRole("status")).toContainText("页面上的内容都还在");
  await expect(lock.getByLabel("工号或手机号")).toHaveValue("HR01");
  await expect(lock.getByLabel("密码", { exact: true })).toBeFocused();
  await expect(form).toBeHidden();
  await expectAccessible(page, "sign-in again");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.evaluate(() => history.back());
  await lock.getByLabel("密码", { exact: true }).fill("not the password");
  await page.keyboard.press("Enter");
  await expect(lock.getByRole("alert")).toContainText("手机号或密码不正确");
  await lock.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(toast(page, "已保存")).toBeVisible();
  await expect(lock).toHaveCount(0);
  await expect(form).toHaveCount(0);
  await expect(page.getByText("主播", { exact: true })).toBeVisible();
});

test("whoever else signs in then finds nothing of the former's", async ({ page }) => {
  await enter(page, { number: "HR01", name: "谢慧敏" }, "/settings/positions");
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "PUT" && sent.push(request.url()));
  await page.getByRole("button", { name: "添加岗位" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill("主播");
  await page.context().clearCookies();
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect.poll(() => sent.length).toBe(1);
  await fillSignIn(page, "HR02");
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
  await expect(page.getByRole("main").getByText("曹宇航")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await open(page, "/settings/positions");
  await expect(page.getByText("主播", { exact: true })).toHaveCount(0);
  expect(sent).toHaveLength(1);
});

test("a session that ended while nobody looked is told of, with the number; one that was left is not @phone", async ({ page }) => {
  await enter(page, STAFF, "/month");
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole("status")).toContainText("登录已失效");
  await expect(page.getByLabel("工号或手机号")).toHaveValue(STAFF.number);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
  await open(page, "/me");
  await page.getByRole("button", { name: "退出登录", exact: true }).click();
  await expectSignInPage(page);
  await expect(page.getByText("登录已失效")).toHaveCount(0);
  await expect(page.getByLabel("工号或手机号")).toHaveValue("");
});

test("signing out leaves nothing to see behind", async ({ page }) => {
  await enter(page, STAFF, "/month");
  await page.goto("/me");
  await page.getByRole("button", { name: "退出登录", exact: true }).click();
  await expectSignInPage(page);
  await page.goBack();
  await expectSignInPage(page);
  await page.goto("/month");
  await expectSignInPage(page);
});

test("a worker that does not answer is told, and asked again @phone", async ({ page }) => {
  await page.route("**/api/**", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("网络不通");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "重试" }).click();
  await expectSignInPage(page);
  await page.route("**/api/session", (route) => route.fulfill({ status: 502, body: "<html>bad gateway</html>" }));
  await fillSignIn(page, STAFF.number);
  await expect(page.getByRole("alert")).toContainText("服务器的回复无法识别");
  await page.unroute("**/api/session");
  await fillSignIn(page, STAFF.number);
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});
