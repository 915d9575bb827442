// What hands do: pull a page down, tap a tab twice, click twice, send a form whose wrong field is out of sight.

import { type Page } from "@playwright/test";
import { expect, test } from "./shop.ts";
import { ADMINISTRATOR, HR, STAFF, TEAM_MANAGER, enter, open, toast } from "./people.ts";
import { FAR } from "./planning.ts";
import { openSheet } from "./sheet.ts";

/** Moves a finger down the middle of the screen. */
async function pull(page: Page, by: number) {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: 190, y }] });
  await touch("touchStart", 200);
  for (let step = 1; step <= 5; step += 1) await touch("touchMove", 200 + (by * step) / 5);
  await touch("touchEnd");
}

test("pulling down and tapping the tab where one is fetch the page again @phone", async ({ page }) => {
  await enter(page, STAFF);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await pull(page, 40);
  expect(asked).toEqual([]);
  const pulled = page.waitForResponse("**/api/today");
  await pull(page, 300);
  await pulled;
  const tapped = page.waitForResponse("**/api/today");
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "今日" }).click();
  await tapped;
  await page.route("**/api/**", (route) => route.abort());
  await pull(page, 300);
  await expect(toast(page, /网络/)).toBeVisible();
  await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
});

test("the second click of a double click presses nothing that has just appeared", async ({ page }) => {
  await enter(page, HR, "/settings/positions");
  const lines = page.getByRole("main").getByRole("listitem");
  const count = await lines.count();
  const first = lines.first().getByRole("button", { name: /^删除/ });
  await first.click();
  const question = page.getByRole("alertdialog");
  const deed = question.getByRole("button", { name: "删除岗位" });
  const box = (await deed.boundingBox())!;
  // Something of the page that lies right below the button.
  await page.evaluate(
    ([x, y]) => {
      const below = Object.assign(document.createElement("button"), { id: "below", textContent: "below" });
      below.style.cssText = `position: fixed; left: ${x - 20}px; top: ${y - 20}px; width: 40px; height: 40px`;
      const words = ["mousedown", "click", "dblclick"];
      for (const word of words) below.addEventListener(word, () => (below.textContent = "pressed"));
      document.getElementById("main")!.append(below);
    },
    [box.x + box.width / 2, box.y + box.height / 2],
  );
  await deed.dblclick({ noWaitAfter: true });
  await expect(question).toHaveCount(0);
  await expect(page.locator("#below")).toHaveText("below");
  await page.locator("#below").click();
  await expect(page.locator("#below")).toHaveText("pressed");
  await expect(page.locator(".toasts")).not.toBeEmpty();
  expect(await lines.count()).toBeGreaterThanOrEqual(count - 1);
});

test("a second tap, as slow as people tap, presses nothing behind the dialog that the first one closed @phone", async ({ page }) => {
  await enter(page, HR, "/settings/positions");
  await page.getByRole("main").getByRole("listitem").first().getByRole("button", { name: /^删除/ }).click();
  const question = page.getByRole("alertdialog");
  const wayOut = question.getByRole("button", { name: "取消" });
  await wayOut.click({ trial: true });
  const box = (await wayOut.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(
    ([x, y]) => {
      const below = Object.assign(document.createElement("button"), { id: "below", textContent: "below" });
      below.style.cssText = `position: fixed; z-index: 999; left: ${x - 20}px; top: ${y - 20}px; width: 40px; height: 40px`;
      below.onclick = () => (below.textContent = "pressed");
      document.body.append(below);
      const keep = (tap: Event) => (below.dataset.tapped = String(tap.timeStamp));
      addEventListener("click", keep, { capture: true, once: true });
    },
    [x, y],
  );
  // Further taps come so long after the first one, however slow the machine is.
  const tapLater = async (milliseconds: number) => {
    await page.evaluate((milliseconds) => {
      const at = Number(document.getElementById("below")!.dataset.tapped) + milliseconds;
      Object.defineProperty(Event.prototype, "timeStamp", { get: () => at, configurable: true });
    }, milliseconds);
    await page.touchscreen.tap(x, y);
  };
  await page.touchscreen.tap(x, y);
  await expect(question).toHaveCount(0);
  await tapLater(400);
  await expect(page.locator("#below")).toHaveText("below");
  await tapLater(60_000);
  await expect(page.locator("#below")).toHaveText("pressed");
});

test("a wrong value far up or down is scrolled to and has the focus", async ({ page }) => {
  await enter(page, ADMINISTRATOR, "/settings/rules");
  const fields = page.getByRole("main").getByRole("textbox");
  await fields.first().fill("x");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(fields.first()).toBeFocused();
  await expect(fields.first()).toBeInViewport();
  await open(page, "/settings/shop");
  await page.getByLabel("营业日分界").fill("25:99");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByLabel("营业日分界")).toBeFocused();
});

test("a dialog begins at its first field or its main choice, so that Enter never closes it @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  const begins = async (button: string, at: RegExp) => {
    await page.getByRole("button", { name: button, exact: true }).first().click();
    const dialog = page.getByRole("dialog", { name: button });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent)).toMatch(at);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  };
  await openSheet(page, FAR);
  await begins("套用轮班周期", /^cycle-choice$/);
  await begins("复制班次", /^copy-source$/);
  await begins("导出和打印", /Excel/);
  await open(page, "/rosters/cycles");
  await begins("添加周期", /^cycle-name$/);
  await open(page, "/open-shifts");
  await begins("发布空班", /^offer-/);
});

test("what is deleted hands the focus on, and a page that opens takes it", async ({ page }) => {
  await enter(page, HR, "/settings/positions");
  await page.getByRole("button", { name: "添加岗位" }).click();
  const form = page.getByRole("dialog", { name: "添加岗位" });
  await form.getByLabel("名称").fill("主播");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("button", { name: "添加岗位" })).toBeFocused();
  await page.getByRole("button", { name: "删除主播" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "删除岗位" }).click();
  await expect(page.getByRole("button", { name: "删除主播" })).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});

test("icons are there when the network has gone @phone", async ({ page }) => {
  await enter(page, STAFF);
  await page.context().setOffline(true);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "更多" }).click();
  const icon = page.getByRole("main").locator(".icon").first();
  await expect(icon).toBeVisible();
  const drawn = await icon.evaluate((icon) => (icon as unknown as SVGGraphicsElement).getBBox().width);
  expect(drawn).toBeGreaterThan(4);
});
