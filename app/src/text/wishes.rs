//! Words of wishes.

use crate::text::texts;

texts! {
    wishes_lead = "点日子标出想休或想上的班，主管排班时会看到。发布后，你的班次会出现在这里。", "Tap a day to say that you would like it off, or which shift you would like; your manager sees it when planning. Once published, your shifts appear here.";
    wishes_caption(month: &str) = "{month}的意愿", "Wishes for {month}";
    my_wishes = "我的意愿", "My wishes";
    my_wishes_none = "还没有标出想休或想上的日子。", "You have not marked any day yet.";
    wish_off = "想休", "Would like the day off";
    wish_kind(shift: &str) = "想上{shift}", "Would like {shift}";
    wish_off_brief = "休", "Off";
    wish_none = "没有意愿", "no wish";
    wish_what = "这天你想", "On this day I would like";
    wish_day_off = "休息", "The day off";
    wish_note = "备注", "Note";
    wish_note_hint = "主管、人事和管理员能看到，可以不写。", "Managers, HR and administrators see it. Optional.";
    wish_saved = "已记下", "Noted";
    wish_remove = "删除意愿", "Remove the wish";
    wish_remove_named(day: &str) = "删除 {day}的意愿", "Remove the wish for {day}";
    wish_removed(day: &str) = "已删除 {day}的意愿", "Wish for {day} removed";
    wish_too_late = "这天的班表已经发布，不能再提意愿了。", "The roster of that day is published; it takes no more wishes.";
}
