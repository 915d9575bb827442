// The duty rota: a manager has it made and changes a day, two people swap theirs from their phones.

import { type Page } from "@playwright/test";
import { expectAccessible, watchForErrors } from "./checks.ts";
import { dayName, expect, test } from "./shop.ts";
import { COLLEAGUE, STAFF, TEAM_MANAGER, enter, open, settled, toast, type Person } from "./people.ts";
import { FAR, plan, publishFar, send } from "./planning.ts";

const ADDRESS = `/duties?month=${FAR}`;

/** The line of a day of that month. */
function day(page: Page, number: number) {
  const time = page.locator(`time[datetime="${FAR}-${String(number).padStart(2, "0")}"]`);
  return page.getByRole("region", { name: "值日表" }).getByRole("listitem").filter({ has: time });
}

/** Has the rota made and gives two days to two people. */
async function makeRota(page: Page) {
  await page.getByRole("button", { name: "排值日" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "排值日" }).click();
  await expect(toast(page, "值日已排好")).toBeVisible();
  for (const [number, person] of [[2, STAFF], [4, COLLEAGUE]] as const) {
    await page.getByRole("button", { name: `修改 ${dayName(`${FAR}-0${number}`)}的值日` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("谁值日").selectOption({ label: person.name });
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog).toBeHidden();
    await expect(day(page, number)).toContainText(person.name);
    await expect(day(page, number)).toContainText("已固定");
  }
}

test("a manager has the rota made, changes days, and makes it anew without losing them @desktop", async ({ page }) => {
  const errors = watchForErrors(page);
  await enter(page, TEAM_MANAGER, ADDRESS);
  await expect(page.getByRole("heading", { name: "这个月还没有值日表" })).toBeVisible();
  await plan(page, [STAFF, COLLEAGUE], [1, 2, 3, 4]);
  await page.reload();
  await settled(page);
  await expect(day(page, 1)).toContainText("还没有安排");
  await expect(page.getByText("班表发布后员工才能看到值日表。")).toBeVisible();
  await makeRota(page);
  await expect(page.getByRole("region", { name: "值日表" }).getByRole("listitem")).toHaveCount(4);
  await expectAccessible(page, ADDRESS);
  await page.getByRole("button", { name: "重新排" }).click();
  const question = page.getByRole("alertdialog", { name: `从 ${dayName(`${FAR}-01`)}起重新排值日？` });
  await expect(question).toContainText("已固定的日子不动");
  await expectAccessible(page, "planning anew");
  await question.getByRole("button", { name: "排值日" }).click();
  await expect(toast(page, "值日已排好").last()).toBeVisible();
  await expect(day(page, 2)).toContainText(STAFF.name);
  await expect(page.getByRole("region", { name: /月次数$/ })).toContainText(COLLEAGUE.name);
  expect(errors).toEqual([]);
});

test("two people swap their days from their phones @phone", async ({ page, device }) => {
  const errors = watchForErrors(page);
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [STAFF, COLLEAGUE], [1, 2, 3, 4]);
  await open(desk, ADDRESS);
  await makeRota(desk);
  await publishFar(desk);

  await enter(page, STAFF, ADDRESS);
  await expectAccessible(page, ADDRESS);
  const [mine, theirs] = [dayName(`${FAR}-02`), dayName(`${FAR}-04`)];
  await page.getByRole("button", { name: `换一天：${mine}的值日` }).click();
  const dialog = page.getByRole("dialog", { name: `换掉 ${mine}的值日` });
  await dialog.getByLabel("换成哪天").selectOption(`${FAR}-04`);
  await expectAccessible(page, "asking to swap");
  await dialog.getByRole("button", { name: "发出请求" }).click();
  await expect(toast(page, `已问${COLLEAGUE.name}`)).toBeVisible();
  await expect(page.getByRole("region", { name: "换值日" })).toContainText("等对方答复");

  const other = await device("phone");
  await enter(other, COLLEAGUE);
  await other.getByRole("region", { name: "等你处理" }).getByRole("link", { name: `${STAFF.name}想和你换值日` }).click();
  await settled(other);
  const offer = other.getByRole("region", { name: "换值日" }).getByRole("listitem").filter({ hasText: mine });
  await expect(offer).toContainText(`${STAFF.name}想用 ${mine}换你的 ${theirs}`);
  await expectAccessible(other, "an offer to swap");
  await offer.getByRole("button", { name: "同意换" }).click();
  await expect(toast(other, "已对调")).toBeVisible();
  await expect(day(other, 2)).toContainText(COLLEAGUE.name);
  await expect(day(other, 4)).toContainText(STAFF.name);
  await expect(offer).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("whoever has duty today reads it on 今日 @phone", async ({ page, device }) => {
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  const { department_id } = await send<{ department_id: string }>(desk, "GET", "/api/session");
  const today = (await send<{ day: string }>(desk, "GET", "/api/today")).day;
  const rota = await send<{ days: { day: string; holder: { person_id: string } | null }[] }>(
    desk, "GET", `/api/duties/${department_id}/${today.slice(0, 7)}`,
  );
  const holder = rota.days.find((one) => one.day === today)!.holder!.person_id;
  const { items } = await send<{ items: (Person & { id: string })[] }>(desk, "GET", "/api/people?status=active");
  const person = items.find((one) => one.id === holder)!;
  await enter(page, person);
  await page.getByRole("main").getByRole("link", { name: /今天你值日/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "值日" })).toBeVisible();
});

test("the team's day tells who has duty, and leads to the rota @phone", async ({ page }) => {
  await enter(page, STAFF, "/team");
  await page.getByRole("main").getByRole("link", { name: /当天值日/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "值日" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("region", { name: "值日表" }).locator("[aria-current=date]")).toBeVisible();
  await expectAccessible(page, "/duties");
});
