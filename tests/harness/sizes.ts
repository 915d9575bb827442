// The two sizes of screen that the product is made for.

import { devices } from "@playwright/test";

// Playwright names a browser for its own choice of program, which a context does not take.
const { defaultBrowserType, ...chrome } = devices["Desktop Chrome"];

/** A phone in a hand. */
export const PHONE = { ...chrome, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** A screen on a desk. */
export const DESK = { ...chrome, viewport: { width: 1440, height: 900 } };
