// What must hold on every page.

import axe, { type RunOptions } from "axe-core";
import { expect, type Page } from "@playwright/test";

/** Collects errors that the page throws or logs, refused resources among them. */
export function watchForErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // A refused call is an answer, which browsers log all the same.
    const isAnswer = /status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isAnswer) errors.push(message.text());
  });
  return errors;
}

/** Nothing for axe to find in either theme, nothing wider than the screen. `where` names the page or dialog. */
export async function expectAccessible(page: Page, where: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectNoViolations(page, where);
  // Another theme changes nothing but colours.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectNoViolations(page, `${where}, dark`, { runOnly: ["color-contrast"] });
  await expectNoSpill(page, where);
}

/** The same for a page that was found accessible in the other language: words change nothing of its colours. */
export async function expectAccessibleWords(page: Page, where: string) {
  await expectNoViolations(page, where, { rules: { "color-contrast": { enabled: false } } });
  await expectNoSpill(page, where);
}

async function expectNoSpill(page: Page, where: string) {
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(spill, `${where} is wider than the screen`).toBeLessThanOrEqual(0);
}

async function expectNoViolations(page: Page, where: string, options: RunOptions = {}) {
  // Not by axe's own package for Playwright: that brings axe in at every call, and opens a page beside for the frames
  // that the app does not have. Both cost more than the rules.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => {
      const some = nodes.slice(0, 3).map((node) => node.html.slice(0, 300));
      return { id, count: nodes.length, some: some.join("\n") };
    });
  }, options);
  expect.soft(found.map(({ id, count, some }) => `${where}: ${id}, ${count} times\n${some}`)).toEqual([]);
}

/** Shows the app in a language from the next page on, as on a device that chose it. */
export async function speak(page: Page, lang: "zh" | "en") {
  await page.evaluate((lang) => localStorage.setItem("lang", JSON.stringify(lang)), lang);
}

/** Has the page that is shown change its language, as when another tab of the device chose it. */
export async function switchTo(page: Page, lang: "zh" | "en") {
  await speak(page, lang);
  await page.evaluate(() => window.dispatchEvent(new StorageEvent("storage", { key: "lang" })));
  await expect(page.locator("html")).toHaveAttribute("lang", lang === "zh" ? "zh-CN" : lang);
}
