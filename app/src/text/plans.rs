//! Words of what managers plan with: demand for heads, and cycles.

use super::{Lang, lang, texts, weekday_short};
use dianwu_domain::{Weekday, roster::coverage::weekday_bit};

texts! {
    demands = "人手需求", "Demand";
    demands_lead = "排班时在表下方对照：在岗人数少于需求的日子会标红。", "Below the roster heads stand against it: days with too few are marked.";
    add_demand = "添加需求", "Add a demand";
    edit_demand = "编辑需求", "Edit the demand";
    no_demands = "还没有人手需求", "No demand yet";
    no_demands_text = "例如早班每天 4 人，20:00–24:00 至少 2 人，双 11 早班 6 人。", "Such as four on early shifts, two from 20:00 to 24:00, six on sale days.";
    slot_words(start: &str, end: &str) = "{start}–{end} 在岗", "There {start}–{end}";
    slot_hint = "整点或半点。", "On the hour or half hour.";
    exception_words(dates: &str, days: &str) = "例外：{dates}（{days}）", "Exception: {dates} ({days})";
    demand_by = "按什么算", "Counted by";
    by_shift = "班次", "Shift";
    by_slot = "时段", "Time of day";
    shift_kind = "班次", "Shift";
    demand_heads = "需要人数", "Heads needed";
    demand_weekdays = "星期", "Weekdays";
    demand_from = "例外日期从", "Exception from";
    demand_until = "到", "To";
    demand_dates_hint = "大促等特殊日子才填，这些天以它为准。", "Only for special days such as sales; on them it takes precedence.";
    every_day = "每天", "Every day";
    workdays = "周一至周五", "Mon–Fri";
    weekends = "周末", "Weekend";

    coverage_title = "各时段人手", "Heads by time";
    coverage_hour = "时", "Hour";
    coverage_there = "在岗", "There";
    coverage_needed = "需要", "Needed";
    coverage_full = "人手足够", "Enough";
    coverage_short(halves: usize) = "{halves} 个半小时缺人", "Too few in {halves} half hours";

    cycles = "轮班周期", "Cycles";
    cycles_lead = "排班时可以一次套用给多个人，每人错开几天。", "Fill them for many people at once, each some days apart.";
    add_cycle = "添加周期", "Add a cycle";
    edit_cycle = "编辑周期", "Edit the cycle";
    no_cycles = "还没有轮班周期", "No cycles yet";
    no_cycles_text = "常用的做五休二、早早晚晚休休等不用添加，排班时直接可选。", "Usual ones are offered anyway when you fill a roster.";
    cycle_days(count: usize) = "一个周期 {count} 天", "Days of a cycle: {count}";
    cycle_days_hint = "点下面的班次加一天，点上面的格子去掉一天。", "Click a shift below to add a day, a day above to remove it.";
    cycle_needs_days = "至少要有一天。", "It needs at least one day.";
    remove_cycle_day(place: usize, name: &str) = "去掉第 {place} 天：{name}", "Remove day {place}: {name}";
}

/// Whether heads are missing, and for how long.
pub fn coverage_gaps(halves: usize) -> String {
    if halves == 0 { coverage_full().to_owned() } else { coverage_short(halves) }
}

/// 每天, 周一至周五, 周末, or the days by name.
pub fn weekdays_words(days: u8) -> String {
    match days {
        0b111_1111 => every_day().to_owned(),
        0b001_1111 => workdays().to_owned(),
        0b110_0000 => weekends().to_owned(),
        days => {
            let chosen = Weekday::ALL.into_iter().filter(|weekday| days & weekday_bit(*weekday) != 0);
            let separator = if lang() == Lang::Zh { "、" } else { ", " };
            chosen.map(weekday_short).collect::<Vec<_>>().join(separator)
        }
    }
}
