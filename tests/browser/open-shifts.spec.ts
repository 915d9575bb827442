// Open shifts: a manager offers one, somebody takes it from the phone, whoever comes second is told.

import { expectAccessible, watchForErrors } from "./checks.ts";
import { type Page } from "@playwright/test";
import { dayName, expect, test } from "./shop.ts";
import { COLLEAGUE, STAFF, TEAM_MANAGER, enter, open, settled, toast } from "./people.ts";
import { FAR, plan, publishFar } from "./planning.ts";

const ADDRESS = `/open-shifts?month=${FAR}`;

/** A manager at the desk in front of the published month's open shifts. */
async function atTheDesk(desk: Page) {
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [TEAM_MANAGER], [1]);
  await publishFar(desk);
  await open(desk, ADDRESS);
}

interface Offer {
  day: string;
  heads?: string;
  needsApproval?: boolean;
}

async function offer(desk: Page, { day, heads, needsApproval }: Offer) {
  await desk.getByRole("button", { name: "发布空班" }).first().click();
  const dialog = desk.getByRole("dialog", { name: "发布空班" });
  await dialog.getByLabel("日期").fill(day);
  await dialog.getByLabel("班次").selectOption({ label: "早班 08:00–17:00" });
  if (heads) await dialog.getByLabel("人数").fill(heads);
  await dialog.getByLabel("备注").fill("大促");
  if (needsApproval) await dialog.getByLabel(/需要我同意/).check();
  await dialog.getByRole("button", { name: "发布", exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The line of the only open shift on the page. */
function line(page: Page) {
  return page.getByRole("main").getByRole("listitem").filter({ hasText: "早班" });
}

test("a shift that is offered is taken from the phone with a tap and a confirmation @phone", async ({ page, device }) => {
  const errors = watchForErrors(page);
  const desk = await device("desk");
  await atTheDesk(desk);
  await offer(desk, { day: `${FAR}-10`, heads: "2" });
  await expect(toast(desk, /已发布 .*10日的 2 个空班/)).toBeVisible();
  await expect(line(desk)).toContainText("还差 2 人");

  await enter(page, STAFF);
  await page.getByRole("main").getByRole("link", { name: /空班待接/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "空班" })).toBeVisible();
  await open(page, ADDRESS);
  await expect(line(page)).toContainText("你可以接");
  await expectAccessible(page, ADDRESS);
  await line(page).getByRole("button", { name: "接班", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: `接下 ${dayName(`${FAR}-10`)}的早班？` });
  await expectAccessible(page, "claiming");
  await question.getByRole("button", { name: "接班" }).click();
  await expect(toast(page, "已接班")).toBeVisible();
  await expect(line(page).filter({ hasText: "已接" })).toHaveCount(1);
  // The second one is for somebody else: she works that day now.
  await expect(line(page).filter({ hasText: "你当天已有早班" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "接班" })).toHaveCount(0);
  await open(page, `/month?month=${FAR}`);
  await expect(page.getByRole("region", { name: "逐日班次" }).getByRole("listitem")).toHaveText([/早班/]);
  expect(errors).toEqual([]);
});

test("whoever comes second is told, and sees who was first @phone", async ({ page, device }) => {
  const desk = await device("desk");
  await atTheDesk(desk);
  await offer(desk, { day: `${FAR}-12` });
  const other = await device("phone");
  await enter(page, STAFF, ADDRESS);
  await enter(other, COLLEAGUE, ADDRESS);
  for (const phone of [page, other]) {
    await line(phone).getByRole("button", { name: "接班" }).click();
  }
  await page.getByRole("alertdialog").getByRole("button", { name: "接班" }).click();
  await expect(toast(page, "已接班")).toBeVisible();
  await other.getByRole("alertdialog").getByRole("button", { name: "接班" }).click();
  await expect(toast(other, /没接上/)).toBeVisible();
  await expect(line(other)).toContainText(`${STAFF.name}已接`);
});

test("a claim that waits is taken back from the phone, and the shift is open again @phone", async ({ page, device }) => {
  const desk = await device("desk");
  await atTheDesk(desk);
  await offer(desk, { day: `${FAR}-18`, needsApproval: true });
  await enter(page, STAFF, ADDRESS);
  await line(page).getByRole("button", { name: "申请接班" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "申请接班" }).click();
  await line(page).getByRole("button", { name: "撤回申请" }).click();
  const question = page.getByRole("alertdialog", { name: `撤回 ${dayName(`${FAR}-18`)}的早班申请？` });
  await expectAccessible(page, "taking a claim back");
  await question.getByRole("button", { name: "撤回申请" }).click();
  await expect(toast(page, "申请已撤回")).toBeVisible();
  await expect(line(page)).toContainText("可以申请");
  await expect(line(page).getByRole("button", { name: "申请接班" })).toBeVisible();
});

test("a claim that needs approval waits for the manager, who decides from 今日 @phone", async ({ page, device }) => {
  const desk = await device("desk");
  await atTheDesk(desk);
  await offer(desk, { day: `${FAR}-14`, needsApproval: true });
  await enter(page, STAFF, ADDRESS);
  await expect(line(page)).toContainText("需主管同意");
  await line(page).getByRole("button", { name: "申请接班" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "申请接班" }).click();
  await expect(toast(page, "等主管同意")).toBeVisible();
  await expect(line(page)).toContainText("待审批");

  await open(desk, "/");
  const day = dayName(`${FAR}-14`);
  await desk.getByRole("region", { name: "等你处理" }).getByRole("link", { name: `${STAFF.name}想接 ${day}的空班` }).click();
  await settled(desk);
  await expectAccessible(desk, "a claim");
  await line(desk).getByRole("button", { name: `同意${STAFF.name}接班`, exact: true }).click();
  await expect(toast(desk, `已排进${STAFF.name}的班表`)).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(line(page)).toContainText("已接");
  await open(page, "/");
  const news = page.getByRole("region", { name: "新消息" });
  await expect(news.getByRole("link", { name: "接班申请已同意" })).toContainText(`${day} 早班`);
  await news.getByRole("button", { name: "全部已读" }).click();
  await expect(news).toHaveCount(0);
});

test("a shift that leaves too little rest is asked for, and whoever decides sees why @phone", async ({ page, device }) => {
  const errors = watchForErrors(page);
  const desk = await device("desk");
  await enter(desk, TEAM_MANAGER, null);
  await plan(desk, [STAFF], [19], "晚");
  await publishFar(desk);
  await open(desk, ADDRESS);
  await offer(desk, { day: `${FAR}-20` });
  await enter(page, STAFF, ADDRESS);
  await expect(line(page)).toContainText("可以申请，要等主管同意");
  await expect(line(page)).not.toContainText("你可以接");
  await line(page).getByRole("button", { name: "申请接班" }).click();
  const question = page.getByRole("alertdialog", { name: `申请接 ${dayName(`${FAR}-20`)}的早班？` });
  await expect(question).toContainText("8 小时");
  await expect(question).toContainText("要等主管同意");
  await expectAccessible(page, "claiming what the rules warn of");
  await question.getByRole("button", { name: "申请接班" }).click();
  await expect(toast(page, "等主管同意")).toBeVisible();
  await expect(line(page)).toContainText("待审批");

  await desk.reload();
  await settled(desk);
  await expect(line(desk)).toContainText("接了会有提醒");
  await expect(line(desk)).toContainText("8 小时");
  await expectAccessible(desk, "a claim with a warning");
  await line(desk).getByRole("button", { name: `不同意${STAFF.name}接班`, exact: true }).click();
  const refusal = desk.getByRole("alertdialog", { name: `不同意${STAFF.name}接 ${dayName(`${FAR}-20`)}的早班？` });
  await expectAccessible(desk, "refusing a claim");
  await refusal.getByRole("button", { name: "不同意" }).click();
  await expect(toast(desk, "已回绝")).toBeVisible();
  // Her own limits are hers, not the claimant's.
  await expect(line(desk)).not.toContainText("你当天");

  await open(page, "/");
  await page.getByRole("region", { name: "新消息" }).getByRole("link", { name: "接班申请没有通过" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "空班" })).toBeVisible();
  await open(page, "/");
  await expect(page.getByRole("region", { name: "等你处理" })).toBeVisible();
  await expect(page.getByRole("link", { name: "接班申请没有通过" })).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("a manager who takes what the rules warn of has approved it with that, and is told so @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, null);
  await plan(page, [TEAM_MANAGER], [19], "晚");
  await publishFar(page);
  await open(page, ADDRESS);
  await offer(page, { day: `${FAR}-20` });
  await line(page).getByRole("button", { name: "接班", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: `接下 ${dayName(`${FAR}-20`)}的早班？` });
  await expect(question).toContainText("8 小时");
  await expect(question).toContainText("你能审批");
  await question.getByRole("button", { name: "接班" }).click();
  await expect(toast(page, "已接班")).toBeVisible();
  await expect(line(page)).toContainText("已接");
});

test("a manager withdraws a shift that nobody took @desktop", async ({ page }) => {
  await enter(page, TEAM_MANAGER, ADDRESS);
  await expect(page.getByRole("heading", { name: "这个月没有空班" })).toBeVisible();
  // What is offered in another month is shown there.
  await open(page, "/open-shifts");
  await expect(page.getByRole("link", { name: "本月" })).toHaveAttribute("aria-current", "page");
  await offer(page, { day: `${FAR}-16` });
  await expect(page.getByRole("link", { name: "本月" })).not.toHaveAttribute("aria-current", "page");
  await expect(line(page)).toContainText("班表发布后员工才能看到");
  await line(page).getByRole("button", { name: "撤回" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "撤回" }).click();
  await expect(page.getByRole("heading", { name: "这个月没有空班" })).toBeVisible();
});

test("what cannot be offered is told at its field @phone", async ({ page }) => {
  await enter(page, TEAM_MANAGER, ADDRESS);
  await page.getByRole("button", { name: "发布空班" }).first().click();
  const dialog = page.getByRole("dialog", { name: "发布空班" });
  await expectAccessible(page, "offering");
  await dialog.getByLabel("日期").fill("2020-01-01");
  await dialog.getByRole("button", { name: "发布", exact: true }).click();
  await expect(dialog.getByLabel("日期")).toHaveAccessibleDescription("要选还没开始的班次。");
  await dialog.getByLabel("人数").fill("99");
  await dialog.getByRole("button", { name: "发布", exact: true }).click();
  await expect(dialog.getByLabel("人数")).toHaveAttribute("aria-invalid", "true");
});
