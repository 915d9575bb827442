//! Words of the settings that rosters are planned with: the calendar and the rules.

use super::texts;
use dianwu_domain::Year;

texts! {
    holidays = "节假日", "Holidays";
    year_name(year: Year) = "{year}年", "{year}";
    previous_year = "上一年", "Previous year";
    next_year = "下一年", "Next year";
    holidays_import = "导入", "Import";
    holidays_import_title(year: Year) = "导入 {year} 年节假日", "Import the holidays of {year}";
    holidays_import_text = "每行一天：日期,类型,名称。类型写“法定”“放假”或“上班”。导入会替换这一年的全部内容，有错时什么都不会写入。", "One day a line: date,kind,name. The kind is statutory, off or work. It replaces the whole year; while a line is wrong nothing is written.";
    holidays_table = "节假日表", "Table";
    holidays_read(count: usize) = "共 {count} 天，可以导入。", "{count} days, ready to import.";
    holidays_replace = "替换这一年", "Replace the year";
    holidays_fill = "填入国务院公布的安排", "Use the published calendar";
    holidays_add = "添加一天", "Add a day";
    holidays_edit = "编辑这一天", "Edit the day";
    removed = "已删除", "Removed";
    holidays_none = "还没有这一年的节假日", "No holidays for this year yet";
    holidays_none_text = "国务院一般在前一年 11 月公布放假安排。", "The State Council usually publishes them in November of the year before.";
    holidays_counts(statutory: usize, off: usize, work: usize) = "法定节假日 {statutory} 天，调休放假 {off} 天，调休上班 {work} 天", "{statutory} statutory holidays, {off} days off, {work} workdays that make up";
    holiday_day = "日期", "Date";
    holiday_kind_label = "类型", "Kind";
    holiday_name_hint = "例如春节、国庆节。", "Such as Spring Festival.";
    line_problem(line: usize, problem: &str, text: &str) = "第 {line} 行：{problem}（{text}）", "Line {line}: {problem} ({text})";
    choose_table = "选择 CSV 文件", "Choose a CSV file";

    roster_rules = "排班规则", "Roster rules";
    rules_lead = "排班时实时检查，发布时再查一遍。错误会挡住发布，除非允许签批并写明原因。", "Checked while a roster is made and again when it is published. Errors stop publishing, unless they may be signed off with a reason.";
    rules_default = "还没有人设置过，使用法定与常用的默认值。", "Nobody has set any; the law's and usual defaults hold.";
    rules_own = "这个部门有自己的规则，下级部门没有单独设置时也用它。", "This department has its own rules; departments below without their own follow them.";
    rules_inherited(name: &str) = "沿用“{name}”的规则。保存后，这个部门就有自己的规则。", "Follows the rules of “{name}”. Saving gives this department its own.";
    rules_inherit = "恢复沿用上级", "Follow the one above";
    rules_inherit_title = "不再使用自己的规则？", "Give up this department's own rules?";
    rules_inherit_text = "这个部门会改用上级部门的规则，现在的设置不保留。", "The department will follow the one above it; its settings are not kept.";
    limit_of(rule: &str) = "{rule}：限值", "{rule}: limit";
    severity_of(rule: &str) = "{rule}：程度", "{rule}: weight";
    limit_between(from: &str, until: &str) = "请填 {from} 到 {until}。", "Between {from} and {until}.";
    may_sign_off = "可签批", "May be signed off";
    days_unit = "天", "days";
    heads_unit = "人", "people";
}
