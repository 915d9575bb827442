// 人员: finding people, creating and changing them, and what happens when somebody leaves.

import { type Locator, type Page } from "@playwright/test";
import { expectAccessible, watchForErrors } from "./checks.ts";
import { day, expect, test } from "./shop.ts";
import { COLLEAGUE, HR, NEWCOMER, STAFF, TEAM_MANAGER, enter, fillSignIn, open, settled, toast, type Person } from "./people.ts";

/** The list's lines. */
function lines(page: Page) {
  return page.getByRole("table", { name: "人员名单" }).getByRole("rowheader");
}

/** Opens somebody's sheet from the list. */
async function openPerson(page: Page, person: Person) {
  await lines(page).filter({ hasText: person.number }).getByRole("link").click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(person.name, { exact: true }).first()).toBeVisible();
  return sheet;
}

/** Chooses an option by a part of its words: departments stand indented. */
async function choose(within: Page | Locator, name: string, words: string) {
  const field = within.getByRole("combobox", { name, exact: true });
  await field.selectOption(await field.locator("option", { hasText: words }).first().getAttribute("value"));
}

test("people are found by a part of their name, their number or their phone", async ({ page }) => {
  await enter(page, HR, "/people");
  await expect(lines(page)).toHaveCount(29);
  const search = page.getByRole("searchbox", { name: "搜索人员" });
  await search.fill("雅琪");
  await expect(lines(page)).toHaveText([/张雅琪/]);
  await expect(page.getByText("1 人", { exact: true })).toBeVisible();
  await page.reload();
  await expect(search).toHaveValue("雅琪");
  await expect(lines(page)).toHaveText([/张雅琪/]);
  await search.fill("zhangyq");
  await expect(lines(page)).toHaveText([/张雅琪/]);
  await search.fill("wh0");
  await expect(lines(page)).toHaveCount(6);
  await search.fill("没有这个人");
  await expect(page.getByRole("heading", { name: "没有符合条件的人员" })).toBeVisible();
  await page.getByRole("link", { name: "清除筛选" }).click();
  await expect(lines(page)).toHaveCount(29);
  await expect(search).toHaveValue("");
});

test("filters narrow the list, and those who left are found apart @desktop", async ({ page }) => {
  await enter(page, HR, "/people");
  await choose(page, "部门", "仓储");
  await expect(lines(page)).toHaveCount(6);
  await choose(page, "部门", "客服组");
  await choose(page, "状态", "离职");
  await expect(lines(page)).toHaveText([/郭晓东/]);
  await choose(page, "状态", "在职和离职");
  await expect(lines(page)).toHaveCount(12);
});

test("who has never signed in gets a printed slip, and its mark fills the sign-in form @desktop", async ({ page, device }) => {
  const errors = watchForErrors(page);
  await enter(page, HR, "/people");
  await choose(page, "状态", "从未登录");
  await expect(lines(page)).toHaveText([new RegExp(NEWCOMER.name)]);
  await page.getByRole("button", { name: "生成一次性密码" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "生成", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "一次性密码" });
  const slip = sheet.getByRole("listitem");
  await expect(slip).toHaveCount(1);
  await expect(slip.getByText(NEWCOMER.name)).toBeVisible();
  await expect(slip.getByRole("img", { name: "打开登录页的二维码" })).toBeVisible();
  await expectAccessible(page, "the slips");
  const code = (await slip.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/).textContent()) ?? "";
  await page.emulateMedia({ media: "print" });
  await expect(slip).toBeVisible();
  await expect(sheet.getByRole("button", { name: "完成" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  // A click beside it.
  await page.mouse.click(4, 4);
  await page.getByRole("alertdialog").getByRole("button", { name: "返回查看" }).click();
  await expect(slip).toBeVisible();
  await sheet.getByRole("button", { name: "完成" }).click();

  const phone = await device("phone");
  await phone.goto(`/#number=${NEWCOMER.number}&code=${code}`);
  await expect(phone.getByLabel("工号或手机号")).toHaveValue(NEWCOMER.number);
  await expect(phone).not.toHaveURL(/code=/);
  await phone.getByRole("button", { name: "登录" }).click();
  await expect(phone.getByRole("heading", { name: "设置新密码" })).toBeVisible();
  expect(errors).toEqual([]);
});

test("whoever is created signs in with the initial password, once shown, and sets their own", async ({ page, device }) => {
  await enter(page, HR, "/people");
  await page.getByRole("button", { name: "添加人员" }).click();
  const form = page.getByRole("dialog", { name: "添加人员" });
  await form.getByRole("button", { name: "添加人员" }).click();
  await expect(form.locator("[aria-invalid=true]")).toHaveCount(3);
  await expect(form.getByLabel("姓名")).toBeFocused();

  await form.getByLabel("姓名").fill("欧阳雪");
  await form.getByLabel("工号").fill(STAFF.number);
  await form.getByLabel("手机号").fill("13800");
  await choose(form, "部门", "客服组");
  await choose(form, "岗位", "售前客服");
  await form.getByRole("button", { name: "添加人员" }).click();
  await expect(form.getByText("应为 11 位手机号")).toBeVisible();
  await form.getByLabel("手机号").fill("139 0000 7788");
  await form.getByRole("button", { name: "添加人员" }).click();
  await expect(form.getByText("这个工号已有人使用。")).toBeVisible();
  await expect(form.getByRole("alert")).toHaveText(`工号：${STAFF.name}（${STAFF.number}）正在使用。`);
  await expect(form.getByLabel("工号")).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("工号").fill("CS20");
  await form.getByRole("button", { name: "添加人员" }).click();

  const shown = page.getByRole("dialog", { name: "一次性密码" });
  const code = await shown.getByLabel("密码", { exact: true }).inputValue();
  expect(code.length).toBeGreaterThanOrEqual(12);
  // Every other way to close asks: what is shown once is lost then.
  const question = page.getByRole("alertdialog", { name: "关闭一次性密码？" });
  for (const close of [() => page.keyboard.press("Escape"), () => page.goBack(), () => shown.getByRole("button", { name: "关闭" }).click()]) {
    await close();
    await question.getByRole("button", { name: "返回查看" }).click();
    await expect(question).toBeHidden();
    await expect(shown.getByLabel("密码", { exact: true })).toHaveValue(code);
  }
  await shown.getByRole("button", { name: "完成" }).click();
  await expect(shown).toBeHidden();
  await expect(lines(page).filter({ hasText: "欧阳雪" })).toBeVisible();
  await page.reload();
  await settled(page);
  expect(await page.content()).not.toContain(code);

  const phone = await device("phone");
  await phone.goto("/");
  await fillSignIn(phone, "13900007788", code);
  await expect(phone.getByRole("heading", { name: "设置新密码" })).toBeVisible();
  await phone.getByLabel("新密码", { exact: true }).fill("雪落无声也好记");
  await phone.getByLabel("再输一次").fill("雪落无声也好记");
  await expect(phone.getByText("至少 8 个字符")).toBeVisible();
  await phone.getByLabel("新密码", { exact: true }).fill("雪落无声也很好记");
  await phone.getByLabel("再输一次").fill("雪落无声也很好记");
  await phone.getByRole("button", { name: "保存新密码" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "今日" })).toBeVisible();
});

test("a change is saved, and half-filled forms are not lost unasked", async ({ page }) => {
  await enter(page, HR, "/people");
  const sheet = await openPerson(page, COLLEAGUE);
  await sheet.getByRole("button", { name: "编辑" }).click();
  await sheet.getByLabel("姓名").fill("张雅棋");
  await page.keyboard.press("Escape");
  const question = page.getByRole("alertdialog", { name: "放弃修改？" });
  await question.getByRole("button", { name: "继续编辑" }).click();
  await expect(sheet.getByLabel("姓名")).toHaveValue("张雅棋");
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "资料已保存")).toBeVisible();
  await expect(sheet.getByText("张雅棋", { exact: true }).first()).toBeVisible();

  await sheet.getByRole("button", { name: "编辑" }).click();
  await sheet.getByLabel("姓名").fill("谁");
  await sheet.getByRole("button", { name: "取消" }).click();
  await question.getByRole("button", { name: "放弃修改" }).click();
  await expect(sheet.getByText("张雅棋", { exact: true }).first()).toBeVisible();
  await sheet.getByRole("button", { name: "关闭" }).click();
  await expect(sheet).toBeHidden();
  await expect(lines(page).filter({ hasText: "张雅棋" })).toBeVisible();
});

test("two who change the same person: the later one is told, keeps the entries and sees both @desktop", async ({ page, device }) => {
  const other = await device("desk");
  await enter(page, HR, "/people");
  await enter(other, { number: "HR02", name: "曹宇航" }, "/people");
  const [mine, theirs] = [await openPerson(page, COLLEAGUE), await openPerson(other, COLLEAGUE)];
  await mine.getByRole("button", { name: "编辑" }).click();
  await theirs.getByRole("button", { name: "编辑" }).click();

  await theirs.getByLabel("手机号").fill("13900001111");
  await theirs.getByLabel("姓名").fill("张雅祺");
  await theirs.getByRole("button", { name: "保存" }).click();
  await expect(toast(other, "资料已保存")).toBeVisible();

  await mine.getByLabel("姓名").fill("张雅棋");
  await mine.getByRole("button", { name: "保存" }).click();
  await expect(mine.getByRole("alert")).toContainText("刚被其他人修改");
  await expect(mine.getByLabel("姓名")).toHaveValue("张雅棋");
  await mine.getByRole("button", { name: "载入最新资料" }).click();
  await expect(mine.getByText("姓名：对方改为 张雅祺")).toBeVisible();
  await expect(mine.getByLabel("姓名")).toHaveValue("张雅棋");
  await expect(mine.getByLabel("手机号")).toHaveValue("13900001111");
  await mine.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "资料已保存")).toBeVisible();
  await expect(mine.getByText("139 0000 1111")).toBeVisible();
});

test("whoever has left is signed out at once and cannot come back in, not even by the old password", async ({ page, device }) => {
  const phone = await device("phone");
  await enter(phone, STAFF, "/team");
  await enter(page, HR, "/people");
  const sheet = await openPerson(page, STAFF);
  await sheet.getByRole("button", { name: "办理离职" }).click();
  const dialog = page.getByRole("dialog", { name: /办理离职/ });
  await dialog.getByLabel("离职日期").fill("2001-01-01");
  await dialog.getByRole("button", { name: "办理离职" }).click();
  await expect(dialog.getByText("不能早于入职日期。")).toBeVisible();
  await dialog.getByLabel("离职日期").fill(day(-2));
  await expect(dialog.getByText("账号立即停用")).toBeVisible();
  await dialog.getByLabel("更正原因").fill("昨天交接完");
  await dialog.getByRole("button", { name: "办理离职" }).click();
  await expect(toast(page, `${STAFF.name}已离职，账号已停用`)).toBeVisible();

  // It may have noticed by itself already.
  await phone.goto("/month");
  await expect(phone.getByRole("heading", { name: "登录" })).toBeVisible();
  await fillSignIn(phone, STAFF.number);
  await expect(phone.getByRole("alert")).toContainText("手机号或密码不正确");

  await sheet.getByRole("button", { name: "撤销离职" }).click();
  const staying = page.getByRole("dialog", { name: /撤销/ });
  await staying.getByLabel("更正原因").fill("误操作");
  await staying.getByRole("button", { name: "撤销离职" }).click();
  await expect(toast(page, `${STAFF.name}的离职已撤销`)).toBeVisible();
  await fillSignIn(phone, STAFF.number);
  await expect(phone.getByRole("alert")).toContainText("手机号或密码不正确");
});

test("a move and a last day are planned ahead, stand on the sheet, and can be called off", async ({ page }) => {
  await enter(page, HR, "/people");
  const sheet = await openPerson(page, STAFF);
  await sheet.getByRole("button", { name: "调岗" }).click();
  const moving = page.getByRole("dialog", { name: /调岗$/ });
  await moving.getByLabel("从哪天起").fill(day(10));
  await moving.getByLabel("部门").selectOption({ label: "\u3000仓储" });
  await moving.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, `${STAFF.name}的调岗已保存`)).toBeVisible();
  await expect(sheet.getByText(`${day(10)} 起调到`)).toBeVisible();

  await sheet.getByRole("button", { name: "办理离职" }).click();
  const leaving = page.getByRole("dialog", { name: /办理离职$/ });
  await leaving.getByLabel("离职日期").fill(day(20));
  await expect(leaving.getByText(`到 ${day(20)} 下班前照常使用`)).toBeVisible();
  await leaving.getByLabel("离职原因").selectOption({ label: "主动辞职" });
  await leaving.getByRole("button", { name: "办理离职" }).click();
  await expect(toast(page, `${STAFF.name}将于 ${day(20)} 离职`)).toBeVisible();
  const planned = sheet.getByRole("listitem").filter({ hasText: "最后工作日" });
  await planned.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "撤销" }).click();
  await expect(toast(page, "已撤销")).toBeVisible();
  await expect(planned).toHaveCount(0);
  await expect(sheet.getByText(`${day(10)} 起调到`)).toBeVisible();
});

test("a reset password opens the account once more, and the old one does not @desktop", async ({ page, device }) => {
  await enter(page, HR, "/people");
  const sheet = await openPerson(page, STAFF);
  await sheet.getByRole("button", { name: "重置密码" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "重置密码" }).click();
  const shown = page.getByRole("dialog", { name: "一次性密码" });
  const code = await shown.getByLabel("密码", { exact: true }).inputValue();
  const phone = await device("phone");
  await phone.goto("/");
  await fillSignIn(phone, STAFF.number);
  await expect(phone.getByRole("alert")).toContainText("手机号或密码不正确");
  await fillSignIn(phone, STAFF.number, code.toLowerCase());
  await expect(phone.getByRole("heading", { name: "设置新密码" })).toBeVisible();
});

test("roles open places, protected status is for HR alone @desktop", async ({ page, device }) => {
  await enter(page, { number: "HR02", name: "曹宇航" }, "/people");
  const sheet = await openPerson(page, STAFF);
  await sheet.getByRole("button", { name: "设置角色" }).click();
  const roles = page.getByRole("dialog", { name: `${STAFF.name}的角色` });
  await roles.getByRole("button", { name: "添加主管的部门" }).click();
  await roles.getByRole("button", { name: "保存" }).click();
  await expect(roles.getByText("请填写。")).toBeVisible();
  await choose(roles, "主管的部门 1", "美工");
  await roles.getByRole("button", { name: "保存" }).click();
  await expect(toast(page, "角色已保存")).toBeVisible();
  await expect(sheet.getByText("美工及下级部门")).toBeVisible();

  await sheet.getByRole("button", { name: "设置特殊保护" }).click();
  const protection = page.getByRole("dialog", { name: `${STAFF.name}的特殊保护` });
  await protection.getByLabel("开始日期").fill("2026-10-01");
  await protection.getByLabel("结束日期").fill("2026-09-01");
  await protection.getByRole("button", { name: "保存" }).click();
  await expect(protection.getByText("不能早于开始日期。")).toBeVisible();
  await protection.getByLabel("结束日期").fill("2027-06-01");
  await protection.getByRole("button", { name: "保存" }).click();
  await expect(sheet.getByText("孕期", { exact: true })).toBeVisible();

  const manager = await device("desk");
  await enter(manager, STAFF, "/people");
  await expect(lines(manager)).toHaveText([/DS01/, /DS02/, /DS03/, /DS04/]);
  await enter(manager, TEAM_MANAGER, "/people");
  const read = await openPerson(manager, STAFF);
  await expect(read.getByRole("heading", { name: "角色" })).toBeVisible();
  await expect(read.getByText("特殊保护")).toHaveCount(0);
});

test("managers read the people of their department and change nothing", async ({ page }) => {
  await enter(page, TEAM_MANAGER, "/people");
  await expect(lines(page)).toHaveCount(11);
  await expect(page.getByRole("button", { name: "添加人员" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "导入" })).toHaveCount(0);
  const sheet = await openPerson(page, STAFF);
  for (const deed of ["编辑", "办理离职", "重置密码", "设置角色"]) {
    await expect(sheet.getByRole("button", { name: deed })).toHaveCount(0);
  }
  // Somebody of another department is not there for them.
  await open(page, "/people?q=WH01");
  await expect(page.getByRole("heading", { name: "没有符合条件的人员" })).toBeVisible();
});
