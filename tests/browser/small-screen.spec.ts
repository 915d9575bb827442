// The smallest phone in English, with text twice as large: no sideways scroll, nothing cut, dialogs fit. And with text as
// it is: everything that is pressed is large enough for a thumb.

import { type Page } from "@playwright/test";
import { speak } from "./checks.ts";
import { expect, month, test } from "./shop.ts";
import { ADMINISTRATOR, TEAM_MANAGER, enter, open, type Person } from "./people.ts";

const PAGES: [Person, string[]][] = [
  [
    ADMINISTRATOR,
    ["/", "/month", "/team", "/open-shifts", "/duties", "/me", "/more", "/people", "/settings", "/settings/positions", "/settings/shifts", "/settings/rules", "/settings/holidays", "/settings/shop", "/audit", "/nowhere"],
  ],
  [TEAM_MANAGER, ["/", `/month?month=${month(2)}`, "/open-shifts", "/duties", "/rosters/demands", "/rosters/cycles", `/rosters?month=${month()}`]],
];

/** The dialogs of a page, by the button that opens each. */
const DIALOGS: [Person, [string, string | RegExp][]][] = [
  [ADMINISTRATOR, [["/me", /^Change password/], ["/people", "Add a person"], ["/settings", "Add a department"], ["/settings/shifts", "Add a shift"]]],
  [TEAM_MANAGER, [["/open-shifts", "Offer a shift"], ["/rosters/demands", "Add a need"], ["/rosters/cycles", "Add a cycle"]]],
];

const WIDTH = 320;
const HEIGHT = 640;

/** Somebody with the smallest phone, who reads English. */
async function begin(page: Page, person: Person) {
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await enter(page, person, null);
  await speak(page, "en");
}

/** As a phone does that is told to write larger. */
async function enlarge(page: Page) {
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
}

/** What reaches over the edge of the screen, or hides a part of its words, outside of what scrolls by itself. */
function misfits(page: Page): Promise<string[]> {
  // A phone whose page is too wide shows more of it, and smaller: the window says nothing then.
  return page.evaluate((width) => {
    const found: string[] = [];
    const name = (element: Element) => `${element.tagName}.${element.getAttribute("class")} “${element.textContent?.trim().slice(0, 30)}”`;
    const root = document.querySelector("dialog[open]") ?? document.body;
    const scrolls = (element: Element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    for (const element of root.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      let isWithin = false;
      for (let above = element.parentElement; above && above !== root; above = above.parentElement) {
        isWithin ||= scrolls(above) || getComputedStyle(above).clipPath !== "none";
      }
      if (isWithin) continue;
      if (box.right > width + 1 || box.left < -1) found.push(`over the edge: ${name(element)} ${box.left}–${box.right}`);
      const isCut = style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
      if (isCut && style.clipPath === "none") found.push(`cut: ${name(element)}`);
    }
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return found.slice(0, 8);
  }, WIDTH);
}

/** What lies below the head or the bottom bar while it has the focus. */
function coveredFocus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.querySelector(".page[data-fill]")) return [];
    const head = document.querySelector(".top")!.getBoundingClientRect().bottom;
    const foot = document.querySelector(".tabbar")!.getBoundingClientRect().top;
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("main :is(a[href], :enabled)")) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus();
      const { top, bottom } = element.getBoundingClientRect();
      if (top < head - 1 || bottom > foot + 1) found.push(`${element.tagName} “${element.textContent?.trim().slice(0, 30)}” ${Math.round(top)}–${Math.round(bottom)}`);
    }
    return found.slice(0, 8);
  });
}

/** What is pressed and is smaller than a thumb. Links within sentences are as high as their line. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll("main a, main button, main input, main select, main label:has(input), main summary, nav.tabbar a, .top a, .top button")) {
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      if (!element.checkVisibility({ visibilityProperty: true }) || box.width <= 1 || element.matches("p a, dd a, .cover")) continue;
      if (box.height < 43.5 || box.width < 43.5) {
        found.push(`${element.tagName}.${element.getAttribute("class")} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 30)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
      }
    }
    return found.slice(0, 8);
  });
}

for (const [person, addresses] of PAGES) {
  test(`in English, with text twice as large, the pages of ${person.number} fit 320 px @phone`, async ({ page }) => {
    test.setTimeout(180_000);
    await begin(page, person);
    for (const address of addresses) {
      await open(page, address);
      expect.soft(await smallTargets(page), `targets of ${address}`).toEqual([]);
      expect.soft(await coveredFocus(page), `focus on ${address}`).toEqual([]);
      await enlarge(page);
      expect.soft(await misfits(page), address).toEqual([]);
    }
  });
}

test("in English, with text twice as large, dialogs and the sign-in fit 320 px @phone", async ({ page }) => {
  test.setTimeout(180_000);
  for (const [person, dialogs] of DIALOGS) {
    await begin(page, person);
    for (const [address, opener] of dialogs) {
      await open(page, address);
      await enlarge(page);
      await page.getByRole("button", { name: opener }).first().click();
      const dialog = page.locator("dialog[open]");
      await expect(dialog).toBeVisible();
      expect.soft(await misfits(page), `dialog of ${address}`).toEqual([]);
      const { y, height } = (await dialog.boundingBox())!;
      expect.soft([y >= 0, y + height <= HEIGHT + 1], `dialog of ${address}, ${y}–${y + height}`).toEqual([true, true]);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    }
    await page.context().clearCookies();
  }
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await enlarge(page);
  expect.soft(await misfits(page), "sign-in").toEqual([]);
});
