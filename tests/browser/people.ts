// The demo shop's people, and how they come in.

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
export const COLLEAGUE: Person = { number: "CS03", name: "张雅琪" };
export const NEWCOMER: Person = { number: "CS12", name: "杨欣怡" };

export const PASSWORD = "dianwu-demo";

/** Fills in the sign-in form and sends it. */
export async function fillSignIn(page: Page, login: string, password = PASSWORD) {
  await page.getByLabel("工号或手机号").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录" }).click();
}

/** Signs in as people do, and waits for 今日. */
export async function signIn(page: Page, person: Person, password = PASSWORD) {
  await page.goto("/");
  await fillSignIn(page, person.number, password);
  await expect(page.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
}

/**
 * Opens an address as somebody, or none yet, for stories that begin after the sign-in: without the form, the app starts
 * only once.
 */
export async function enter(page: Page, person: Person, address: string | null = "/") {
  // Any file of the same origin will do to make the call from.
  await page.goto("/icon.svg");
  const status = await page.evaluate(
    async ([login, password]) => {
      const headers = { "content-type": "application/json" };
      const reply = await fetch("/api/session", { method: "POST", headers, body: JSON.stringify({ login, password }) });
      return reply.status;
    },
    [person.number, PASSWORD],
  );
  expect(status, `${person.number} signs in`).toBeLessThan(300);
  if (address) await open(page, address);
}

/** Opens an address and waits until the page is there with what it fetches. */
export async function open(page: Page, address: string) {
  await page.goto(address);
  await settled(page);
}

/** Waits until the page is there with what it fetches. */
export async function settled(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** The message that comes and goes. */
export function toast(page: Page, words: string | RegExp) {
  return page.locator(".toasts").getByText(words);
}
