//! Days, months and instants as people write them.

use crate::text::Lang;
use crate::text::lang;
use crate::text::texts;
use dianwu_domain::{Day, DayMinute, Instant, LocalTime, Month, Weekday, Zone};

texts! {
    minutes_only(minutes: u16) = "{minutes} 分钟", "{minutes} min";
    hours_only(hours: u16) = "{hours} 小时", "{hours} h";
    hours_minutes(hours: u16, minutes: u16) = "{hours} 小时 {minutes} 分", "{hours} h {minutes} min";
    next_day_mark = "次日", "next day";
}

const SHORT_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn short_month(month: Month) -> &'static str {
    SHORT_MONTHS[usize::from(month.number() - 1)]
}

/// 2026年11月 / November 2026 in short.
pub fn month_name(month: Month) -> String {
    match lang() {
        Lang::Zh => format!("{}年{}月", month.year(), month.number()),
        Lang::En => format!("{} {}", short_month(month), month.year()),
    }
}

/// 11月23日 / 23 Nov
pub fn day_name(day: Day) -> String {
    match lang() {
        Lang::Zh => format!("{}月{}日", day.month().number(), day.number()),
        Lang::En => format!("{} {}", day.number(), short_month(day.month())),
    }
}

/// 11月23日 星期一 / Mon 23 Nov
pub fn day_long(day: Day) -> String {
    match lang() {
        Lang::Zh => format!("{} 星期{}", day_name(day), weekday_letter(day.weekday())),
        Lang::En => format!("{} {}", weekday_short(day.weekday()), day_name(day)),
    }
}

/// 2026年11月23日 / 23 Nov 2026
pub fn day_with_year(day: Day) -> String {
    match lang() {
        Lang::Zh => format!("{}年{}", day.month().year(), day_name(day)),
        Lang::En => format!("{} {}", day_name(day), day.month().year()),
    }
}

/// 2026年11月23日 16:05 / 23 Nov 2026 16:05, on the shop's clocks.
pub fn moment_with_year(instant: Instant, zone: Zone) -> String {
    let LocalTime { day, minute } = zone.local(instant);
    format!("{} {minute}", day_with_year(day))
}

/// 一 / M: for narrow columns.
pub fn weekday_letter(weekday: Weekday) -> &'static str {
    let index = weekday as usize - 1;
    match lang() {
        Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"][index],
        Lang::En => ["M", "T", "W", "T", "F", "S", "S"][index],
    }
}

/// 周一 / Mon
pub fn weekday_short(weekday: Weekday) -> &'static str {
    let index = weekday as usize - 1;
    match lang() {
        Lang::Zh => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][index],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][index],
    }
}

/// 16:00; past midnight 次日 06:00 instead of 30:00.
pub fn clock(minute: DayMinute) -> String {
    match minute.minutes().checked_sub(24 * 60) {
        None | Some(0) => minute.to_string(),
        Some(next) => {
            let shown = DayMinute::new(next).unwrap_or(DayMinute::MIDNIGHT);
            format!("{} {shown}", next_day_mark())
        }
    }
}

/// 3 小时 20 分 / 3 h 20 min
pub fn duration(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => minutes_only(minutes),
        (hours, 0) => hours_only(hours),
        (hours, minutes) => hours_minutes(hours, minutes),
    }
}

/// 2026-11-23 16:05 on the shop's clocks.
pub fn moment(instant: Instant, zone: Zone) -> String {
    let LocalTime { day, minute } = zone.local(instant);
    format!("{day} {minute}")
}

/// 11月23日 16:05 on the shop's clocks.
pub fn moment_short(instant: Instant, zone: Zone) -> String {
    let LocalTime { day, minute } = zone.local(instant);
    format!("{} {minute}", day_name(day))
}
