//! Words of one's own day and month, and the team's day.

use crate::text::Lang;
use crate::text::clock;
use crate::text::day_name;
use crate::text::lang;
use crate::text::month_name;
use crate::text::next_day_mark;
use crate::text::texts;
use dianwu_domain::{
    Day, DayMinute, Month,
    roster::team::{HeadCount, Stage},
    shifts::kind::{Hours, Span},
};

texts! {
    greet_night(name: &str) = "夜深了，{name}", "Hello, {name}";
    greet_early(name: &str) = "早上好，{name}", "Good morning, {name}";
    greet_morning(name: &str) = "上午好，{name}", "Good morning, {name}";
    greet_noon(name: &str) = "中午好，{name}", "Good afternoon, {name}";
    greet_afternoon(name: &str) = "下午好，{name}", "Good afternoon, {name}";
    greet_evening(name: &str) = "晚上好，{name}", "Good evening, {name}";

    on_this_day = "今天", "Today";
    yesterday = "昨天", "yesterday";
    today_within = "今天", "today";
    tomorrow = "明天", "tomorrow";
    unplanned = "未排班", "Nothing planned";
    was = "原为", "was";
    became = "改为", "now";
    changed = "有改动", "Changed";
    changed_at(moment: &str) = "{moment} 改动", "Changed {moment}";
    was_before(shift: &str) = "原为{shift}", "was {shift}";
    shift_on = "进行中", "On now";
    shift_paused = "间歇", "Between parts";
    shift_later = "未开始", "Not started";
    shift_over = "已结束", "Finished";
    shift_progress = "本班进度", "Progress of the shift";
    done_for(time: &str) = "已上 {time}", "{time} done";
    left_for(time: &str) = "还有 {time}", "{time} left";
    hours_since(words: &str, day: &str, hours: &str) = "{words}，{day}起 {hours}", "{words}, from {day} {hours}";
    goes_on_in(minute: &str, time: &str) = "{minute} 继续，还有 {time}", "Goes on at {minute}, in {time}";
    starts_in(time: &str) = "{time}后开始", "Starts in {time}";
    shift_done(shift: &str) = "今天的{shift}已结束", "Today's shift is done: {shift}";
    meal_of(time: &str) = "用餐 {time}", "{time} meal break";
    off_today = "今天休息", "Day off";
    cancelled_today = "今天的班次已取消", "Your shift today was cancelled";
    none_today = "今天没有排班", "No shift today";
    none_today_text = "当天没有安排班次。如有疑问，请问主管。", "Nothing is planned for you. Ask your manager if in doubt.";
    unpublished_today_text = "本部门这个月的班表还没有发布。", "Your department's roster of this month is not published yet.";
    colleagues_on(count: usize) = "同时在岗 {count} 人", "{count} on with you";
    colleagues_same(count: usize) = "同班 {count} 人", "{count} on the same shift";
    one_colleague_on = "同时在岗 1 人", "1 on with you";
    one_colleague_same = "同班 1 人", "1 on the same shift";

    coming_days = "未来 7 天", "Next 7 days";
    my_roster = "我的班表", "My roster";
    next_shift(day: &str, shift: &str) = "下一班：{day} {shift}", "Next: {day}, {shift}";
    no_next_shift = "两周内没有下一班", "No further shift in two weeks";
    next_roster_unpublished(month: &str) = "{month}班表还没发布", "The {month} roster is not published yet";
    day_until(cut_off: &str) = "{cut_off} 前仍算这一天", "until {cut_off}";

    waiting = "等你处理", "Waiting for you";
    waiting_none = "都处理完了", "All done";
    waiting_none_text = "等你答复或审批的事会出现在这里。", "What waits for your answer appears here.";
    step_departments = "添加部门", "Add departments";
    step_departments_note = "店里只有一个部门的话，可以先跳过", "With a single department you can skip this";
    step_people = "添加或导入人员", "Add or import people";
    step_people_note = "现在店里只有你一个人", "You are the only one so far";
    step_shift_kinds = "添加班次", "Add shifts";
    step_shift_kinds_note = "早班、晚班、休息等，排班要用", "Early, late, day off: what a roster is made of";
    step_manager = "设置主管", "Name a manager";
    step_manager_note = "打开人员资料，点“设置角色”；主管可以是自己，也可以是别人", "Open a person and set their roles; it may be yourself";
    step_roster = "排第一份班表", "Plan the first roster";
    step_roster_note = "由部门的主管来排，再发布给大家看", "The department's manager plans and publishes it";

    team_now = "团队现在", "The team now";
    open_team = "查看", "Open";
    count_on = "在岗", "On";
    count_later = "待上班", "To come";
    count_over = "已下班", "Gone";
    count_rest = "休息", "Off";
    gone_home(count: usize) = "另有 {count} 人已下班", "{count} gone home";
    team_none = "今天没有已发布的班次。", "No published shifts today.";

    previous_month = "上个月", "Previous month";
    next_month = "下个月", "Next month";
    this_month = "本月", "This month";
    month_caption(month: &str) = "{month}班表", "Roster of {month}";
    month_days = "逐日班次", "Day by day";
    days_gone(count: usize) = "已过去的 {count} 天", "1 day gone by" | "{count} days gone by";
    figure_shifts = "班次", "Shifts";
    figure_hours = "计薪工时", "Paid hours";
    figure_rest = "休息", "Days off";
    hours_unit = "小时", "h";
    month_unpublished = "班表还没有发布", "Not published yet";
    month_unpublished_text = "主管发布后，你的班次会出现在这里。", "Your shifts appear here once your manager publishes the roster.";
    month_empty = "这个月没有你的班次", "No shifts this month";
    month_empty_text = "看看其他月份，或问问主管。", "Try another month, or ask your manager.";
    month_partly = "本部门这个月的班表还没有发布，下面只是其他部门安排的班次。", "Your department's roster is not published yet; these shifts come from another department.";

    previous_week = "上一周", "Previous week";
    next_week = "下一周", "Next week";
    all_departments = "全部部门", "All departments";
    filter_department = "部门", "Department";
    timeline = "时间轴", "Timeline";
    team_empty = "这天没有班次", "No shifts on this day";
    team_empty_text = "班表发布后，这里能看到谁上班、谁休息。", "Once rosters are published, you see here who works and who is off.";
    team_filtered_text = "这个部门当天没有已发布的班次。", "This department has no published shifts on this day.";
    group_on(count: usize) = "正在上班 {count} 人", "On now: {count}";
    group_later(count: usize) = "接下来 {count} 人", "To come: {count}";
    group_over(count: usize) = "已下班 {count} 人", "Gone home: {count}";
    group_rest(count: usize) = "休息 {count} 人", "Off: {count}";
    group_work(count: usize) = "上班 {count} 人", "At work: {count}";
    people_count(count: usize) = "{count} 人", "{count}";
    at_work = "在岗", "On";
    that_is_me = "我", "You";
    evening_before = "前一晚", "From the evening before";
}

/// A part of the day, as greetings tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayPart {
    Night,
    Early,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const fn day_part(minute: DayMinute) -> DayPart {
    match minute.minutes() / 60 {
        0..5 => DayPart::Night,
        5..9 => DayPart::Early,
        9..12 => DayPart::Morning,
        12..14 => DayPart::Noon,
        14..18 => DayPart::Afternoon,
        _ => DayPart::Evening,
    }
}

/// 上午好，林晓月
pub fn greeting(minute: DayMinute, name: &str) -> String {
    match day_part(minute) {
        DayPart::Night => greet_night(name),
        DayPart::Early => greet_early(name),
        DayPart::Morning => greet_morning(name),
        DayPart::Noon => greet_noon(name),
        DayPart::Afternoon => greet_afternoon(name),
        DayPart::Evening => greet_evening(name),
    }
}

/// 今天, 昨天 or 明天, else 11月23日, within a sentence. `calendar` is the date on the shop's clocks: while the business day
/// goes on past midnight, people mean different days by 昨天 and 明天, so the other days have their dates.
pub fn relative_day(day: Day, today: Day, calendar: Day) -> String {
    match near(day, today, calendar) {
        Some(Near::Yesterday) => yesterday().to_owned(),
        Some(Near::Today) => today_within().to_owned(),
        Some(Near::Tomorrow) => tomorrow().to_owned(),
        None => day_name(day),
    }
}

/// Days that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    Yesterday,
    Today,
    Tomorrow,
}

fn near(day: Day, today: Day, calendar: Day) -> Option<Near> {
    match day.epoch_days() - today.epoch_days() {
        0 => Some(Near::Today),
        -1 if today == calendar => Some(Near::Yesterday),
        1 if today == calendar => Some(Near::Tomorrow),
        _ => None,
    }
}

/// 今天 · 早班, as a heading.
pub fn day_and_shift(day: Day, today: Day, calendar: Day, shift: &str) -> String {
    let mut words = format!("{} · {shift}", relative_day(day, today, calendar));
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// 12月 / Dec 2026: for months so near that the year is plain.
pub fn month_brief(month: Month) -> String {
    match lang() {
        Lang::Zh => format!("{}月", month.number()),
        Lang::En => month_name(month),
    }
}

/// 08:00–17:00, 22:00–次日 06:00 / 22:00–06:00 next day
pub fn segment_span(segment: Span) -> String {
    let is_past_midnight = segment.end.minutes() > MIDNIGHT;
    match lang() {
        Lang::En if is_past_midnight => format!("{} {}", segment_brief(segment), next_day_mark()),
        _ => format!("{}–{}", clock(segment.start), clock(segment.end)),
    }
}

/// The segments of a shift: 10:00–14:00 18:00–22:00
pub fn hours_span(hours: &Hours) -> String {
    hours.segments().map(segment_span).collect::<Vec<_>>().join(" ")
}

/// 08:00–17:00, 22:00–06:00: where there is no room to say that it ends on the next day.
pub fn hours_brief(hours: &Hours) -> String {
    hours.segments().map(segment_brief).collect::<Vec<_>>().join(" ")
}

fn segment_brief(segment: Span) -> String {
    format!("{}–{}", on_clock(segment.start), on_clock(segment.end))
}

/// A minute as clocks show it, on whichever day.
pub fn on_clock(minute: DayMinute) -> DayMinute {
    match minute.minutes().checked_sub(MIDNIGHT) {
        Some(later @ 1..) => DayMinute::new(later).unwrap_or(minute),
        _ => minute,
    }
}

/// The minute at which a day ends.
const MIDNIGHT: u16 = 24 * 60;

/// 160 or 157.5 hours.
pub fn hours_figure(minutes: u32) -> String {
    let tenths = (minutes * 10 + 30) / 60;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// 11月23日–29日 / 23–29 Nov; with its year when that is not the one of `today`.
pub fn week_name(first: Day, last: Day, today: Day) -> String {
    let words = match (lang(), first.month() == last.month()) {
        (Lang::Zh, true) => format!("{}–{}日", day_name(first), last.number()),
        (Lang::En, true) => format!("{}–{}", first.number(), day_name(last)),
        _ => format!("{}–{}", day_name(first), day_name(last)),
    };
    match (lang(), first.month().year()) {
        (_, year) if year == today.month().year() => words,
        (Lang::Zh, year) => format!("{year}年{words}"),
        (Lang::En, year) => format!("{words} {year}"),
    }
}

/// 在岗 3 · 待上班 2 · 休息 1, without those that are nobody.
pub fn heads(count: HeadCount) -> String {
    let parts =
        [(count_on(), count.on), (count_later(), count.later), (count_over(), count.over), (count_rest(), count.rest)];
    let told: Vec<_> = parts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {n}")).collect();
    told.join(" · ")
}

/// The heading of those who stand alike, on today's page or another day's.
pub fn group_title(stage: Stage, count: usize, is_today: bool) -> String {
    match stage {
        Stage::On => group_on(count),
        Stage::Rest => group_rest(count),
        _ if !is_today => group_work(count),
        Stage::Later => group_later(count),
        Stage::Over => group_over(count),
    }
}

/// 与你同时在岗 …
pub fn colleagues(count: usize, is_on: bool) -> String {
    match (count, is_on) {
        (1, true) => one_colleague_on().to_owned(),
        (1, false) => one_colleague_same().to_owned(),
        (_, true) => colleagues_on(count),
        (_, false) => colleagues_same(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_follows_the_hour() {
        for (minute, wanted) in [
            ("00:00", DayPart::Night),
            ("04:59", DayPart::Night),
            ("05:00", DayPart::Early),
            ("09:00", DayPart::Morning),
            ("12:00", DayPart::Noon),
            ("14:00", DayPart::Afternoon),
            ("18:00", DayPart::Evening),
            ("23:59", DayPart::Evening),
        ] {
            assert_eq!(day_part(minute.parse().unwrap()), wanted, "{minute}");
        }
    }

    #[test]
    fn past_midnight_of_a_business_day_only_itself_is_named_and_others_have_their_dates() {
        let day = |number: i64| "2026-11-01".parse::<Day>().unwrap().plus(number - 1);
        let named = |today, calendar| [26, 27, 28, 29].map(|one| near(day(one), day(today), day(calendar)));
        assert_eq!(named(27, 27), [Some(Near::Yesterday), Some(Near::Today), Some(Near::Tomorrow), None]);
        assert_eq!(named(27, 28), [None, Some(Near::Today), None, None], "at three in the morning");
    }

    #[test]
    fn hours_are_shown_to_a_tenth_and_whole_ones_without() {
        for (minutes, wanted) in [(0, "0"), (9600, "160"), (9450, "157.5"), (10, "0.2"), (44_640, "744")] {
            assert_eq!(hours_figure(minutes), wanted);
        }
    }
}
