// Signing in and out, the forced change of a first password, and the choices of a device.

import { expect, test } from "../harness/fixture.ts";
import { NEWCOMER, PASSWORD, STAFF, signIn } from "./people.ts";

test("a wrong password is told in a sentence, and the right one leads to today", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("工号或手机号").fill(STAFF.number);
  await page.getByLabel("密码", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("账号或密码不正确");
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});

test("an empty form marks its fields and sends nothing", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto("/");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("请填写。")).toHaveCount(2);
  await expect(page.getByLabel("工号或手机号")).toHaveAttribute("aria-invalid", "true");
  expect(sent).toEqual([]);
});

test("five wrong passwords close the account for a while", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("工号或手机号").fill(STAFF.number);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await page.getByLabel("密码", { exact: true }).fill(`wrong ${attempt}`);
    const answer = page.waitForResponse("**/api/session");
    await page.getByRole("button", { name: "登录" }).click();
    await answer;
  }
  await expect(page.getByRole("alert")).toContainText("尝试次数过多");
});

test("a newcomer sets a password of their own before anything else", async ({ page }) => {
  await page.goto("/month");
  await page.getByLabel("工号或手机号").fill(NEWCOMER.number);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { name: "设置新密码" })).toBeVisible();
  await page.getByLabel("新密码", { exact: true }).fill("换了一个好记的");
  await page.getByLabel("再输一次").fill("换了一个不同的");
  await page.getByRole("button", { name: "保存新密码" }).click();
  await expect(page.getByLabel("再输一次")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("新密码", { exact: true }).fill("换了一个好记的密码");
  await page.getByLabel("再输一次").fill("换了一个好记的密码");
  await page.getByRole("button", { name: "保存新密码" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
});

test("the language changes without a reload and is remembered", async ({ page }) => {
  await signIn(page, STAFF);
  await page.goto("/me");
  let reloads = 0;
  page.on("load", () => (reloads += 1));
  await page.getByText("English", { exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Me" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(reloads).toBe(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Me" })).toBeVisible();
});

test("signing out leaves nothing to see behind", async ({ page }) => {
  await signIn(page, STAFF);
  await page.goto("/me");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
  await page.goto("/month");
  await expect(page.getByRole("heading", { name: "登录" })).toBeVisible();
});
