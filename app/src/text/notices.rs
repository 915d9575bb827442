//! Words of notices.

use crate::text::texts;

texts! {
    notices = "新消息", "News";
    inbox = "消息", "Inbox";
    inbox_all = "全部消息", "All messages";
    inbox_empty = "还没有消息", "No messages yet";
    inbox_empty_text = "班次改动、申请结果和换值日的答复会出现在这里，保留三个月左右。", "Changed shifts, decisions and answers to swaps appear here, and stay for about three months.";
    unread = "未读", "Unread";
    unread_messages(count: u32) = "{count} 条未读消息", "1 unread message" | "{count} unread messages";
    read_all = "全部已读", "Mark all read";
    more_notices = "还有更多，读完这些就会出现。", "There are more; they appear once you have read these.";
    told_claim_approved = "接班申请已同意", "Your claim is approved";
    told_claim_refused = "接班申请没有通过", "Your claim was refused";
    told_claim_ended = "你申请的空班已被撤回", "The shift that you claimed was withdrawn";
    told_claim_dropped = "你已换部门，接班申请已取消", "You have changed departments: your claim was cancelled";
    told_claim_lapsed = "接班申请没有人审批，已过期", "Your claim has lapsed: nobody decided in time";
    told_shift_taken(name: &str) = "{name}接了你发布的空班", "{name} took the shift that you offered";
    told_shift(day: &str, shift: &str) = "{day} {shift}", "{day}, {shift}";
    told_swap_accepted(name: &str) = "{name}同意和你换值日", "{name} agreed to swap duty";
    told_swap_now(day: &str) = "你改在 {day}值日", "Your duty is now on {day}";
    told_swap_declined(name: &str) = "{name}没有同意换值日", "{name} declined to swap duty";
    told_swap_ended(name: &str) = "和{name}换值日的事已取消", "The swap of duty with {name} is off";
    told_swap_lapsed(name: &str) = "{name}没有答复换值日，已过期", "{name} did not answer your swap in time";
    told_swap_days(mine: &str, theirs: &str) = "你的 {mine}，对方的 {theirs}", "Your {mine}, their {theirs}";
    told_roster_published(month: &str) = "{month}班表已发布", "{month}: roster published";
    told_roster_note = "看看你的班次", "See your shifts";
    told_job_failed = "系统的自动任务没有完成", "An automatic task did not finish";
    told_job(day: &str, job: &str) = "{day} {job}，请看运行日志", "{day}, {job}: see the log";
    shift_changed_on(day: &str) = "{day} 班次有改动", "{day}: shift changed";
    shift_changed_note(from: &str, to: &str) = "原为{from}，现为{to}", "Was {from}, now {to}";
    shifts_changed(count: usize, month: &str) = "{month}有 {count} 天班次有改动", "{month}: 1 shift changed" | "{month}: {count} shifts changed";
}
