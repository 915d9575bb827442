//! Words of the settings that rosters are planned with: the calendar and the rules.

use crate::text::Lang;
use crate::text::field_problem;
use crate::text::lang;
use crate::text::texts;
use dianwu_domain::{
    Day, FieldCode, Year,
    calendar::{Holiday, TableDoubt},
};

texts! {
    holidays = "节假日", "Holidays";
    year_name(year: Year) = "{year}年", "{year}";
    previous_year = "上一年", "Previous year";
    next_year = "下一年", "Next year";
    holidays_import = "导入", "Import";
    holidays_import_title(year: Year) = "导入 {year} 年节假日", "Import the holidays of {year}";
    holidays_import_text = "每行一天：日期,类型,名称。类型写“法定”“放假”或“上班”。导入会替换这一年的全部内容，有错时什么都不会写入。", "One day a line: date,kind,name. The kind is statutory, off or work. It replaces the whole year; while a line is wrong nothing is written.";
    holidays_table = "节假日表", "Table";
    holidays_read(count: usize) = "共 {count} 天，可以导入。", "1 day, ready to import." | "{count} days, ready to import.";
    holidays_read_none = "没有读到任何一天。请在表头下面写上日期。", "It holds no day. Write the days beneath the heading.";
    holidays_doubts = "请先核对，这张表可能不完整", "Check first: this table may not be whole";
    holidays_doubt_statutory(count: usize, wanted: usize) = "法定节假日有 {count} 天，按规定应为 {wanted} 天。", "It has {count} statutory holidays; by law there are {wanted}.";
    holidays_doubt_work(days: &str) = "这些日子本来就是工作日，却写成了调休上班：{days}。", "These are workdays anyhow, but are written as make-up workdays: {days}.";
    holidays_doubt_dropped(days: &str, count: usize) = "现有的 {count} 天不在新表里，会被删掉：{days}。", "{count} days that stand now are not in it and will be removed: {days}.";
    holidays_confirm = "我已核对，仍然替换", "I have checked it. Replace the year";
    holidays_confirm_first = "请核对后勾选，再点“替换这一年”。", "Check it and tick the box, then replace the year.";
    holiday_odd_workday = "这天本来就是工作日，不需要调休上班。请核对日期。", "This is a workday anyhow and needs no make-up. Check the date.";
    holidays_file_workbook = "这是 Excel 工作簿，这里读不了。请在 Excel 里复制这些单元格，粘贴到下面；或另存为 CSV 再选。", "This is an Excel workbook, which is not read here. Copy its cells in Excel and paste them below, or save it as CSV.";
    holidays_file_unreadable = "这不是文本文件，没有读入。请选择 CSV 或 TXT 文件。", "This is no text file and was not read. Choose a CSV or TXT file.";
    holidays_file_cut = "文件不完整，结尾缺了一部分，没有读入。请重新保存或重新下载，再选一次。", "The file is cut off at its end and was not read. Save or download it again, and choose it anew.";
    holidays_file_large = "文件太大，不像一年的节假日表，没有读入。", "The file is too large for a year's holidays and was not read.";
    holidays_replace = "替换这一年", "Replace the year";
    holidays_fill = "填入国务院公布的安排", "Use the published calendar";
    holidays_add = "添加一天", "Add a day";
    holidays_edit = "编辑这一天", "Edit the day";
    removed = "已删除", "Removed";
    holidays_none = "还没有这一年的节假日", "No holidays for this year yet";
    holidays_none_text = "国务院一般在前一年 11 月公布放假安排。", "The State Council usually publishes them in November of the year before.";
    holidays_counts(statutory: usize, off: usize, work: usize) = "法定节假日 {statutory} 天，放假 {off} 天，调休上班 {work} 天", "Statutory holidays: {statutory} · days off: {off} · make-up workdays: {work}";
    holiday_day = "日期", "Date";
    holiday_kind_label = "类型", "Kind";
    holiday_name_hint = "例如春节、国庆节。", "Such as Spring Festival.";
    line_problem(line: usize, problem: &str, text: &str) = "第 {line} 行：{problem}（{text}）", "Line {line}: {problem} ({text})";
    holidays_example(year: Year) = "{year}-01-01,法定,元旦", "{year}-01-01,statutory,New Year";
    line_name = "缺少节日名称。", "The name of the holiday is missing.";
    line_twice = "这一天前面已经写过。", "This day is listed above already.";
    line_not_in_year(year: Year) = "没有这一天，或不是 {year} 年。", "There is no such day, or it is not in {year}.";
    line_kind = "类型只能写“法定”“放假”“上班”。", "The kind must be statutory, off or work.";
    line_format(example: &str) = "应写成 {example}。", "Write it as {example}.";
    choose_table = "选择 CSV 文件", "Choose a CSV file";

    roster_rules = "排班规则", "Roster rules";
    rules_lead = "排班时实时检查，发布时再查一遍。错误会挡住发布，除非允许签批并写明原因。", "Checked while a roster is made and again when it is published. Errors stop publishing, unless they may be signed off with a reason.";
    rules_default = "还没有人设置过，使用法定与常用的默认值。", "No rules have been set yet: the legal and usual defaults apply.";
    rules_own = "这个部门有自己的规则，下级部门没有单独设置时也用它。", "This department has its own rules; departments below without their own follow them.";
    rules_inherited(name: &str) = "沿用“{name}”的规则。保存后，这个部门就有自己的规则。", "Follows the rules of “{name}”. Saving gives this department its own.";
    rules_inherit = "恢复沿用上级", "Use the rules of the department above";
    rules_reset = "恢复默认规则", "Restore the defaults";
    rules_inherit_title = "不再使用自己的规则？", "Stop using this department's own rules?";
    rules_inherit_text = "这个部门会改用上级部门的规则，现在的设置不保留。", "The department will follow the one above it; its settings are not kept.";
    rules_reset_text = "这家店会改用法定和常用的默认值，现在的设置不保留。", "The shop will use the law's and the usual defaults; its settings are not kept.";
    limit_of(rule: &str) = "{rule}：限值", "{rule}: limit";
    severity_of(rule: &str) = "{rule}：程度", "{rule}: severity";
    limit_between(from: &str, until: &str) = "请填 {from} 到 {until}。", "Between {from} and {until}.";
    may_sign_off = "可签批", "May be signed off";
    days_unit = "天", "days";
    heads_unit = "人", "people";
}

/// What is odd about a year's table, in a sentence.
pub fn table_doubt(doubt: &TableDoubt) -> String {
    match doubt {
        TableDoubt::Statutory(count, wanted) => holidays_doubt_statutory(*count, *wanted),
        TableDoubt::WorkOnWorkday(days) => holidays_doubt_work(&day_list(days)),
        TableDoubt::Dropped(days) => holidays_doubt_dropped(&day_list(days), days.len()),
    }
}

/// Days in a row, the first of them if they are many.
fn day_list(days: &[Day]) -> String {
    const SHOWN: usize = 8;
    let mut words: Vec<String> = days.iter().take(SHOWN).map(|day| super::day_long(*day)).collect();
    if days.len() > SHOWN {
        words.push("…".to_owned());
    }
    words.join(match lang() {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

/// What is wrong with a line of a year's table.
pub fn holiday_line_problem(code: FieldCode, year: Year) -> String {
    match code {
        FieldCode::Required => line_name().to_owned(),
        FieldCode::Taken => line_twice().to_owned(),
        FieldCode::OutOfRange => line_not_in_year(year),
        FieldCode::UnknownValue => line_kind().to_owned(),
        FieldCode::BadFormat => line_format(&holidays_example(year)),
        other => field_problem(other),
    }
}

/// A day as a line of the table.
pub fn holiday_line(holiday: &Holiday) -> String {
    let kind = match lang() {
        Lang::Zh => holiday.kind.label(),
        Lang::En => holiday.kind.as_str(),
    };
    format!("{},{kind},{}", holiday.day, holiday.name)
}
