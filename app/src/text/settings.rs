//! Words of settings.

use crate::text::field_problem;
use crate::text::roster::limit_between;
use crate::text::texts;
use dianwu_domain::{FieldCode, Zone, kernel::order::MAX_SORT, people::tree::MAX_DEPTH, shifts::kind::Hue};

texts! {
    parent_needs_administrator = "这样移动会改变由哪位主管管理这些人员。需要管理员来移动。", "That changes which manager these people have. An administrator has to move it.";
    departments = "部门", "Departments";
    positions = "岗位", "Positions";
    shift_kinds = "班次", "Shifts";
    shop = "店铺", "Shop";
    name_label = "名称", "Name";
    sort_label = "排列序号", "Order";
    parent_label = "上级部门", "Above it";
    top_level = "（最上级）", "(top level)";
    add_department = "添加部门", "Add a department";
    add_below(name: &str) = "在{name}下添加部门", "Add a department below {name}";
    edit_named(name: &str) = "编辑{name}", "Edit {name}";
    delete_named(name: &str) = "删除{name}", "Delete {name}";
    delete_department_title(name: &str) = "删除部门“{name}”？", "Delete the department “{name}”?";
    delete_department_text = "只有没有人员、下级部门和班表的部门才能删除。删除后不能恢复。", "Only a department without people, departments below or rosters can be deleted. This cannot be undone.";
    delete_department = "删除部门", "Delete department";
    no_departments = "还没有部门", "No departments yet";
    no_departments_text = "先建立部门，再添加人员和排班。", "Add departments first, then people and rosters.";
    add_position = "添加岗位", "Add a position";
    delete_position_title(name: &str) = "删除岗位“{name}”？", "Delete the position “{name}”?";
    delete_position_text = "只有没人担任的岗位才能删除。", "Only a position that nobody holds can be deleted.";
    position_deleted = "岗位已删除", "Position deleted";
    delete_position = "删除岗位", "Delete position";
    no_positions = "还没有岗位", "No positions yet";
    no_positions_text = "岗位说明每个人做什么，如售前客服、仓储专员。", "Positions say what people do, such as presales agent.";
    add_shift_kind = "添加班次", "Add a shift";
    no_shift_kinds = "还没有班次", "No shifts yet";
    no_shift_kinds_text = "班次是排班表里的格子，如早班、晚班、休息。", "Shifts fill the cells of a roster: early, late, day off.";
    shift_code = "简称", "Short";
    shift_code_hint = "显示在排班格子里，最多 4 个字。", "Shown in the roster's cells, 4 characters at most.";
    shift_hue = "颜色", "Colour";
    shift_is_work = "上班", "Work";
    shift_is_rest = "休息", "Day off";
    shift_type = "类型", "Kind";
    shift_start = "开始", "Start";
    shift_end = "结束", "End";
    shift_meal = "用餐休息", "Meal break";
    shift_paid = "计薪时长", "Paid time";
    minutes_unit = "分钟", "min";
    shift_night = "夜班", "Night shift";
    shift_night_hint = "孕期、哺乳期员工不安排夜班。", "Not for staff who are pregnant or nursing.";
    shift_archived = "停用", "Out of use";
    shift_archived_hint = "不再出现在排班里，旧班表照常显示。", "No longer offered; old rosters keep it.";
    shift_meal_note(text: &str) = "用餐 {text}", "{text} meal";
    shift_paid_note(text: &str) = "计薪 {text}", "{text} paid";
    day_off = "休息", "Day off";
    shop_name = "店铺名称", "Name of the shop";
    shop_zone = "时区", "Time zone";
    zone_beijing = "北京时间（UTC+8）", "Beijing (UTC+8)";
    zone_utc(text: &str) = "UTC{text}", "UTC{text}";
    shop_cut_off = "营业日分界", "Business day begins at";
    shop_cut_off_hint = "在这之前仍算前一天，适合晚班到零点后的店铺。", "Before this it is still the day before, for shops that work past midnight.";
    shop_service_from = "服务开始", "Service from";
    shop_service_until = "服务结束", "Service until";
    shop_service_hint = "平台按 08:00–24:00 统计客服响应。", "The platform measures replies from 08:00 to 24:00.";
    tidy_title = "整理名称和号码", "Tidy names and numbers";
    tidy_lead = "去掉看不见的字符，统一全角半角和手机号的写法，并补上拼音，方便搜索。可以随时重做；改了什么会列出来，并记入操作记录。", "Takes out characters that nobody sees, gives phones and full-width letters one form, and adds the pinyin that search uses. Safe to repeat; every change is listed here and in the log.";
    tidy = "开始整理", "Start";
    tidying = "正在整理…", "Working…";
    tidy_seen(seen: u32) = "已检查 {seen} 条…", "{seen} checked…";
    tidy_done(seen: u32, changed: usize, left: usize) = "检查了 {seen} 条，改了 {changed} 处，留下 {left} 处。", "{seen} checked, {changed} changed, {left} left as they are.";
    tidy_left(why: &str) = "没有改：{why}请手动修改其中一个。", "Left as it is: {why} Change one of them by hand.";
    name_taken = "已有同名的，请换一个名称。", "There is one of this name already. Choose another.";
    code_taken = "已有班次用这个简称，请换一个。", "Another shift has this short name already. Choose another.";
    time_format = "写成 09:00 这样的时间。", "Write a time like 09:00.";
    end_after_start = "要晚于开始时间。", "It must be later than the start.";
    whole_between(from: &str, until: &str) = "请填 {from} 到 {until} 的整数。", "Enter a whole number from {from} to {until}.";
    within_shift = "请填整数分钟，从 0 到整个班次的时长。", "Enter whole minutes, from 0 up to the length of the shift.";
    parent_circle = "不能放到自己或自己的下级部门下面。", "A department cannot be placed below itself or one of its own.";
    parent_deep(levels: usize) = "部门最多 {levels} 级，放在这里太深了。", "Departments go {levels} levels deep at most; this would be deeper.";
    hue_amber = "琥珀", "Amber";
    hue_orange = "橙", "Orange";
    hue_rose = "玫红", "Rose";
    hue_plum = "梅紫", "Plum";
    hue_violet = "紫", "Violet";
    hue_indigo = "靛蓝", "Indigo";
    hue_sky = "天蓝", "Sky";
    hue_teal = "青绿", "Teal";
    hue_green = "绿", "Green";
    hue_olive = "橄榄", "Olive";
    hue_slate = "灰", "Grey";
}

/// What a colour is called.
pub const fn hue_name(hue: Hue) -> fn() -> &'static str {
    match hue {
        Hue::Amber => hue_amber,
        Hue::Indigo => hue_indigo,
        Hue::Teal => hue_teal,
        Hue::Rose => hue_rose,
        Hue::Sky => hue_sky,
        Hue::Violet => hue_violet,
        Hue::Green => hue_green,
        Hue::Orange => hue_orange,
        Hue::Plum => hue_plum,
        Hue::Olive => hue_olive,
        Hue::Slate => hue_slate,
    }
}

/// 北京时间（UTC+8） or another by its distance from UTC.
pub fn zone_name(zone: Zone) -> String {
    if zone == Zone::CHINA {
        return zone_beijing().to_owned();
    }
    let minutes = i16::from(zone);
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    zone_utc(&format!("{sign}{hours}:{rest:02}"))
}

/// What is wrong with the name of a department, a position, a shift or a cycle.
pub fn name_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Taken => name_taken().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with a shift's short name.
pub fn code_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Taken => code_taken().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with a time of the day up to which the day before goes on.
pub fn cut_off_problem(code: FieldCode) -> String {
    time_problem(code, "00:00", "12:00")
}

/// What is wrong with a time at which something begins.
pub fn start_problem(code: FieldCode) -> String {
    time_problem(code, "00:00", "23:59")
}

/// What is wrong with a time at which something ends.
pub fn end_problem(code: FieldCode) -> String {
    time_problem(code, "00:01", "36:00")
}

fn time_problem(code: FieldCode, from: &str, until: &str) -> String {
    match code {
        FieldCode::BadFormat => time_format().to_owned(),
        FieldCode::OutOfRange => limit_between(from, until),
        FieldCode::Inconsistent => end_after_start().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with a whole number of a range.
pub fn number_problem(code: FieldCode, from: impl ToString, until: impl ToString) -> String {
    match code {
        FieldCode::BadFormat | FieldCode::OutOfRange | FieldCode::NotBetween(..) => {
            whole_between(&from.to_string(), &until.to_string())
        }
        other => field_problem(other),
    }
}

/// What is wrong with a part of a shift in minutes.
pub fn minutes_problem(code: FieldCode) -> String {
    match code {
        FieldCode::BadFormat | FieldCode::OutOfRange | FieldCode::NotBetween(..) => within_shift().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with a place in a list.
pub fn sort_problem(code: FieldCode) -> String {
    number_problem(code, 0, MAX_SORT)
}

/// What is wrong with the department above.
pub fn parent_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Inconsistent => parent_circle().to_owned(),
        FieldCode::OutOfRange => parent_deep(MAX_DEPTH),
        other => field_problem(other),
    }
}
