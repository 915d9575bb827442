//! Words of a shift's hours: segments, and from which day they hold.

use crate::text::texts;
use dianwu_domain::FieldCode;

texts! {
    times_hint = "过零点直接填，如 22:00 到 06:00。", "Past midnight, just enter it: 22:00 to 06:00.";
    segment_number(number: usize) = "第 {number} 段", "Part {number}";
    add_segment = "再加一段", "Add a part";
    remove_segment = "删除最后一段", "Remove the last part";
    times_told(span: &str, length: &str) = "{span}，共 {length}", "{span}, {length} in all";
    paid_otherwise(minutes: u16) = "按时间和用餐算是 {minutes} 分钟。", "By times and meal it would be {minutes} min.";
    paid_computed = "用这个数", "Use that";
    segments_clash = "要晚于上一个时间，各段之间要有间隔。", "It must be later than the time before, with a gap between parts.";
    change_title = "新时间从哪天起", "When the new times begin";
    from_label = "起始日", "First day";
    from_hint(day: &str) = "已经发布的班不变，最早 {day}。", "What is published stays as it is; {day} at the earliest.";
    from_told(day: &str) = "从 {day}起按新时间；之前的班表不变。", "New times from {day}; rosters before stay as they are.";
    from_drafts(cells: u32) = "草稿里有 {cells} 格会按新时间计算。", "{cells} cell of drafts follows." | "{cells} cells of drafts follow.";
    never_planned = "这个班次还没有排过，新时间直接生效。", "This shift was never planned: the new times hold at once.";
    history = "历次时间", "Times so far and to come";
    history_first = "最初", "At first";
    history_from(day: &str) = "{day}起", "From {day}";
    planned = "未开始", "To come";
    take_back_named(day: &str) = "取消 {day}起的新时间", "Cancel the times from {day}";
    taken_back = "已取消，继续按之前的时间", "Cancelled; the times before go on";
}

/// What is wrong with a time of a segment.
pub fn segment_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Inconsistent => segments_clash().to_owned(),
        other => super::settings::end_problem(other),
    }
}
