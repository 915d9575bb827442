//! Words of employment.

use crate::text::texts;
use dianwu_domain::people::employment::{EmploymentKind, LeavingReason};

texts! {
    employment_kind = "用工形式", "Employment";
    kind_full_time = "全职", "Full time";
    kind_part_time = "兼职", "Part time";
    kind_intern = "实习", "Intern";
    kind_outsourced = "劳务外包", "Outsourced";
    probation_until = "试用期至", "Probation until";
    probation_hint = "选填，试用期的最后一天。", "Optional: the last day of probation.";
    contract = "劳动合同", "Contract";
    contract_from = "合同开始", "Contract from";
    contract_until = "合同到期", "Contract until";
    contract_until_hint = "不填表示无固定期限。", "Empty: without a fixed term.";
    contract_span(from: &str, until: &str) = "{from} 至 {until}", "{from} to {until}";
    contract_open(from: &str) = "{from} 起，无固定期限", "From {from}, without a fixed term";

    history = "任职经历", "History";
    history_from_to(from: &str, until: &str) = "{from} 至 {until}", "{from} to {until}";
    history_since(from: &str) = "{from} 起", "Since {from}";
    history_left(reason: &str) = "离职：{reason}", "Left: {reason}";
    history_left_note(reason: &str, note: &str) = "离职：{reason}，{note}", "Left: {reason}, {note}";

    planned_post(day: &str, place: &str) = "{day} 起调到 {place}", "From {day}: {place}";
    planned_leave(day: &str) = "{day} 是最后工作日", "Last day at work: {day}";
    planned_return(day: &str, place: &str) = "{day} 重新入职：{place}", "Comes back on {day}: {place}";
    call_off = "撤销", "Call off";
    call_off_title = "撤销这项安排？", "Call this off?";
    call_off_text = "已经因此结束的申领和换班不会恢复。", "Claims and swaps that ended because of it do not come back.";
    called_off = "已撤销", "Called off";

    move_person = "调岗", "Move";
    move_title(name: &str) = "{name}调岗", "Move {name}";
    move_from = "从哪天起", "From";
    move_note = "这天之前的班表归原部门，从这天起由新部门排班。原部门在这之后已排的班不会自动改动，请告诉主管调整。", "Rosters before that day stay with the former department; from it on the new one plans. What the former one has planned after it stays as it is: ask its manager to change it.";
    move_done(name: &str) = "{name}的调岗已保存", "The move of {name} is saved";

    terms = "合同与试用期", "Contract and probation";
    terms_title(name: &str) = "{name}的合同与试用期", "Contract and probation of {name}";
    terms_saved = "合同与试用期已保存", "Contract and probation saved";

    begin_title(name: &str) = "更正{name}的入职日期", "Correct the first day of {name}";
    begin_edit = "更正入职日期", "Correct the first day";
    begin_done = "入职日期已更正", "The first day is corrected";

    reason_why = "更正原因", "Why";
    reason_why_hint = "会改动今天之前的记录，请写明原因，操作记录里会保留。", "This changes what was true before today. The reason is kept in the log.";

    leave_person = "办理离职", "Record leaving";
    leaver_title(name: &str) = "{name}办理离职", "{name} leaves";
    leave_day = "离职日期（最后工作日）", "Last day at work";
    leave_reason = "离职原因", "Reason";
    leave_note = "备注", "Note";
    reason_resigned = "主动辞职", "Resigned";
    reason_agreed = "协商解除", "By agreement";
    reason_dismissed = "公司辞退", "Dismissed";
    reason_contract_ended = "合同到期", "Contract ended";
    reason_retired = "退休", "Retired";
    reason_other = "其他", "Other";
    leave_signs_out = "离职日期已过，账号立即停用：所有设备退出，密码和角色收回。", "The last day has passed: the account is closed at once, with password and roles.";
    leave_later(day: &str) = "到 {day} 下班前照常使用；之后账号自动停用，密码和角色收回。", "Everything works until the end of {day}. Then the account closes by itself, with password and roles.";
    leave_shifts = "之后的空班申领和换班会结束，并通知相关的人；值日会空出来；之后的班次不再生效，请主管改排。", "Claims and swaps after it end, and those concerned are told; cleaning duties become free. Shifts after it no longer count: ask their manager to plan anew.";
    leave_history = "之前的班表和记录都会保留，以后可以重新入职。", "Rosters and records until then stay. They can come back later.";
    left_done(name: &str) = "{name}已离职，账号已停用", "{name} has left; the account is closed";
    leaves_done(name: &str, day: &str) = "{name}将于 {day} 离职", "{name} leaves on {day}";
    stay_person = "撤销离职", "Undo leaving";
    stay_title(name: &str) = "撤销{name}的离职？", "Undo the leaving of {name}?";
    stay_text = "当作没有离开过。账号如已停用，角色要重新设置，密码请重置后把一次性密码交给本人。", "As if they had never left. If the account was closed, set roles again, reset the password, and hand on the one-time password.";
    return_person = "重新入职", "Take back";
    return_title(name: &str) = "{name}重新入职", "{name} comes back";
    return_from = "入职日期", "First day";
    return_note = "之前的经历都保留。回来后请重置密码，把一次性密码交给本人；角色要重新设置。", "Their history stays. Once they are back, reset the password and hand on the one-time password; roles are set anew.";
    returned_done(name: &str) = "{name}已重新入职", "{name} is back";
    returns_done(name: &str, day: &str) = "{name}将于 {day} 重新入职", "{name} comes back on {day}";
    stayed_done(name: &str) = "{name}的离职已撤销", "{name} stays";
    last_administrator = "店铺至少要有一位在职的管理员。", "The shop needs at least one active administrator.";

    misfit_not_employed = "这天不在职。", "They do not work here on that day.";
    misfit_before_hired = "不能早于入职日期，也不能跨过后面的调岗。", "Not before the first day, nor beyond the next move.";
    misfit_before_left = "要晚于上一次离职的日期。", "It must be after the last day of the period before.";
    misfit_not_left = "还没有办理离职。", "They have not left.";
}

/// 全职, 兼职, 实习, 劳务外包.
pub fn kind_name(kind: EmploymentKind) -> &'static str {
    match kind {
        EmploymentKind::FullTime => kind_full_time(),
        EmploymentKind::PartTime => kind_part_time(),
        EmploymentKind::Intern => kind_intern(),
        EmploymentKind::Outsourced => kind_outsourced(),
    }
}

/// Why somebody left.
pub fn reason_name(reason: LeavingReason) -> &'static str {
    match reason {
        LeavingReason::Resigned => reason_resigned(),
        LeavingReason::Agreed => reason_agreed(),
        LeavingReason::Dismissed => reason_dismissed(),
        LeavingReason::ContractEnded => reason_contract_ended(),
        LeavingReason::Retired => reason_retired(),
        LeavingReason::Other => reason_other(),
    }
}
