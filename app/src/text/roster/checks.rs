//! Words of planning a month in the grid: what the rules find, filling many cells, and publishing with a reason.

use crate::text::Lang;
use crate::text::day_name;
use crate::text::lang;
use crate::text::texts;
use crate::text::worktime::holiday_kind;
use dianwu_domain::{Day, Year, calendar::Holiday};

texts! {
    cell_and(words: &str, more: &str) = "{words}；{more}", "{words}; {more}";
    and_then = "；", "; ";
    statutory_letter = "法", "PH";
    holiday_letter = "假", "Hol";
    workday_letter = "调", "Wk";
    holiday_named(name: &str, kind: &str) = "{name}（{kind}）", "{name} ({kind})";
    wishes_off = "想休", "would like the day off";
    wishes_shift(kind: &str) = "想上{kind}", "would like {kind}";
    wishes_note(wish: &str, note: &str) = "{wish}：{note}", "{wish}: {note}";
    heads_missing(count: u16) = "缺 {count} 人", "{count} missing";

    findings_title = "排班检查", "Roster check";
    findings_clear = "检查通过", "No findings";
    findings_errors(count: usize) = "{count} 个错误", "1 error" | "{count} errors";
    findings_warnings(count: usize) = "{count} 个提醒", "1 warning" | "{count} warnings";
    findings_both(errors: &str, warnings: &str) = "{errors} · {warnings}", "{errors} · {warnings}";
    findings_unknown = "规则没有加载", "Rules not loaded";
    findings_unknown_text = "规则没有加载，表里暂时看不到问题。发布和保存时仍会检查。", "The rules could not be loaded, so the table shows no findings for now. They are still checked when you save or publish.";
    findings_none = "这张班表符合所有规则。", "This roster meets every rule.";
    rule_based_on(source: &str) = "依据：{source}", "Source: {source}";
    rule_follows(source: &str) = "参照：{source}", "After: {source}";
    span(from: &str, until: &str) = "{from}–{until}", "{from} – {until}";

    told_filled(count: usize) = "已填充 {count} 格", "1 cell filled" | "{count} cells filled";
    fill_cycle = "套用轮班周期", "Fill with a cycle";
    fill_copy = "复制班次", "Copy shifts";
    fill_deed = "填充", "Fill";
    fill_selected_people(count: usize) = "选中的 {count} 人", "the 1 person selected" | "the {count} people selected";
    fill_all_people(count: usize) = "全部 {count} 人", "everybody (1 person)" | "everybody ({count} people)";
    fill_all_hint = "只想填一部分人或日子时，先在表里选中。", "To fill only some people or days, select their cells first.";
    fill_writes(cells: usize, who: &str, days: &str) = "{who}，{days}：写入 {cells} 格。", "For {who}, {days}: writes 1 cell." | "For {who}, {days}: writes {cells} cells.";
    fill_writes_none(who: &str, days: &str) = "{who}，{days}：没有要写的格子。", "For {who}, {days}: nothing to write.";
    fill_published = "班表已发布，写入后员工立即看到。", "The roster is published: staff see at once what is written.";
    fill_not_in_month = "不在这个月里，请填本月的日子。", "It is not in this month. Enter a day of this month.";
    fill_backwards = "不能早于开始的日子。", "It cannot be before the first day.";
    fill_keep = "保留已排的格子", "Keep filled cells";
    fill_keep_hint = "只填还空着的格子。", "Only empty cells are filled.";
    fill_from = "从", "From";
    fill_until = "到", "Until";
    cycle = "周期", "Cycle";
    cycle_start = "第一个人从周期的第几天开始", "The first person starts on day";
    cycle_start_hint = "1 表示从周期第一天开始。", "1 is the cycle's first day.";
    cycle_start_range = "请填整数，从 1 到这个周期的天数。", "Enter a whole number from 1 to the days of the cycle.";
    cycle_step = "每人错开几天", "Days between people";
    cycle_step_hint = "0 表示所有人一样。", "0 gives everybody the same.";
    manage_cycles = "管理周期", "Manage cycles";
    copy_source = "复制什么", "What to copy";
    copy_month(month: &str) = "{month}，按星期对应", "{month}, by weekday";
    copy_week(days: &str) = "{days} 这一周", "The week of {days}";
    copy_hint = "填好后可以用撤销一次退回。", "One undo takes it all back.";

    legend = "图例", "Legend";
    legend_wish_shift = "想上某班", "Would like a shift";
    legend_changed = "发布后改过", "Changed since publishing";
    legend_unsaved = "没有保存", "Not saved";
    calendar_missing(year: Year) = "{year} 年的节假日还没有录入，加班按周一至周五算。", "No holidays for {year} yet: overtime counts Monday to Friday as workdays.";
    calendar_enter = "去录入", "Enter them";
    calendar_ask = "请管理员录入。", "Ask an administrator.";

    refused_title = "还没有写入：有些格子填不进去", "Not written: some cells do not fit";
    refused_mend = "请改好认不出的内容，重新复制粘贴。班表没有任何改动。", "Fix the unknown codes in your spreadsheet, then copy and paste again. The roster is unchanged.";
    refused_choose(cells: usize) = "班表没有任何改动。可以返回修改，也可以跳过这 {cells} 格，写入其余的。", "The roster is unchanged. Go back, or leave out these cells ({cells}) and write the rest.";
    refused_why = "原因", "Why";
    refused_unknown(content: &str) = "没有“{content}”这个班次", "No shift is called “{content}”";
    refused_archived(shift: &str) = "{shift}已停用", "{shift} is out of use";
    refused_unemployed = "这天不在职", "Not employed then";
    refused_off_sheet = "超出班表范围", "Beyond the roster";
    refused_row(row: usize) = "第 {row} 行", "Row {row}";
    refused_column(column: usize) = "第 {column} 列", "Column {column}";
    refused_columns(first: usize, last: usize) = "第 {first}–{last} 列", "Columns {first}–{last}";
    refused_back = "返回修改", "Go back";
    refused_rest = "跳过，写入其余", "Write the rest";

    held = "待处理的改动", "Changes on hold";
    held_text = "班表已发布，员工马上会看到改动。这些改动违反规则，还没有保存：写明原因后保存，或撤回。", "This roster is published and staff see changes at once. These break rules and are not saved yet: give a reason to save them, or take them back.";
    held_strict = "这些改动不能保存，也不能签批。请改排别的班次，或撤回。", "These changes cannot be saved and nobody can sign them off. Choose other shifts, or take them back.";
    held_revert = "撤回这些改动", "Take them back";
    held_sign = "签批并保存", "Sign off and save";
    overtaken = "已发布", "Published meanwhile";
    overtaken_title(name: &str) = "已由{name}发布", "Published by {name}";
    overtaken_text(count: usize) = "这 {count} 格是在草稿上填的，还没有保存。现在保存，员工马上会看到改动。", "This cell was filled on the draft and is not saved yet. Save it now and staff see the change at once." | "These {count} cells were filled on the draft and are not saved yet. Save them now and staff see the changes at once.";
    overtaken_go_on = "作为改动保存", "Save as changes";
    held_cells(count: usize) = "{count} 格违反规则，未保存", "{count} not saved: rules broken";
    settle = "处理", "Settle";
    refused_by_rules(count: usize) = "{count} 格违反规则，不能保存。请改排别的班次。", "{count} cells break rules and cannot be saved. Choose other shifts.";
    step_overtaken = "别人已经改过这些格子，没有变动。", "Somebody else has changed these cells since; nothing was changed.";
    cell_beyond = "这天已不在职，请清空", "no longer employed on this day: clear it";
    conflict_told = "对方的班表已发布。先发布本班表，再改这一格；或请对方清空。", "The other roster is published. Publish this one first, then change this cell, or ask them to clear theirs.";

    checking = "正在检查", "Checking";
    publish_refused = "还不能发布", "It cannot be published yet";
    publish_refused_text = "下面的错误不能签批，请先调整班表。", "These errors cannot be signed off. Change the roster first.";
    publish_with_errors(count: usize) = "还有 {count} 个错误。确认要发布，请写明原因，原因会记入操作记录。", "There is 1 error. To publish all the same, give a reason; it goes into the audit log." | "There are {count} errors. To publish all the same, give a reason; it goes into the audit log.";
    publish_with_warnings(count: usize) = "另有 {count} 个提醒。", "There is also 1 warning." | "There are also {count} warnings.";
    sign_off_label = "签批原因", "Reason";
    publish_signed = "签批并发布", "Sign off and publish";
    show_findings = "查看问题", "Show findings";
    signed_off_note(reason: &str) = "签批发布：{reason}", "Signed off: {reason}";
}

/// 春节（法定节假日）
pub fn holiday_words(holiday: &Holiday) -> String {
    holiday_named(holiday.name.as_str(), holiday_kind(holiday.kind))
}

/// 想休：接孩子
pub fn wish_words(kind: Option<&str>, note: &str) -> String {
    let wish = kind.map_or_else(|| wishes_off().to_owned(), wishes_shift);
    if note.is_empty() { wish } else { wishes_note(&wish, note) }
}

/// 王芳，11月5日–30日：写入 26 格。
pub fn fill_effect(who: &str, days: &str, cells: usize) -> String {
    if cells == 0 { fill_writes_none(who, days) } else { fill_writes(cells, who, days) }
}

/// 2 个错误 · 5 个提醒
pub fn findings_count(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => findings_clear().to_owned(),
        (errors, 0) => findings_errors(errors),
        (0, warnings) => findings_warnings(warnings),
        (errors, warnings) => findings_both(&findings_errors(errors), &findings_warnings(warnings)),
    }
}

/// 11月3日–9日; one day by itself.
pub fn days_span(from: Day, until: Day) -> String {
    if from == until {
        return day_name(from);
    }
    let is_same_month = from.month() == until.month();
    match lang() {
        Lang::Zh if is_same_month => span(&day_name(from), &format!("{}日", until.number())),
        Lang::En if is_same_month => span(&from.number().to_string(), &day_name(until)),
        _ => span(&day_name(from), &day_name(until)),
    }
}
