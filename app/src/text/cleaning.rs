//! Words of the duty rota.

use crate::text::texts;
use crate::text::uses::Used;
use dianwu_domain::UsedBy;

texts! {
    duties = "值日", "Cleaning duty";
    duty_days = "值日表", "Duty rota";
    duty_today = "今天你值日", "You have cleaning duty today";
    duty_on(days: &str) = "你的值日：{days}", "Your cleaning duty: {days}";
    list_mark = "、", ", ";
    clause_mark = "，", ", ";
    duty_of_day = "当天值日", "On cleaning duty";
    duty_of_day_in(department: &str) = "当天值日 · {department}", "On cleaning duty · {department}";
    duties_none = "这个月还没有值日表", "No duty rota for this month";
    duties_none_text = "班表发布、主管排好值日后，会出现在这里。", "It appears here once the roster is published and your manager has made the rota.";
    duties_no_workers_text = "这个月还没有排班。先排班，再在当天上班的人里轮流值日。", "Nobody is planned in this month. Make the roster first; duty goes round those who work each day.";
    duties_unseen = "班表发布后员工才能看到值日表。", "Staff see the rota once the roster is published.";
    duty_nobody = "还没有安排", "Nobody yet";
    duty_fixed = "已固定", "Fixed";
    duty_not_working = "当天不上班", "Not working that day";
    duty_without_work(what: &str) = "{what}（当天不上班）", "{what} (not working that day)";
    duty_counts(month: &str) = "{month}次数", "Turns in {month}";
    duty_times(count: usize) = "{count} 次", "{count}";

    plan_duties = "排值日", "Make the rota";
    plan_duties_again = "重新排", "Make it again";
    plan_duties_title(day: &str) = "从 {day}起排值日？", "Make the rota from {day}?";
    plan_duties_again_title(day: &str) = "从 {day}起重新排值日？", "Make the rota again from {day}?";
    plan_duties_text = "在每天上班的人里公平轮换，前三个月的次数也算在内。过去的日子和已固定的日子不动；固定的人当天不上班时，改由上班的人值日。排完还可以逐天修改，改过的日子会固定下来。", "Duty goes round those who work each day, counting the last three months. Past days and fixed days stay; where the person of a fixed day does not work, somebody who does takes over. You can change any day afterwards, and a day that you change is fixed.";
    plan_duties_done = "值日已排好，可以逐天修改", "The rota is made; you can change any day";

    set_duty_title(day: &str) = "{day} 值日", "Cleaning duty, {day}";
    set_duty_named(day: &str) = "修改 {day}的值日", "Change the duty of {day}";
    set_duty_person = "谁值日", "Who";
    set_duty_nobody = "不指定，留给下次排", "Nobody; leave it to the next plan";
    set_duty_hint = "指定后这天会固定；只要这个人当天上班，重新排也不会变。", "A day that you set is fixed: it stays when the rota is made again, as long as they work that day.";
    set_duty_off = "这个人当天不上班，请另选。", "They do not work that day. Choose somebody else.";
    set_duty_no_workers = "这天没有人上班。", "Nobody works on this day.";

    swap_duty = "换一天", "Swap";
    swap_duty_named(day: &str) = "换一天：{day}的值日", "Swap the duty of {day}";
    swap_duty_title(day: &str) = "换掉 {day}的值日", "Swap the duty of {day}";
    swap_duty_day = "换成哪天", "For which day";
    swap_duty_choice(day: &str, name: &str) = "{day} · {name}", "{day} · {name}";
    swap_duty_text = "对方同意后，两个人的值日对调。", "Once your colleague agrees, the two days are exchanged.";
    swap_duty_none = "这个月没有能对调的日子：要你和对方在对方的那天都上班。", "There is no day to swap with this month: each of you must work on the other's day.";
    swap_duty_send = "发出请求", "Ask";
    swap_duty_sending = "正在发出", "Asking";
    swap_duty_asked(name: &str) = "已问{name}，等对方答复", "{name} has been asked";
    swap_duty_gone = "这两天的值日有变动，请重新选。", "The duty of these days has changed. Choose again.";
    swap_duty_off = "有一方那天不上班，换不了。", "One of you does not work on that day.";
    swap_duty_twice = "这天已经问过人，还在等答复。要换别人，先撤回。", "You have asked somebody to take this day and wait for the answer. Take that back to ask somebody else.";

    swaps = "换值日", "Swaps";
    swap_offered_to_me(name: &str, theirs: &str, mine: &str) = "{name}想用 {theirs}换你的 {mine}", "{name} offers {theirs} for your {mine}";
    swap_offered_by_me(name: &str, mine: &str, theirs: &str) = "你想用 {mine}换{name}的 {theirs}", "You offer {mine} for {name}'s {theirs}";
    swap_waiting = "等对方答复", "Waiting for an answer";
    swap_void = "班次有变动，换不了了", "Shifts have changed: no longer possible";
    swap_accept = "同意换", "Swap";
    swap_decline = "不换", "Decline";
    swap_accepted_done = "已对调", "Swapped";
    swap_declined_done = "已谢绝", "Declined";
    swap_withdrawn_done = "已撤回", "Taken back";
    swap_gone = "没换成：其中一天的值日或班次有变动。列表已更新。", "Not swapped: one of the days has changed. The list is up to date again.";
    duty_swap_waiting(name: &str) = "{name}想和你换值日", "{name} would like to swap duty";
    duty_swap_waiting_note(theirs: &str, mine: &str) = "用 {theirs}换你的 {mine}", "{theirs} for your {mine}";

    use_duties(count: u32) = "{count} 天的值日", "1 day of cleaning duty" | "{count} days of cleaning duty";
    use_duty_swaps(count: u32) = "{count} 次值日交换", "1 swap of duties" | "{count} swaps of duties";
}

/// What it keeps that others are used by, in words.
pub const USES: &[Used] = &[(UsedBy::DUTIES, use_duties), (UsedBy::DUTY_SWAPS, use_duty_swaps)];
