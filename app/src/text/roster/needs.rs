//! Words of what managers plan with: demand for heads, and cycles.

use crate::text::Lang;
use crate::text::day_with_year;
use crate::text::field_problem;
use crate::text::lang;
use crate::text::texts;
use crate::text::weekday_short;
use dianwu_domain::{
    FieldCode, Weekday,
    roster::{
        coverage::{Dates, DemandFields, MAX_HEADS, weekday_bit},
        cycle::Usual,
    },
};

/// All weekdays.
const EVERY_DAY: u8 = 0b111_1111;

texts! {
    demands = "人手需求", "Staffing needs";
    demands_lead = "排班时在表下方对照：在岗人数少于需求的日子会标红。", "The roster compares each day with these numbers and marks days that fall short.";
    add_demand = "添加需求", "Add a need";
    edit_demand = "编辑需求", "Edit the need";
    no_demands = "还没有人手需求", "No staffing needs yet";
    no_demands_text = "例如早班每天 4 人，20:00–24:00 至少 2 人，双 11 早班 6 人。", "Such as four on early shifts, two from 20:00 to 24:00, six on sale days.";
    demand_retired = "班次已停用，这条需求不再计算，可以删除。", "The shift is out of use: this need no longer counts and can be deleted.";
    slot_words(start: &str, end: &str) = "{start}–{end} 在岗", "On duty {start}–{end}";
    slot_hint = "整点或半点。", "On the hour or half hour.";
    exception_dates(dates: &str) = "例外：{dates}", "Exception: {dates}";
    exception_words(dates: &str, days: &str) = "例外：{dates}（{days}）", "Exception: {dates} ({days})";
    demand_by = "按什么算", "Counted by";
    by_shift = "班次", "Shift";
    by_slot = "时段", "Time of day";
    shift_kind = "班次", "Shift";
    demand_heads = "需要人数", "People needed";
    demand_heads_hint = "例外可填 0，表示那些天不需要人。", "0 means nobody, in an exception only.";
    demand_heads_range(most: &str) = "请填 1 到 {most} 的整数；只有例外可填 0，表示那些天不需要人。", "Enter a whole number from 1 to {most}. 0, nobody, is for exceptions only.";
    nobody_needed = "不需要人", "Nobody";
    demand_doubted = "请先核对", "Please check this first";
    demand_above_team(team: usize) = "需要的人数比全组的 {team} 人还多，排班时会一直显示缺人。", "That is more than the 1 person of the team: the roster will always fall short." | "That is more than the {team} people of the team: the roster will always fall short.";
    demand_twice(target: &str, days: &str, heads: &str) = "已有一条需求：{target}，{days}，{heads}。两条都管到的日子，按人数多的算。", "There is a need already: {target}, {days}, {heads}. Where both apply, the greater number counts.";
    save_anyway = "仍然保存", "Save anyway";
    demand_weekdays = "星期", "Weekdays";
    demand_days_none = "至少选一天。", "Choose one day at least.";
    demand_days_never = "例外的这几天里没有选中的星期，这条需求永远用不上。请改日期或星期。", "None of the chosen weekdays lies within these dates, so the need would never apply. Change the dates or the weekdays.";
    demand_from = "例外开始", "Exception from";
    demand_until = "例外结束", "Exception until";
    demand_dates_hint = "大促等特殊日子才填，这些天以它为准。", "Only for special days such as sales; on them it takes precedence.";
    every_day = "每天", "Every day";
    workdays = "周一至周五", "Mon–Fri";
    weekends = "周末", "Weekend";

    coverage_title = "各时段人手", "Staffing by half hour";
    coverage_of(what: &str) = "各时段人手 · {what}", "Staffing by half hour · {what}";
    coverage_nothing_needed = "这天没有设置人手需求。", "No staffing needs on this day.";
    day_before = "前一天", "The day before";
    day_after = "后一天", "The day after";
    coverage_hour = "时", "Hour";
    coverage_there = "在岗", "On duty";
    coverage_needed = "需要", "Needed";
    coverage_full = "人手足够", "Enough";
    coverage_short(halves: usize) = "缺人 {halves} 段（每段 30 分钟）", "Short in 1 half hour" | "Short in {halves} half hours";

    cycles = "轮班周期", "Cycles";
    cycles_lead = "排班时可以一次套用给多个人，每人错开几天。", "Fill them for many people at once, each some days apart.";
    add_cycle = "添加周期", "Add a cycle";
    edit_cycle = "编辑周期", "Edit the cycle";
    no_cycles = "还没有轮班周期", "No cycles yet";
    no_cycles_text = "常用的做五休二、早早晚晚休休等不用添加，排班时直接可选。", "Usual ones are offered anyway when you fill a roster.";
    cycle_days(count: usize) = "一个周期 {count} 天", "Days of a cycle: {count}";
    cycle_days_hint = "点下面的班次加一天，点上面的格子去掉一天。", "Click a shift below to add a day, a day above to remove it.";
    cycle_needs_days = "至少要有一天。", "It needs at least one day.";
    five_on_two_off = "做五休二", "5 on, 2 off";
    six_on_one_off = "做六休一", "6 on, 1 off";
    two_on_one_off = "做二休一", "2 on, 1 off";
    four_on_two_off = "做四休二", "4 on, 2 off";
    two_early_two_late = "早早晚晚休休", "2 early, 2 late, 2 off";
    weeks_in_turn = "早班一周、晚班一周", "A week early, a week late";
    remove_cycle_day(place: usize, name: &str) = "去掉第 {place} 天：{name}", "Remove day {place}: {name}";
}

/// What a usual cycle is called.
pub fn usual_cycle(usual: Usual) -> &'static str {
    match usual {
        Usual::FiveOnTwoOff => five_on_two_off(),
        Usual::SixOnOneOff => six_on_one_off(),
        Usual::TwoOnOneOff => two_on_one_off(),
        Usual::FourOnTwoOff => four_on_two_off(),
        Usual::TwoEarlyTwoLateTwoOff => two_early_two_late(),
        Usual::WeeksInTurn => weeks_in_turn(),
    }
}

/// What is wrong with how many are needed.
pub fn demand_heads_problem(code: FieldCode) -> String {
    match code {
        FieldCode::BadFormat | FieldCode::OutOfRange | FieldCode::NotBetween(..) => {
            demand_heads_range(&MAX_HEADS.to_string())
        }
        other => field_problem(other),
    }
}

/// On which days a demand holds: 周一至周五, or 例外：2026年11月11日（周三）
pub fn demand_days(fields: &DemandFields) -> String {
    let days = weekdays_words(fields.weekdays);
    let Some(Dates { from, until }) = fields.dates else { return days };
    let dates =
        if from == until { day_with_year(from) } else { format!("{}–{}", day_with_year(from), day_with_year(until)) };
    if fields.weekdays == EVERY_DAY { exception_dates(&dates) } else { exception_words(&dates, &days) }
}

/// Whether heads are missing, and for how long.
pub fn coverage_gaps(halves: usize) -> String {
    if halves == 0 { coverage_full().to_owned() } else { coverage_short(halves) }
}

/// 每天, 周一至周五, 周末, or the days by name.
pub fn weekdays_words(days: u8) -> String {
    match days {
        EVERY_DAY => every_day().to_owned(),
        0b001_1111 => workdays().to_owned(),
        0b110_0000 => weekends().to_owned(),
        days => {
            let chosen = Weekday::ALL.iter().copied().filter(|weekday| days & weekday_bit(*weekday) != 0);
            let separator = if lang() == Lang::Zh { "、" } else { ", " };
            chosen.map(weekday_short).collect::<Vec<_>>().join(separator)
        }
    }
}
