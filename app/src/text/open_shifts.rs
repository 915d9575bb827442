//! Words of open shifts.

use crate::text::texts;
use crate::text::uses::Used;
use dianwu_domain::UsedBy;

texts! {
    open_shifts = "空班", "Open shifts";
    open_shifts_none = "这个月没有空班", "No open shifts this month";
    open_shifts_none_text = "主管发布空班后，会出现在这里，谁合适谁来接。", "Shifts that need somebody appear here once a manager offers them.";
    open_shifts_none_manager_text = "缺人的班次可以发布成空班，让合适的人自己来接。", "Offer a shift that lacks somebody, and whoever fits can take it.";
    open_shifts_for_me(count: u32) = "有 {count} 个空班待接", "1 open shift" | "{count} open shifts";
    heads_wanted(count: usize) = "还差 {count} 人", "{count} needed";
    approval_needed = "需主管同意", "Needs approval";
    unseen_yet = "班表发布后员工才能看到", "Staff see it once the roster is published";
    offer_over = "已过期", "Over";
    offer_claimed = "待审批", "Waiting for approval";
    offer_asked_for = "已有人申请", "Somebody has asked";
    claim_broken = "现在接会违反排班规则，原因写在列表里。", "It would break the roster's rules now. The list says how.";
    offer_taken = "已接", "Taken";
    claim_lapsed(name: &str) = "{name}想接，没有审批，已过期", "{name} would have taken it; not decided in time";
    claimed_by(name: &str) = "{name}想接", "{name} asks for it";
    taken_by(name: &str) = "{name}已接", "Taken by {name}";

    fits = "你可以接", "You can take it";
    fits_with_approval = "可以申请，要等主管同意", "You can ask for it; your manager decides";
    claim_fits = "符合排班规则", "Keeps the rules";
    claim_warned = "接了会有提醒", "With this shift";
    claim_barred = "不能同意，违反排班规则", "Against the rules";
    claim_barred_own = "违反排班规则，接不了", "Against the rules";
    approve_barred = "现在不能同意，原因写在旁边", "It cannot be approved now; the reason stands beside it";
    claimant_works(name: &str, shift: &str) = "{name}当天已有{shift}", "{name} works that day already: {shift}";
    claimant_gone(name: &str) = "{name}当天已不在这个部门", "{name} no longer belongs to this department on that day";
    works_already(shift: &str) = "你当天已有{shift}", "You work that day already: {shift}";
    not_employed_then = "当天你不在职", "You are not employed on that day";
    kind_retired = "这个班次已停用", "This shift is no longer in use";
    asked_that_day = "你当天已申请另一个班，还在等主管同意", "You have asked for another shift that day";
    asked_too_often(count: usize) = "你有 {count} 个申请在等主管同意，有答复或撤回后再申请", "{count} claims of yours wait; ask again once one is decided or taken back";

    claim = "接班", "Take it";
    claim_ask = "申请接班", "Ask for it";
    claim_ask_title(day: &str, shift: &str) = "申请接 {day}的{shift}？", "Ask for {shift} on {day}?";
    claim_title(day: &str, shift: &str) = "接下 {day}的{shift}？", "Take {shift} on {day}?";
    claim_text = "确认后直接排进你的班表，主管和同事都会看到。", "It goes straight onto your roster, where your manager and colleagues see it.";
    claim_text_approval = "提交后等主管同意，同意了才排进你的班表。", "Your manager decides; once approved it goes onto your roster.";
    claim_text_warned(findings: &str) = "接了这个班：{findings}。所以要等主管同意，同意了才排进你的班表。", "With this shift: {findings}. So your manager decides; once approved it goes onto your roster.";
    claim_text_own = "确认后直接排进你的班表：你能审批，不用再等同意。", "It goes straight onto your roster: you approve such claims, so nobody else need to.";
    claim_text_own_warned(findings: &str) = "接了这个班：{findings}。你能审批，不用再等同意：确认后直接排进你的班表，提醒会记入操作记录。", "With this shift: {findings}. You approve such claims, so it goes straight onto your roster; the log keeps what the rules warn of.";
    fits_own = "你可以接，会有提醒", "You can take it, with this";
    claim_done = "已接班，排进了你的班表", "It is yours and on your roster";
    claim_asked = "已提交，等主管同意", "Sent; your manager decides";
    claim_gone = "没接上：可能刚被别人接走，或你当天的班有变动。列表已更新。", "This shift is no longer available: someone took it, or your day changed. The list is up to date.";

    take_back = "撤回申请", "Take back";
    take_back_title(day: &str, shift: &str) = "撤回 {day}的{shift}申请？", "Take back your claim to {shift} on {day}?";
    take_back_text = "撤回后这个班重新开放，别人也可以接。", "The shift is open again, for others too.";
    taken_back_done = "申请已撤回", "Your claim is taken back";
    take_back_gone = "没有撤回：主管可能刚刚同意了，它已排进你的班表。列表已更新。", "Not taken back: your manager may just have approved it, and it is on your roster. The list is up to date again.";

    approve = "同意", "Approve";
    refuse = "不同意", "Refuse";
    approve_named(name: &str) = "同意{name}接班", "Approve {name}";
    refuse_named(name: &str) = "不同意{name}接班", "Refuse {name}";
    refuse_title(name: &str, day: &str, shift: &str) = "不同意{name}接 {day}的{shift}？", "Refuse {name} {shift} on {day}?";
    refuse_text(name: &str) = "这个班重新开放，别人可以接；{name}会收到消息。", "The shift is open again for others, and {name} is told.";
    approved_done(name: &str) = "已排进{name}的班表", "Put on {name}'s roster";
    refused_done = "已回绝，空班重新开放", "Refused; the shift is open again";
    decision_gone = "没有生效：这个空班或对方当天的班次有变动。列表已更新，请核对后再决定。", "This had no effect: the shift or the person's day has changed. The list is up to date; check it and decide again.";

    withdraw = "撤回", "Withdraw";
    withdraw_title(day: &str, shift: &str) = "撤回 {day}的{shift}？", "Withdraw {shift} on {day}?";
    withdraw_text = "撤回后员工就看不到它了，等待中的申请也一并取消。", "Staff no longer see it, and a claim that waits ends with it.";
    withdrawn_done = "已撤回", "Withdrawn";

    offer_shift = "发布空班", "Offer a shift";
    offer_day = "日期", "Day";
    offer_kind = "班次", "Shift";
    offer_heads = "人数", "How many";
    offer_heads_unit = "人", "people";
    offer_note = "备注", "Note";
    offer_note_hint = "比如：大促当天，熟悉售后的优先。", "Such as: sales day, after-sales experience preferred.";
    offer_needs_approval = "需要我同意", "I approve each claim";
    offer_needs_approval_hint = "不勾选就是先到先得，接了直接排进班表；规则有提醒的，仍要你同意。", "Otherwise the first one to claim it has it at once, unless the rules warn of it: then you decide.";
    offer_send = "发布", "Offer";
    offering = "正在发布", "Offering";
    offered_done(count: usize, day: &str) = "已发布 {day}的 {count} 个空班", "1 shift on {day} offered" | "{count} shifts on {day} offered";
    offer_day_past = "要选还没开始的班次。", "Choose a shift that has yet to begin.";
    offer_too_many = "这一天的空班太多了，请先撤回一些。", "There are too many open shifts on this day. Withdraw some first.";
    open_shift_claimed(name: &str, day: &str) = "{name}想接 {day}的空班", "{name} asks for a shift on {day}";
    open_shift_claimed_note(department: &str, shift: &str) = "{department} · {shift}", "{department} · {shift}";

    use_open_shifts(count: u32) = "{count} 个空班", "1 open shift" | "{count} open shifts";
}

/// What it keeps that others are used by, in words.
pub const USES: &[Used] = &[(UsedBy::OPEN_SHIFTS, use_open_shifts)];
