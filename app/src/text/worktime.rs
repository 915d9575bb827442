//! Words of the rules of rosters and of what they find.

use crate::text::Lang;
use crate::text::lang;
use crate::text::roster::rule_based_on;
use crate::text::roster::rule_follows;
use crate::text::texts;
use crate::text::uses::Used;
use dianwu_domain::{
    UsedBy,
    calendar::HolidayKind,
    worktime::{Finding, RuleKind, Severity, Unit},
};

texts! {
    severity_off = "不检查", "Off";
    severity_warning = "提醒", "Warning";
    severity_error = "错误", "Error";

    rule_day_hours = "每天工时", "Hours a day";
    rule_week_hours = "每周工时", "Hours a week";
    rule_week_hours_max = "每周工时上限", "Weekly hours limit";
    rule_rest_day = "每周休息日", "Days off a week";
    rule_run_length = "连续上班", "Days in a row";
    rule_rest_between = "班次间隔", "Rest between shifts";
    rule_overlap = "班次重叠", "Overlapping shifts";
    rule_nights_in_row = "连续夜班", "Nights in a row";
    rule_protected_night = "特殊保护：夜班", "Protected: nights";
    rule_protected_overtime = "特殊保护：加班", "Protected: overtime";
    rule_month_overtime = "每月加班", "Overtime a month";
    rule_headcount = "人手", "Staffing";

    about_day_hours = "一天计薪工时的上限。", "The most paid hours of a day.";
    about_week_hours = "周一到周日计薪工时的常规上限。", "The usual most of paid hours from Monday to Sunday.";
    about_week_hours_max = "每周工时的法定上限。", "The legal limit of a week's hours.";
    about_rest_day = "周一到周日至少休息几天。", "At least so many days off from Monday to Sunday.";
    about_run_length = "最多连续上班几天，跨月也算。", "The most days of work in a row, across months too.";
    about_rest_between = "前一班结束到后一班开始至少多久。", "At least so long from the end of a shift to the start of the next.";
    about_overlap = "前一班没结束，后一班不能开始。不能更改。", "A shift cannot begin before the last one ends. This cannot be changed.";
    about_nights_in_row = "最多连续上几个夜班。", "The most nights in a row.";
    about_protected_night = "受特殊保护的日子不排夜班，也不排 22:00 到次日 6:00 的班。法律规定，不能更改。", "No nights, and no work from 22:00 to 06:00, on protected days. This is the law and cannot be changed.";
    about_protected_overtime = "受特殊保护的日子一天不超过 8 小时，一周不超过 40 小时。法律规定，不能更改。", "On protected days no more than 8 hours a day and 40 a week. This is the law and cannot be changed.";
    about_month_overtime = "当月计薪工时超出工作日每天 8 小时的部分。", "Paid hours of a month beyond 8 for each of its workdays.";
    about_headcount = "当天人数少于设定的人手需求。", "Fewer people on a day than are needed.";

    found_day_hours(figure: &str, limit: &str) = "一天 {figure}（最多 {limit}）", "{figure} in a day ({limit} at most)";
    found_week_hours(figure: &str, limit: &str) = "一周 {figure}（最多 {limit}）", "{figure} in a week ({limit} at most)";
    found_rest_day(figure: u32, limit: u32) = "一周休 {figure} 天（至少 {limit} 天）", "1 day off in a week (at least {limit})" | "{figure} days off in a week (at least {limit})";
    found_run_length(figure: u32, limit: u32) = "连续上班 {figure} 天（最多 {limit} 天）", "1 day in a row ({limit} at most)" | "{figure} days in a row ({limit} at most)";
    found_rest_between(figure: &str, limit: &str) = "两班间隔 {figure}（至少 {limit}）", "{figure} between shifts (at least {limit})";
    found_overlap(figure: &str) = "和前一班重叠 {figure}", "Overlaps the shift before by {figure}";
    found_nights_in_row(figure: u32, limit: u32) = "连续 {figure} 个夜班（最多 {limit} 个）", "1 night in a row ({limit} at most)" | "{figure} nights in a row ({limit} at most)";
    found_protected_night = "这天不能排夜班", "No night work on this day";
    found_protected_overtime(figure: &str) = "这几天不能加班，超出 {figure}", "No overtime allowed on these days: {figure} over";
    found_month_overtime(figure: &str, limit: &str) = "本月加班 {figure}（最多 {limit}）", "{figure} overtime this month ({limit} at most)";
    found_headcount(missing: u32, limit: u32) = "缺 {missing} 人（需要 {limit} 人）", "{missing} short ({limit} needed)";

    holiday_statutory = "法定节假日", "Statutory holiday";
    holiday_off = "放假", "Day off";
    holiday_work = "调休上班", "Make-up workday";
    more_problems(count: usize) = "还有 {count} 处", "and {count} more";
    days_figure(days: u32) = "{days} 天", "1 day" | "{days} days";
    heads_figure(heads: u32) = "{heads} 人", "1 person" | "{heads} people";

    use_rules(count: u32) = "{count} 套单独的排班规则", "its own roster rules" | "{count} sets of roster rules";
}

/// What it keeps that others are used by, in words.
pub const USES: &[Used] = &[(UsedBy::RULES, use_rules)];

/// 不检查, 提醒 or 错误.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => severity_off(),
        Severity::Warning => severity_warning(),
        Severity::Error => severity_error(),
    }
}

/// 法定节假日, 放假 or 调休上班.
pub fn holiday_kind(kind: HolidayKind) -> &'static str {
    match kind {
        HolidayKind::Statutory => holiday_statutory(),
        HolidayKind::Off => holiday_off(),
        HolidayKind::Work => holiday_work(),
    }
}

/// What a rule is called.
pub fn rule_name(rule: RuleKind) -> &'static str {
    match rule {
        RuleKind::DayHours => rule_day_hours(),
        RuleKind::WeekHours => rule_week_hours(),
        RuleKind::WeekHoursMax => rule_week_hours_max(),
        RuleKind::RestDay => rule_rest_day(),
        RuleKind::RunLength => rule_run_length(),
        RuleKind::RestBetween => rule_rest_between(),
        RuleKind::Overlap => rule_overlap(),
        RuleKind::NightsInRow => rule_nights_in_row(),
        RuleKind::ProtectedNight => rule_protected_night(),
        RuleKind::ProtectedOvertime => rule_protected_overtime(),
        RuleKind::MonthOvertime => rule_month_overtime(),
        RuleKind::Headcount => rule_headcount(),
    }
}

/// What a rule asks, in a sentence.
pub fn rule_explained(rule: RuleKind) -> &'static str {
    match rule {
        RuleKind::DayHours => about_day_hours(),
        RuleKind::WeekHours => about_week_hours(),
        RuleKind::WeekHoursMax => about_week_hours_max(),
        RuleKind::RestDay => about_rest_day(),
        RuleKind::RunLength => about_run_length(),
        RuleKind::RestBetween => about_rest_between(),
        RuleKind::Overlap => about_overlap(),
        RuleKind::NightsInRow => about_nights_in_row(),
        RuleKind::ProtectedNight => about_protected_night(),
        RuleKind::ProtectedOvertime => about_protected_overtime(),
        RuleKind::MonthOvertime => about_month_overtime(),
        RuleKind::Headcount => about_headcount(),
    }
}

/// The law that a rule comes from; empty for good practice.
pub fn rule_source(rule: RuleKind) -> String {
    let source = match lang() {
        Lang::Zh => rule.source(),
        Lang::En => match rule {
            RuleKind::DayHours | RuleKind::WeekHoursMax => "Labour Law, Art. 36",
            RuleKind::WeekHours => "State Council Provisions on Working Hours, Art. 3",
            RuleKind::RestDay => "Labour Law, Art. 38",
            RuleKind::RunLength => "Measures for Festivals and Memorial Days, Art. 7",
            RuleKind::ProtectedNight | RuleKind::ProtectedOvertime => {
                "Special Protection of Women Workers, Arts. 6 and 9"
            }
            RuleKind::MonthOvertime => "Labour Law, Art. 41",
            RuleKind::RestBetween | RuleKind::Overlap | RuleKind::NightsInRow | RuleKind::Headcount => "",
        },
    };
    match rule {
        _ if source.is_empty() => String::new(),
        // That article speaks of the days around holidays alone.
        RuleKind::RunLength => rule_follows(source),
        _ => rule_based_on(source),
    }
}

/// A figure of a rule with its unit.
fn figure(unit: Unit, figure: u32) -> String {
    match unit {
        Unit::Minutes => super::duration(u16::try_from(figure).unwrap_or(u16::MAX)),
        Unit::Days => days_figure(figure),
        Unit::Heads => heads_figure(figure),
    }
}

/// 连续上班 7 天（最多 6 天）
pub fn finding_words(finding: &Finding) -> String {
    let Finding { rule, figure: found, limit, .. } = *finding;
    let (told, asked) = (figure(rule.unit(), found), figure(rule.unit(), limit));
    match rule {
        RuleKind::DayHours => found_day_hours(&told, &asked),
        RuleKind::WeekHours | RuleKind::WeekHoursMax => found_week_hours(&told, &asked),
        RuleKind::RestDay => found_rest_day(found, limit),
        RuleKind::RunLength => found_run_length(found, limit),
        RuleKind::RestBetween => found_rest_between(&told, &asked),
        RuleKind::Overlap => found_overlap(&told),
        RuleKind::NightsInRow => found_nights_in_row(found, limit),
        RuleKind::ProtectedNight => found_protected_night().to_owned(),
        RuleKind::ProtectedOvertime => found_protected_overtime(&told),
        RuleKind::MonthOvertime => found_month_overtime(&told, &asked),
        RuleKind::Headcount => found_headcount(limit.saturating_sub(found), limit),
    }
}
