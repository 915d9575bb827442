// The moment at which the shops of the tests live: `cargo xtask test` names it, so that no test depends on the day it
// runs. Time goes on from there, in the worker and on the devices.

import { type BrowserContext } from "@playwright/test";

const given = process.env.DIANWU_NOW;
if (!given) {
  throw new Error("the tests live at no moment: run them with `cargo xtask test browser`");
}

/** The instant at which every test's server starts, in milliseconds. */
export const NOW = Date.parse(`${given}+08:00`);

/**
 * Lets a device's clock be off like the worker's. Only what time it is changes: timers and animations run as they do
 * anywhere.
 */
export async function shiftClock(context: BrowserContext, offset: number) {
  await context.addInitScript((offset) => {
    const now = () => Device.now() + offset;
    const Device = Date;
    globalThis.Date = new Proxy(Device, {
      construct: (date, args, type) => Reflect.construct(date, args.length > 0 ? args : [now()], type),
      apply: () => new Device(now()).toString(),
      get: (date, key) => (key === "now" ? now : Reflect.get(date, key)),
    });
  }, offset);
}
