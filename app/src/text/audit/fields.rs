//! What the log calls fields and their values.

use crate::text::Lang;
use crate::text::lang;
use crate::text::texts;

texts! {
    list_of_some(words: &str, count: usize) = "{words} 等 {count} 项", "{words} and others, {count} in all";
    people_of_some(words: &str, count: usize) = "{words}等 {count} 人", "{words} and others, {count} in all";
    people_counted(count: usize) = " {count} 人", "1 person" | "{count} people";
    value_yes = "是", "Yes";
    value_no = "否", "No";
    value_gone = "（已不存在）", "(no longer there)";
    value_no_roles = "无", "None";
    value_range(from: &str, until: &str) = "{from} 至 {until}", "{from} to {until}";
    role_in(role: &str, department: &str) = "{role}（{department}）", "{role} ({department})";
    whose_day(name: &str, day: &str) = "{name} {day}", "{name}, {day}";
    finding_of(whose: &str, found: &str) = "{whose}：{found}", "{whose}: {found}";
    rule_told(severity: &str, limit: &str) = "{severity}，{limit}", "{severity}, {limit}";
    rule_told_signed(told: &str) = "{told}，可签批", "{told}, may be signed off";
    demand_told(target: &str, days: &str, heads: &str) = "{target}，{days}，{heads}", "{target}, {days}, {heads}";

    field_name = "名称", "Name";
    field_sort = "排列序号", "Order";
    field_hours = "时间", "Hours";
    field_slot = "时段", "Time of day";
    field_dates = "例外日期", "Exception";
    field_days = "每天的班次", "Shift of each day";
    field_state = "状态", "State";
    field_sign_off = "签批原因", "Reason of the sign-off";
    field_findings = "违反的规则", "Rules broken";
    field_errors = "错误数", "Errors";
    field_cells = "改动的格子", "Cells changed";
    field_filled = "排了班的格子", "Cells filled";
    field_people = "人数", "People";
    field_from = "从", "From";
    field_until = "到", "Until";
    field_swap_from = "提出人", "Offered by";
    field_swap_to = "对方", "To";
    field_duty = "值日", "On duty";
    field_search = "搜索", "Search";
    field_actor = "操作人", "Done by";
    field_concerned = "涉及的人", "About";
    field_action = "操作", "What";
    field_numbers = "工号", "Staff numbers";
    field_month = "月份", "Month";
    field_planned_from = "调岗日期", "Moves on";

    state_roster_empty = "未开始", "Not begun";
    state_draft = "草稿", "Draft";
    state_published = "已发布", "Published";
    state_open = "待接", "Open";
    state_claimed = "待审批", "Waiting for approval";
    state_taken = "已接", "Taken";
    state_withdrawn = "已撤回", "Withdrawn";
    state_offered = "待答复", "Waiting for an answer";
    state_accepted = "已对调", "Swapped";
    state_declined = "已谢绝", "Declined";
}

/// A field in the middle of a sentence: English begins it small.
pub fn within_sentence(field: &str) -> String {
    let mut letters = field.chars();
    match (lang(), letters.next()) {
        (Lang::En, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => field.to_owned(),
    }
}
