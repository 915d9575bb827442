//! Words of making rosters.

use crate::text::day_long;
use crate::text::day_name;
use crate::text::texts;
use crate::text::uses::Used;
mod checks;
mod exports;
mod needs;
mod planning;

pub use self::{checks::*, exports::*, needs::*, planning::*};

use dianwu_domain::{Day, UsedBy, roster::api::RosterStatus};

texts! {
    roster_empty = "未开始", "Not started";
    roster_draft = "草稿", "Draft";
    roster_published = "已发布", "Published";
    roster_department = "部门", "Department";
    roster_option(name: &str, status: &str) = "{name} · {status}", "{name} · {status}";
    published_note(when: &str, who: &str) = "{who}于 {when} 发布", "Published by {who}, {when}";
    published_effect = "修改会立即让员工看到", "Staff see changes at once";
    read_only = "只能查看", "Read only";
    reader_hint = "班表由部门的主管来排。要自己排，或交给别人，请在人员资料里点“设置角色”，加上这个部门的主管。", "The department's manager plans it. To do so yourself, or to let somebody do it, open a person and make them manager under “Set roles”.";
    reader_hint_ask = "班表由部门的主管来排。还没有主管的，请管理员在人员资料里设置。", "The department's manager plans it. If there is none, ask an administrator to name one.";

    roster_no_departments = "没有可以排班的部门", "No departments to roster";
    roster_no_departments_text = "这个月你负责的部门里没有在职人员。", "Nobody works in your departments this month.";
    roster_no_people = "这个月没有人员", "Nobody here this month";
    roster_no_people_text = "部门里有人在职后，就能在这里排班。", "Once somebody works in this department, you can make its roster here.";
    to_people = "查看人员", "Go to People";
    roster_no_kinds = "还没有班次", "No shifts yet";
    roster_no_kinds_text = "先设置早班、晚班、休息等班次，再来排班。", "Set up shifts such as early, late and day off first.";
    ask_for_kinds_text = "请管理员先在设置里添加班次。", "Ask an administrator to add shifts in the settings.";
    to_shift_kinds = "设置班次", "Set up shifts";

    grid_name(department: &str, month: &str) = "{department} {month}班表", "Roster of {department}, {month}";
    grid_people = "人员", "People";
    sum_shifts = "班", "On";
    sum_shifts_long = "上班天数", "Days at work";
    sum_rests = "休", "Off";
    sum_rests_long = "休息天数", "Days off";
    sum_hours = "工时", "Hrs";
    sum_hours_long = "计薪工时", "Paid hours";
    heads_on(kind: &str) = "{kind}人数", "{kind}: people";
    cell_empty = "未排班", "nothing planned";
    cell_shut = "不在职", "not employed";
    cell_unknown = "未知班次", "unknown shift";
    cell_was(now: &str, before: &str) = "{now}，原为{before}", "{now}, was {before}";
    cell_conflict(now: &str, other: &str) = "{now}，冲突：{other}", "{now}, in conflict: {other}";
    cell_failed(now: &str) = "{now}，没有保存", "{now}, not saved";
    cell_unsaved(now: &str) = "{now}，还没有保存", "{now}, not saved yet";
    cell_of(person: &str, day: &str, state: &str) = "{person}，{day}，{state}", "{person}, {day}, {state}";
    person_day(person: &str, day: &str) = "{person} · {day}", "{person} · {day}";

    palette = "班次", "Shifts";
    palette_hint = "选好格子后点班次即可填充；没有选中时，点班次可直接涂抹", "Fills the selected cells; with nothing selected it becomes a brush";
    clear_cell = "清除", "Clear";
    redo = "重做", "Redo";
    painted(count: usize, kind: &str) = "{kind}，{count} 格", "{kind}, 1 cell" | "{kind}, {count} cells";
    told_copied(count: usize) = "已复制 {count} 格", "1 cell copied" | "{count} cells copied";
    told_undone(count: usize) = "已撤销 {count} 格", "1 cell undone" | "{count} cells undone";
    told_redone(count: usize) = "已重做 {count} 格", "1 cell redone" | "{count} cells redone";
    told_selected(count: usize) = "已选 {count} 格", "1 cell selected" | "{count} cells selected";

    saves_itself = "修改会自动保存", "Saves as you edit";
    saved_at(time: &str) = "已保存 {time}", "Saved {time}";
    unsaved_cells(count: usize) = "{count} 格待保存", "{count} to save";
    saving_cells = "正在保存…", "Saving…";
    failed_cells(count: usize) = "{count} 格没有保存", "{count} not saved";
    offline_cells(count: usize) = "{count} 格待联网后保存", "{count} to save once online";
    conflict_cells(count: usize) = "{count} 处冲突", "Conflicts: {count}";
    save_failed = "没有保存", "Not saved";
    save_will_retry = "会自动重试，已填的内容不会丢。", "It is tried again by itself; nothing you entered is lost.";
    refused_cells(count: usize) = "{count} 格不能保存：班次已停用，或人员那天不在职。请改成别的。", "1 cell cannot be saved: the shift was retired, or the person is not employed that day. Choose something else." | "{count} cells cannot be saved: the shift was retired, or the person is not employed that day. Choose something else.";
    restored_cells(count: usize) = "接着保存上次没保存的 {count} 格", "Saving 1 cell that was left unsaved last time" | "Saving {count} cells that were left unsaved last time";
    unsent_cells(count: usize, department: &str, month: &str) = "{department}{month}的 {count} 格", "1 cell of {department}, {month}" | "{count} cells of {department}, {month}";
    late_saved(count: usize) = "刚才没保存的 {count} 格已保存", "The cell that was left unsaved is saved" | "The {count} cells that were left unsaved are saved";
    left_unsaved(count: usize) = "排班有 {count} 格还没有保存，已留在这台设备上，能联系到服务器时会接着保存。", "1 roster cell is not saved yet. It is kept on this device and saved once the server can be reached." | "{count} roster cells are not saved yet. They are kept on this device and saved once the server can be reached.";

    leave_title(count: usize) = "还有 {count} 格没有保存", "1 cell is not saved" | "{count} cells are not saved";
    leave_text = "它们会留在这台设备上，能保存时自动保存；要你决定的，再打开这张班表时处理。", "They stay on this device and are saved as soon as that can be done. What needs your decision waits until you open this roster again.";
    leave_page = "离开", "Leave";
    stay_here = "留在此页", "Stay";

    publish = "发布", "Publish";
    publishing = "正在发布", "Publishing";
    publish_title(month: &str) = "发布{month}班表？", "Publish the roster of {month}?";
    publish_people(department: &str, count: usize) = "{department} {count} 人会在手机上看到自己的班次。以后的修改会立即让他们看到，并标出原来的班次。", "{count} people of {department} will see their shifts on their phones. Later changes show at once, with what stood there before.";
    publish_one(department: &str) = "{department} 1 人会在手机上看到自己的班次。以后的修改会立即让其看到，并标出原来的班次。", "One person of {department} will see their shifts on their phone. Later changes show at once, with what stood there before.";
    publish_gaps(count: usize) = "还有 {count} 格空着，员工会看到“未排班”。", "1 cell is still empty; staff see “nothing planned” there." | "{count} cells are still empty; staff see “nothing planned” there.";
    publish_full = "所有格子都已排好。", "Every cell is filled.";
    publish_words(reach: &str, gaps: &str) = "{reach}{gaps}", "{reach} {gaps}";
    published_done = "已发布，员工现在能看到了", "Published; staff can see it now";
    publish_after_saving = "还有内容没有保存，保存后才能发布。", "Some cells are not saved yet. Publish once they are.";
    publish_after_conflicts(count: usize) = "有 {count} 处冲突还没处理：先选“我的”或“对方的”，再发布。", "1 conflict is not settled: choose mine or theirs, then publish." | "{count} conflicts are not settled: choose mine or theirs, then publish.";
    publish_moved = "相邻月份或其他部门的班次刚有改动，这张班表没有变化。请再点一次发布，按最新情况检查。", "Shifts around this roster just changed; nothing on it did. Press Publish again to check it as things stand now.";
    publish_overtaken(count: usize) = "其他人刚改了这张班表（{count} 格），已显示出来。请核对后再发布。", "Somebody else just changed 1 cell of this roster; it is shown now. Check it, then publish." | "Somebody else just changed {count} cells of this roster; they are shown now. Check them, then publish.";
    publish_draft(draft: &str, who: &str, rule: &str) = "{draft}的草稿照现在这样发布，会使{who}{rule}。", "If the draft of {draft} is published as it is: {who}, {rule}.";
    publish_draft_more(count: usize) = "（另有 {count} 人）", "and 1 more" | "and {count} more";

    conflicts = "冲突", "Conflicts";
    conflicts_by(who: &str) = "{who}也改了这些格子。选“我的”会覆盖对方，对方的改动仍在操作记录里；选“对方的”则放弃我的修改。", "{who} changed these cells too. Mine overwrites theirs, which stays in the audit log. Theirs discards yours.";
    mine_choice = "我的", "Mine";
    theirs_choice = "对方的", "Theirs";
    just_now = "刚才", "just now";
    by_at(who: &str, when: &str) = "{who} · {when}", "{who} · {when}";
    held_by(who: &str, department: &str) = "{who} · {department}班表", "{who} · roster of {department}";
    other_department = "其他部门", "another department";
    all_mine = "全用我的", "All mine";
    all_theirs = "全用对方的", "All theirs";

    phone_hint = "点一个格子可以改班次；整月排班请用电脑。", "Tap a cell to change it. For a whole month use a computer.";
    phone_read_hint = "左右滑动查看整月。", "Swipe sideways for the whole month.";
    no_longer_employed = "这天不在职，不能排班。", "Not employed on this day.";

    roster_unpublished(department: &str, month: &str) = "{department} {month}班表未发布", "{department}: {month} roster";
    roster_unpublished_note = "员工还看不到自己的班次", "Not published: staff cannot see it yet";

    use_demands(count: u32) = "{count} 条人手需求", "1 staffing need" | "{count} staffing needs";
    use_rosters(count: u32) = "{count} 个月的班表", "1 month of rosters" | "{count} months of rosters";
}

/// What it keeps that others are used by, in words.
pub const USES: &[Used] = &[(UsedBy::DEMANDS, use_demands), (UsedBy::ROSTERS, use_rosters)];

/// 未开始, 草稿 or 已发布.
pub fn roster_status(status: RosterStatus) -> &'static str {
    match status {
        RosterStatus::Empty => roster_empty(),
        RosterStatus::Draft => roster_draft(),
        RosterStatus::Published => roster_published(),
    }
}

/// 早班，12 格
pub fn told_painted(kind: &str, count: usize) -> String {
    painted(count, kind)
}

/// 林晓月，11月3日 星期二，早班: a cell as a screen reader says it.
pub fn cell_label(person: &str, day: Day, state: &str) -> String {
    cell_of(person, &day_long(day), state)
}

/// 林晓月 · 11月3日
pub fn cell_title(person: &str, day: Day) -> String {
    person_day(person, &day_name(day))
}

/// What a draft beside the month would break, and for whom, with so many people more.
pub fn publish_beside_draft(department: &str, month: &str, who: &str, rule: &str, more: usize) -> String {
    let draft = format!("{department} {month}");
    let rule = if more == 0 { rule.to_owned() } else { format!("{rule} {}", publish_draft_more(more)) };
    publish_draft(&draft, who, &rule)
}

/// What publishing does, and how many cells are empty yet.
pub fn publish_text(department: &str, people: usize, gaps: usize) -> String {
    let reach = if people == 1 { publish_one(department) } else { publish_people(department, people) };
    let gaps = if gaps == 0 { publish_full().to_owned() } else { publish_gaps(gaps) };
    publish_words(&reach, &gaps)
}
