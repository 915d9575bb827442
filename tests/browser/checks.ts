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

/** Nothing for axe to find, nothing wider than the screen. `where` tells of which page or dialog a failure speaks. */
export async function expectAccessible(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const some = (nodes: { html: string }[]) => nodes.slice(0, 3).map((node) => node.html.slice(0, 300)).join("\n");
  const found = violations.map(({ id, nodes }) => `${where}: ${id}, ${nodes.length} times\n${some(nodes)}`);
  expect.soft(found).toEqual([]);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(spill, `${where} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** Shows the app in a theme and a language from the next page on, as a device that chose them. */
export async function choose(page: Page, theme: "light" | "dark", lang: "zh" | "en") {
  await page.evaluate(
    ([theme, lang]) => {
      localStorage.setItem("theme", JSON.stringify(theme));
      localStorage.setItem("lang", JSON.stringify(lang));
    },
    [theme, lang],
  );
}
