// What must hold on every page.

import AxeBuilder from "@axe-core/playwright";
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
  await expectNoViolations(new AxeBuilder({ page }), where);
  // Another theme changes nothing but colours.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectNoViolations(new AxeBuilder({ page }).withRules("color-contrast"), `${where}, dark`);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(spill, `${where} is wider than the screen`).toBeLessThanOrEqual(0);
}

async function expectNoViolations(axe: AxeBuilder, where: string) {
  const { violations } = await axe.analyze();
  const some = (nodes: { html: string }[]) => nodes.slice(0, 3).map((node) => node.html.slice(0, 300)).join("\n");
  const found = violations.map(({ id, nodes }) => `${where}: ${id}, ${nodes.length} times\n${some(nodes)}`);
  expect.soft(found).toEqual([]);
}

/** Shows the app in a language from the next page on, as on a device that chose it. */
export async function speak(page: Page, lang: "zh" | "en") {
  await page.evaluate((lang) => localStorage.setItem("lang", JSON.stringify(lang)), lang);
}
