// Playwright's `test` with the demo shop behind it, and further devices for stories that several people share.

import { type Page } from "@playwright/test";
import { NOW, shiftClock } from "../harness/clock.ts";
import { test as base } from "../harness/fixture.ts";
import { DESK, PHONE } from "../harness/sizes.ts";

export { expect } from "@playwright/test";
export { EMPTY } from "../harness/fixture.ts";

const SIZES = { phone: PHONE, desk: DESK };

interface Devices {
  /** Another device with a browser of its own, where nobody is signed in. */
  device(size: keyof typeof SIZES): Promise<Page>;
}

export const test = base.extend<Devices>({
  device: async ({ browser, baseURL, server }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (size) => {
      const context = await browser.newContext({ ...SIZES[size], baseURL, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
      contexts.push(context);
      await shiftClock(context, server.offset);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** A day on the shop's clocks, `offset` days from the tests' one, as the API writes it. */
export function day(offset = 0): string {
  return new Date(NOW + 8 * 3600_000 + offset * 24 * 3600_000).toISOString().slice(0, 10);
}

/** The month `offset` months from the tests' one on the shop's clocks, as the address has it. */
export function month(offset = 0): string {
  const now = new Date(NOW + 8 * 3600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

/** A month as people read it: 2026年11月. */
export function monthName(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${year}年${number}月`;
}

/** A day as people read it: 11月3日. */
export function dayName(day: string): string {
  const [, month, number] = day.split("-").map(Number);
  return `${month}月${number}日`;
}
