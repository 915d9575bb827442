// What people look up on a phone: today, one's own month, the team's day, one's own account.

import { type Page } from "@playwright/test";
import { expectAccessible } from "./checks.ts";
import { day, dayName, expect, month, monthName, test } from "./shop.ts";
import { send } from "./planning.ts";
import { SHOP_MANAGER, STAFF, TEAM_MANAGER, enter, open, settled } from "./people.ts";
import { cell, expectSaved, openSheet } from "./sheet.ts";

/** The business day that the worker counts: before the cut-off in the night it is still the day before. */
function businessDay(page: Page): Promise<string> {
  return page.evaluate(async () => (await (await fetch("/api/today")).json()).day);
}

/** A day of the month before, when everything was published. */
const PAST = `${month(-1)}-16`;

test("a shift that is changed today is seen today, and is told until it is opened @phone", async ({ page, device }) => {
  await enter(page, STAFF);
  const today = await businessDay(page);
  // Another change of the same roster would be told in the same line.
  const { notices } = await send<{ notices: { id: string }[] }>(page, "GET", "/api/today");
  await send(page, "POST", "/api/notices/read", { notice_ids: notices.map((one) => one.id) });
  const news = page.getByRole("region", { name: "新消息" });

  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await openSheet(desk, today.slice(0, 7));
  await cell(desk, STAFF, Number(today.slice(8))).click();
  // Nobody of this team works 行政班 otherwise.
  await desk.getByRole("toolbar", { name: "班次" }).getByRole("button", { name: /行政班/ }).click();
  await expect(cell(desk, STAFF, Number(today.slice(8)))).toHaveText("班");
  await expectSaved(desk);

  await page.reload();
  await settled(page);
  // The large card tells of the next shift once this one is over.
  await expect(page.getByRole("region", { name: "未来 7 天" }).locator("[aria-current=date]")).toContainText("班");
  await expectAccessible(page, "news");
  const notice = news.getByRole("link", { name: new RegExp(`${dayName(today)}.*班次有改动`) });
  await expect(notice).toContainText("现为行政班");

  await notice.click();
  await expect(page.getByRole("heading", { level: 1, name: "班表" })).toBeVisible();
  const line = page.getByRole("region", { name: "逐日班次" }).getByRole("listitem").filter({ hasText: "行政班" });
  await expect(line).toBeInViewport();
  await expect(line).toContainText("原为");
  await open(page, "/");
  await expect(page.getByRole("region", { name: "等你处理" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("my month is stepped through and shows each day in words @phone", async ({ page }) => {
  await enter(page, STAFF, "/month");
  await page.getByRole("link", { name: "上个月" }).click();
  await expect(page.getByRole("table", { name: `${monthName(month(-1))}班表` })).toBeVisible();
  const days = page.getByRole("region", { name: "逐日班次" }).getByRole("listitem");
  const length = new Date(Number(month(-1).slice(0, 4)), Number(month(-1).slice(5)), 0).getDate();
  await expect(days).toHaveCount(length);
  await expect(page.getByRole("main").getByText("计薪工时")).toBeVisible();

  const link = page.getByRole("table").getByRole("link", { name: new RegExp(`^${dayName(PAST)} `) });
  await link.click();
  await expect(days.nth(15)).toBeInViewport();
  await expect(days.nth(15).locator(":focus")).toHaveCount(1);

  await page.getByRole("link", { name: "下个月" }).click();
  await page.getByRole("link", { name: "下个月" }).click();
  await expect(page.getByRole("heading", { name: "班表还没有发布" })).toBeVisible();
  await page.getByRole("link", { name: "本月" }).click();
  await expect(page.getByRole("table", { name: `${monthName((await businessDay(page)).slice(0, 7))}班表` })).toBeVisible();
});

test("the team's day tells who worked, by shift, and steps by days and weeks @phone", async ({ page }) => {
  await enter(page, STAFF, `/team?day=${PAST}`);
  const crews = page.getByRole("main");
  await expect(crews.getByRole("heading", { name: /^上班 \d+ 人/ })).toBeVisible();
  await expect(crews.getByRole("heading", { name: /^休息 \d+ 人/ })).toBeVisible();
  await expect(crews.getByRole("heading", { level: 3, name: /早班/ })).toContainText("08:00–17:00");
  const people = crews.getByRole("listitem");
  await expect(people.filter({ hasText: TEAM_MANAGER.name })).toHaveCount(1);
  await expect(people.filter({ hasText: "高建国" })).toHaveCount(0);
  // Names are no links for those who may not read people's data.
  await expect(crews.getByRole("link", { name: TEAM_MANAGER.name })).toHaveCount(0);

  await page.getByRole("link", { name: "上一周" }).click();
  await expect(page.getByRole("listitem").locator("[aria-current=date]")).toHaveAccessibleName(new RegExp(dayName(`${month(-1)}-09`)));
  await page.getByRole("link", { name: "今天", exact: true }).click();
  await expect(page.getByRole("listitem").locator("[aria-current=date]")).toHaveAccessibleName(
    new RegExp(`^${dayName(await businessDay(page))} `),
  );
});

test("a manager of several departments looks at one of them, and finds a person behind a name @phone", async ({ page }) => {
  await enter(page, SHOP_MANAGER, `/team?day=${PAST}`);
  const main = page.getByRole("main");
  const stranger = main.getByRole("link", { name: /高建国/ });
  await expect(stranger).toHaveCount(1);
  const filter = page.getByRole("combobox", { name: "部门" });
  await filter.selectOption({ label: "客服组" });
  await expect(stranger).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(stranger).toHaveCount(0);
  // Whoever is on duty that day is named there as well.
  const links = main.getByRole("link", { name: new RegExp(STAFF.name) });
  await links.and(main.locator("a[href^='/people']")).click();
  await expect(page.getByRole("dialog").getByText(STAFF.number)).toBeVisible();
});

test("managers see how the team stands, and what is not published yet @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER);
  const team = page.getByRole("region", { name: "团队现在" });
  for (const figure of ["在岗", "待上班", "休息"]) {
    await expect(team.getByText(figure, { exact: true })).toBeVisible();
  }
  await open(page, `/rosters?month=${month(1)}`);
  await expect(page.getByText("草稿", { exact: true })).toBeVisible();
});

test("one's own page tells who one is here @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, "/me");
  const main = page.getByRole("main");
  for (const words of [TEAM_MANAGER.name, TEAM_MANAGER.number, "客服组", "客服组主管", "青禾衣铺", "本机"]) {
    await expect(main.getByText(words, { exact: true }).first()).toBeVisible();
  }
});

test("a shop's time is told by its worker, not by the phone @phone", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2020-02-02T02:02:02Z"));
  await enter(page, STAFF);
  const shown = await page.getByRole("main").locator("time").first().getAttribute("datetime");
  expect([day(), day(-1)]).toContain(shown);
});
