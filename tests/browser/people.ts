// The demo shop's people, and what every story begins with.

import { expect, type Page } from "@playwright/test";

/** Somebody with an account; the names are those of the demo shop (xtask/src/demo). */
export interface Person {
  number: string;
  name: string;
}

export const ADMINISTRATOR: Person = { number: "HR02", name: "曹宇航" };
export const HR: Person = { number: "HR01", name: "谢慧敏" };
export const SHOP_MANAGER: Person = { number: "MG02", name: "林晓芸" };
export const TEAM_MANAGER: Person = { number: "CS01", name: "王芳" };
export const STAFF: Person = { number: "CS02", name: "李婷" };
export const NEWCOMER: Person = { number: "CS12", name: "杨欣怡" };

export const PASSWORD = "dianwu-demo";

/** Signs in on the page's device and waits for 今日. */
export async function signIn(page: Page, person: Person, password = PASSWORD) {
  await page.goto("/");
  await page.getByLabel("工号或手机号").fill(person.number);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
}

/** The month `offset` months from now on the shop's clocks, as the address has it. */
export function month(offset = 0): string {
  const now = new Date(Date.now() + 8 * 3600 * 1000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

/** Fails on errors that the page throws or logs, refused resources among them. */
export function watchForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // A refused sign-in is an answer, which browsers log all the same.
    const isAnswer = /status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isAnswer) errors.push(message.text());
  });
  return errors;
}
