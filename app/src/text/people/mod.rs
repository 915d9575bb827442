//! Words of people.

use crate::text::field_problem;
use crate::text::texts;
use crate::text::uses::Used;
mod employment;
mod imported;

pub use self::{employment::*, imported::*};

use dianwu_domain::{
    Day, FieldCode, Role, UsedBy,
    kernel::problem::Holder,
    people::{
        api::{ProtectionKind, Status},
        import::{Deed, Doubt, Trouble},
    },
    text::Phone,
};

texts! {
    search_people = "搜索人员", "Search people";
    search_people_hint = "姓名、拼音、工号、手机号", "Name, pinyin, number or phone";
    status_label = "状态", "Status";
    status_active = "在职", "Active";
    status_left = "离职", "Left";
    status_never = "从未登录", "Never signed in";
    status_all = "在职和离职", "Active and left";
    people_found(count: usize) = "{count} 人", "{count} people";
    people_found_one = "1 人", "1 person";
    people_found_more(count: usize) = "{count} 人以上", "More than {count}";
    people_shown(count: usize) = "已显示 {count} 人", "{count} shown";
    people_table = "人员名单", "List of people";
    export_people = "导出", "Export";
    import_people = "导入", "Import";
    add_person = "添加人员", "Add a person";
    no_people = "还没有人员", "No people yet";
    no_people_text = "逐个添加，或用表格一次导入。", "Add them one by one, or import a table.";
    no_people_here = "你管理的部门里还没有人员。", "There is nobody in your departments yet.";
    no_match = "没有符合条件的人员", "No one matches";
    no_match_text = "换个关键词，或放宽筛选条件。", "Try another word, or fewer filters.";

    person_title = "人员资料", "Person";
    person_basics = "基本信息", "Basics";
    person_work = "工作", "Work";
    person_account = "账号", "Account";
    person_name = "姓名", "Name";
    person_number = "工号", "Staff number";
    person_phone = "手机号", "Phone";
    person_phone_hint = "选填，可用来登录。", "Optional. It can be used to sign in.";
    person_department = "部门", "Department";
    choose_department = "请选择部门", "Choose a department";
    person_position = "岗位", "Position";
    person_hired = "入职日期", "Hired on";
    person_began = "参加工作日期", "Working since";
    person_began_hint = "选填，用来算年休假。", "Optional. Annual leave counts from it.";
    person_left = "离职日期", "Last day";
    person_seen = "最近登录", "Last sign-in";
    never_seen = "没有登录记录", "No sign-in on record";
    not_given = "未填写", "Not given";
    tenure_months(months: i32) = "满 {months} 个月", "{months} months";
    tenure_years(years: i32) = "满 {years} 年", "{years} years";
    tenure_both(years: i32, months: i32) = "满 {years} 年 {months} 个月", "{years} years {months} months";
    person_changed = "资料已保存", "Saved";
    person_stale = "这份资料刚被其他人修改，还没有保存。你填写的内容都在。", "Somebody else has just changed this person, so nothing was saved. Your entries are still here.";
    load_latest = "载入最新资料", "Load the latest";
    latest_loaded = "已载入最新资料，请核对后再保存。", "The latest is loaded. Check, then save again.";
    latest_differs = "已载入最新资料。下面几项你和其他人都改了，保存会以你填写的为准：", "The latest is loaded. You and somebody else both changed the following; saving keeps yours:";
    theirs(field: &str, value: &str) = "{field}：对方改为 {value}", "{field}: theirs is {value}";

    code_title = "一次性密码", "One-time password";
    code_new_lead(name: &str) = "{name}的账号已建立。请把初始密码告诉本人。", "{name} has an account now. Give them this initial password.";
    code_reset_lead(name: &str) = "{name}的密码已重置。请把一次性密码告诉本人。", "The password of {name} was reset. Give them this one-time password.";
    code_label = "密码", "Password";
    code_until(moment: &str) = "有效至 {moment}。只显示这一次，关闭后不能再看。", "Valid until {moment}. It is shown only now.";
    code_how(number: &str) = "用工号 {number} 和这个密码登录，登录后设置自己的密码。", "They sign in with {number} and this password, then choose their own.";
    code_unseen(name: &str) = "{name}的密码已重置，但页面已离开，一次性密码没有显示。请再重置一次。", "The password of {name} was reset, but you had left the page before it could be shown. Reset it once more.";
    codes_open = "生成一次性密码", "One-time passwords";
    codes_heading = "一次性密码", "One-time passwords";
    codes_title(count: usize) = "为名单里的 {count} 人生成一次性密码？", "Make a one-time password for 1 person?" | "Make one-time passwords for {count} people?";
    codes_text = "之前发出的一次性密码会失效。已经设置了自己密码的人不受影响。", "One-time passwords given out before end. People who have a password of their own are left alone.";
    codes_make = "生成", "Make them";
    codes_making(done: usize, count: usize) = "正在生成，{done} / {count}", "Making them, {done} of {count}";
    codes_lead(made: usize, count: usize) = "已为 {made} 人生成（名单共 {count} 人）。只显示这一次，请现在打印或抄下来。", "Made for {made} of {count}. They are shown only now: print or copy them.";
    codes_print = "打印", "Print";
    codes_close_title = "关闭一次性密码？", "Close the one-time passwords?";
    codes_close_text = "密码只显示这一次，关闭后不能再看。还没有打印或抄下来的，只能重新生成。", "They are shown only now. Those that are not printed or copied yet would have to be made anew.";
    codes_close = "关闭", "Close them";
    codes_keep = "返回查看", "Go back";
    codes_until(moment: &str) = "有效至 {moment}，只能用一次", "Valid until {moment}, once";
    codes_mark = "打开登录页的二维码", "QR code that opens the sign-in page";
    sign_out_person = "退出全部设备", "Sign out all devices";
    sign_out_person_title(name: &str) = "让{name}的所有设备退出登录？", "Sign {name} out on all devices?";
    sign_out_person_text = "密码不变，再次使用时需要重新登录。日历订阅地址也会失效。", "The password stays; they have to sign in again. Their calendar's address ends.";
    signed_out_done = "所有设备已退出登录", "All devices were signed out";
    code_repeated(name: &str) = "{name}已添加，初始密码在上一次提交时生成。如没有看到，请重置密码。", "{name} was added before; the password was made then. Reset it if you have not seen it.";
    copy_by_hand = "请手动复制选中的密码", "Copy the selected password by hand";
    done = "完成", "Done";
    reset_password = "重置密码", "Reset password";
    reset_title(name: &str) = "重置{name}的密码？", "Reset the password of {name}?";
    reset_text = "所有设备立即退出，原密码失效。你会得到一个一次性密码，请转交本人。", "All their devices are signed out and the old password ends. You get a one-time password to hand on.";

    roles = "角色", "Roles";
    edit_roles = "设置角色", "Set roles";
    roles_of(name: &str) = "{name}的角色", "Roles of {name}";
    role_staff = "员工", "Staff";
    role_staff_note = "查看自己的班表和团队", "Sees their own shifts and the team";
    role_manager = "主管", "Manager";
    role_manager_note = "为部门及下级部门排班、发布班表，查看人员", "Plans and publishes rosters of a department and those below, and sees its people";
    role_hr = "人事", "HR";
    role_hr_note = "管理全部人员的资料和账号，查看全部班表", "Manages everyone's data and accounts, and sees all rosters";
    role_administrator = "管理员", "Administrator";
    role_administrator_note = "人事的全部权限，加上店铺设置、角色和操作记录", "All of HR, and the shop's settings, roles and the audit log";
    role_over(department: &str) = "{department}及下级部门", "{department} and below";
    managed_department(place: usize) = "主管的部门 {place}", "Department {place}";
    add_managed = "添加主管的部门", "Add a department";
    remove_managed(department: &str) = "取消{department}的主管", "Remove {department}";
    grant_twice = "这个部门已经选过。", "This department is chosen already.";
    roles_saved = "角色已保存", "Roles saved";
    own_roles_hint = "这是你自己的角色，保存后立即生效。", "These are your own roles. They change at once.";

    protection = "特殊保护", "Protected status";
    protection_note = "只有人事和管理员能看到。", "Only HR and administrators see this.";
    protection_effect = "法律规定：怀孕 7 个月以上和哺乳期内，不安排夜班和加班。", "By law: no night work or overtime from the seventh month of pregnancy and while nursing.";
    protection_none = "没有", "None";
    protection_set = "设置", "Set";
    protection_title(name: &str) = "{name}的特殊保护", "Protected status of {name}";
    protection_kind = "类型", "Kind";
    protection_pregnant = "孕期", "Pregnant";
    protection_nursing = "哺乳期", "Nursing";
    protection_from = "开始日期", "First day";
    protection_until = "结束日期", "Last day";
    protection_span(from: &str, until: &str) = "{from} 至 {until}", "{from} to {until}";
    protection_clear = "清除", "Clear";
    protection_saved = "特殊保护已保存", "Protected status saved";
    protection_cleared = "特殊保护已清除", "Protected status cleared";
    protection_stale = "刚被其他人修改。请关闭后重新打开，核对后再保存。", "Somebody else has just changed it. Close and open again, check, and save.";

    import_title = "导入人员", "Import people";
    import_steps = "导入步骤", "Steps of the import";
    import_step_choose = "选择文件", "Choose a file";
    import_step_check = "检查", "Check";
    import_step_done = "完成", "Done";
    import_drop = "把表格拖到这里，或点击选择", "Drop a table here, or choose one";
    import_drop_note = "CSV 或 XLSX，最多 500 人、2 MB", "CSV or XLSX, up to 500 people and 2 MB";
    import_file = "选择表格文件", "Table file";
    import_lead = "先检查，再导入：确认之前不会写入任何内容。工号已有人使用时，可以更新这个人的资料。", "First check, then import: nothing is written before you confirm. A row with somebody's number can update them.";
    import_passwords = "导入的人员还没有密码。导入后，在人员名单里按“从未登录”筛选，点“生成一次性密码”，交给本人后就能登录。", "Imported people have no password yet. After the import, filter the list by “Never signed in”, make one-time passwords, and hand them on.";
    import_template = "下载模板", "Get the template";
    import_reading(name: &str) = "正在读取 {name}", "Reading {name}";
    import_other = "换个文件", "Another file";
    import_preview = "预览", "Preview";
    import_line = "行", "Line";
    import_all(count: usize) = "全部 {count}", "All {count}";
    import_wrong(count: usize) = "有问题 {count}", "Wrong {count}";
    import_changing(count: usize) = "会改动 {count}", "Changing {count}";
    import_doubtful(count: usize) = "请核对 {count}", "To check {count}";
    import_filter = "显示哪些行", "Which rows";
    import_good = "没有问题，可以导入", "All rows are fine";
    import_doubts(count: usize) = "{count} 行请核对，没有别的问题", "Check 1 row; nothing else is wrong" | "Check {count} rows; nothing else is wrong";
    import_to_codes = "查看从未登录的人", "Show who has never signed in";
    import_some_bad(wrong: usize, count: usize) = "{count} 行里有 {wrong} 行有问题", "{wrong} of {count} rows have problems";
    import_some_bad_text = "现在还没有写入任何内容。可以先导入没问题的行，再下载有问题的行，改好后单独导入。", "Nothing is written yet. You can import the good rows now, download the others, mend them, and import those alone.";
    import_all_bad_text = "没有写入任何内容。请下载有问题的行，按“原因”改好后再导入。", "Nothing is written. Download the rows, mend what the reasons say, and import them again.";
    import_none_new = "没有要导入的内容", "There is nothing to import";
    import_none_new_text = "这些人都在名单里了，资料也完全一样。", "All of them are in the list already, and nothing differs.";
    import_sum(new: usize, update: usize, back: usize, same: usize) = "新增 {new} 人，更新 {update} 人，已离职 {back} 人，没有变化 {same} 人。", "New: {new}. Changed: {update}. Left before: {back}. Unchanged: {same}.";
    import_take_updates(count: usize) = "更新名单里已有的 {count} 人", "Update 1 person who is in the list already" | "Update {count} people who are in the list already";
    import_take_updates_note = "按工号找到本人；表格里空着的单元格保持原样。请先核对下面的改动。", "Found by staff number. Empty cells leave what stands. Check the changes below first.";
    import_take_returns(count: usize) = "让已离职的 {count} 人恢复在职", "Take back 1 person who had left" | "Take back {count} people who had left";
    import_take_returns_note = "离职日期会清除，资料按表格更新；入职日期晚于离职日期的，算重新入职。密码和角色要重新设置，请为他们生成一次性密码。", "The last day is cleared and their data follow the table; a day of hiring after it begins a new period. Passwords and roles are given anew: make one-time passwords.";
    import_covered(count: u32) = "{count} 行有合并单元格，只有第一行读得到内容", "1 row lies in merged cells, whose text stands in their first row alone" | "{count} rows lie in merged cells, whose text stands in their first row alone";
    import_fill = "向下填充", "Fill down";
    import_filled = "合并单元格已向下填充。", "Merged cells are filled down.";
    import_unfill = "不填充", "Do not fill";
    import_before(value: &str) = "原：{value}", "Was: {value}";
    import_deed_create = "新增", "New";
    import_deed_update = "更新", "Update";
    import_deed_return = "离职", "Left";
    import_deed_nothing = "无变化", "Same";
    import_deed_wrong = "有问题", "Wrong";
    import_rejects = "下载有问题的行", "Get the wrong rows";
    import_reasons = "原因", "Reasons";
    import_skipped(count: usize) = "没有导入 {count} 行，可以下载下来改好再导入。", "1 row was left out. Download it, mend it and import it." | "{count} rows were left out. Download them, mend them and import them.";
    labelled(label: &str, words: &str) = "{label}：{words}", "{label}: {words}";
    import_rejects_failed = "没有下载成功，请重试。", "The download failed. Try again.";
    import_empty = "表格里没有人员", "There are no people in the table";
    import_empty_text = "标题行下面没有内容。模板里的示例行不会导入。", "Nothing stands below the headings. The template's sample row is left out.";
    import_missing(columns: &str) = "缺少必填的列：{columns}", "Required columns are missing: {columns}";
    import_missing_text = "新增人员要有这些列，请对照模板补上标题。只更新已有人员时不需要。", "New people need them: add the headings as in the template. Updates do without.";
    import_no_numbers_text = "没有工号就认不出是谁，新增和更新都要有这一列。请对照模板补上标题。", "Without staff numbers nobody can be told apart: new people and updates both need them. Add the heading as in the template.";
    import_unknown(columns: &str) = "这些列没有用到：{columns}", "Columns that are not used: {columns}";
    import_write_new(count: usize) = "导入 {count} 人", "Import {count}";
    import_write_updates(count: usize) = "更新 {count} 人", "Update {count}";
    import_write_returns(count: usize) = "恢复在职 {count} 人", "Take back {count}";
    import_writing = "正在导入", "Importing";
    import_refused = "没有导入：检查之后，有些行与其他人刚保存的内容冲突了。", "Nothing was imported: since the check, somebody else has saved what some rows need.";
    import_done_new(count: usize) = "已导入 {count} 人", "1 person imported" | "{count} people imported";
    import_done_updates(count: usize) = "已更新 {count} 人", "1 person updated" | "{count} people updated";
    import_done_returns(count: usize) = "{count} 人已恢复在职", "1 person taken back" | "{count} people taken back";
    import_rejects_file = "人员导入-有问题的行", "people-import-wrong-rows";
    import_too_large = "文件超过 2 MB，请拆成几个再导入。", "The file is larger than 2 MB. Split it.";
    import_too_long = "超过 500 行，请拆成几个文件再导入。", "More than 500 rows. Split the file.";
    import_unreadable = "这不是表格文件。请选择 XLSX 或 CSV 文件。", "This is no table. Choose an XLSX or CSV file.";
    import_damaged = "文件不完整或已损坏，例如下载或拷贝中断。请重新保存或重新下载，再选一次。", "The file is cut off or damaged, as when a download breaks. Save or download it again, and choose it anew.";
    import_open_quote(line: u32) = "第 {line} 行有一个引号没有闭合，它后面的内容都成了一格。请补上或删掉这个引号，再选一次。", "A quote in line {line} is not closed: all that follows is one cell. Close it or take it out, and choose the file again.";
    import_encrypted = "文件加了密码，打不开。请在 Excel 里取消密码，另存后再选。", "The file has a password. Remove it in Excel, save, and choose it again.";
    import_old_format = "这是旧版 Excel 文件（.xls）。请在 Excel 里另存为 XLSX 再选。", "This is an old Excel file (.xls). Save it as XLSX and choose that.";
    import_too_much_inside = "工作簿里的内容太多，例如样式或空行成千上万。请把人员复制到一个新工作簿里再导入。", "The workbook holds too much, such as thousands of styles or empty rows. Copy the people into a new workbook.";
    import_blank = "文件是空的。", "The file is empty.";
    import_more_rows(count: usize) = "显示其余 {count} 行", "Show the other {count}";

    from_does_not_fit = "这天与任职经历对不上。", "This day does not fit the history.";
    number_format = "只能用字母、数字和连字符；用手机号作工号时，只写 11 位数字。", "Letters, digits and hyphens only; a phone as a number is written in digits alone.";
    administrators_own = "这是管理员的账号，工号和手机号只有管理员能改。", "This is an administrator's account: only administrators change its number and phone.";
    number_taken = "这个工号已有人使用。", "Somebody has this number already.";
    phone_format = "应为 11 位手机号，国际号码以 + 开头。", "11 digits, or an international number that begins with +.";
    phone_taken = "这个手机号已有人使用。", "Somebody has this phone already.";
    number_of_leaver = "这个工号是一位已离职人员的。是同一个人，就办理重新入职；不是，请换一个工号。", "Somebody who has left has this number. Take them back if it is the same person, or choose another number.";
    phone_of_leaver = "这个手机号是一位已离职人员的。是同一个人，就办理重新入职；不是，请先改对方的手机号。", "Somebody who has left has this phone. Take them back if it is the same person; if not, change theirs first.";
    find_leaver = "查看这位离职人员", "Show who left";
    cell_no_value = "公式没有结果。请在 Excel 里重新计算后保存，或粘贴为数值。", "A formula without a result. Let Excel calculate and save it, or paste its value.";
    cell_fault = "公式出错了，请改成内容本身。", "A formula that failed. Write the value itself.";
    cell_was_date = "Excel 把它当成了日期。请把这一列设为文本，再填一次。", "Excel took it for a date. Make the column text and type it again.";
    cell_shortened = "Excel 把长数字缩写了，后面的数字已丢失。请把这一列设为文本，再填一次。", "Excel has shortened the number, and its last digits are lost. Make the column text and type it again.";
    cell_repeated(line: u32) = "和第 {line} 行重复。", "The same stands in line {line}.";
    cell_held(number: &str, name: &str) = "{name}（{number}）正在使用。", "{name} ({number}) has it.";
    cell_is_phone(number: &str, name: &str) = "这是{name}（{number}）的手机号。", "It is the phone of {name} ({number}).";
    cell_is_number(number: &str, name: &str) = "这是{name}（{number}）的工号。", "It is the staff number of {name} ({number}).";
    held_by_leaver(number: &str, name: &str) = "已离职的{name}（{number}）在用。", "{name} ({number}), who has left, has it.";
    cell_held_by_leaver(number: &str, name: &str) = "已离职的{name}（{number}）在用。是同一个人，请把工号改成 {number}，恢复在职；不是，请先改对方的资料。", "{name} ({number}), who has left, has it. If it is the same person, write the number {number} and take them back; if not, change theirs first.";
    cell_protected = "这是管理员的账号，只有管理员能改。", "An administrator's account, which only administrators change.";
    cell_changed_meanwhile = "检查之后，资料被其他人改过。请重新选择文件。", "Somebody has changed them since the check. Choose the file again.";
    doubt_covered = "合并单元格里没有内容。", "Empty within merged cells.";
    doubt_format = "单元格的显示格式读不准，请核对。", "The cell's format cannot be followed. Check it.";
    doubt_lost_letter = "有“?”，可能是存文件时丢了一个字，请核对。", "It holds a “?”: a letter may have been lost in saving. Check it.";
    doubt_cut = "文件在这一行中间结束，可能不完整。", "The file ends in the middle of this line and may be cut off.";
    doubt_says_left = "表格里写着离职，但导入只能作为在职人员。离职请在人员资料里办理。", "The table says that they left, but an import has everybody work here. Record leaving in their data.";
    doubt_other_name = "工号相同，姓名不同，请确认是同一个人。", "The same number with another name. Make sure that it is the same person.";
    department_unknown = "没有这个部门，或不归你管理。请从列表里选。", "There is no such department, or it is not yours to manage. Choose one from the list.";
    department_ambiguous = "有重名的部门，请写上级，如“客服组/售前”。", "Several have this name. Write the one above too: “Service/Presales”.";
    position_unknown = "没有这个岗位。请从列表里选，或先在设置里添加。", "There is no such position. Choose one from the list, or add it in the settings first.";
    day_format = "请写成年-月-日，例如 2026-01-05。", "Write year-month-day, for example 2026-01-05.";
    day_impossible(first: Day, last: Day) = "没有这一天，或超出了范围：日期应在 {first} 到 {last} 之间。", "No such day, or out of range: it must be from {first} to {last}.";
    began_after_hired = "不能晚于入职日期。", "It cannot be after the day of hiring.";
    left_before_hired = "不能早于入职日期。", "It cannot be before the day of hiring.";
    until_before_from = "不能早于开始日期。", "It cannot be before the first day.";

    use_people(count: u32) = "{count} 名员工", "1 person" | "{count} people";
    use_people_left(count: u32) = "{count} 名离职或调岗的员工", "1 person who left or moved" | "{count} people who left or moved";
    use_departments(count: u32) = "{count} 个下级部门", "1 department below" | "{count} departments below";
    use_managers(count: u32) = "{count} 名主管", "1 manager" | "{count} managers";
}

/// What it keeps that others are used by, in words.
pub const USES: &[Used] = &[
    (UsedBy::PEOPLE, use_people),
    (UsedBy::PEOPLE_LEFT, use_people_left),
    (UsedBy::DEPARTMENTS, use_departments),
    (UsedBy::MANAGERS, use_managers),
];

/// 在职 or 离职
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Active => status_active(),
        Status::Left => status_left(),
    }
}

/// What a role is called.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Manager => role_manager(),
        Role::Hr => role_hr(),
        Role::Administrator => role_administrator(),
    }
}

/// What a role may do.
pub fn role_note(role: Role) -> &'static str {
    match role {
        Role::Manager => role_manager_note(),
        Role::Hr => role_hr_note(),
        Role::Administrator => role_administrator_note(),
    }
}

/// 孕期 or 哺乳期
pub fn protection_name(kind: ProtectionKind) -> &'static str {
    match kind {
        ProtectionKind::Pregnant => protection_pregnant(),
        ProtectionKind::Nursing => protection_nursing(),
    }
}

/// How many people a list holds, as far as it is known.
pub fn people_known(count: usize, has_more: bool) -> String {
    match (count, has_more) {
        (_, true) => people_found_more(count),
        (1, false) => people_found_one().to_owned(),
        (_, false) => people_found(count),
    }
}

/// 满 4 年 8 个月; nothing in the first month.
pub fn tenure(months: i32) -> Option<String> {
    match (months / 12, months % 12) {
        (..=0, ..=0) => None,
        (0, months) => Some(tenure_months(months)),
        (years, 0) => Some(tenure_years(years)),
        (years, months) => Some(tenure_both(years, months)),
    }
}

/// What a column of people's master data is called.
pub fn person_field(field: &str) -> &'static str {
    match field {
        "number" => person_number(),
        "name" => person_name(),
        "phone" => person_phone(),
        "department_id" => person_department(),
        "position_id" => person_position(),
        "hired_on" => person_hired(),
        "work_began_on" => person_began(),
        "left_on" => person_left(),
        _ => "",
    }
}

/// What is wrong with a field of people's master data.
pub fn person_problem(field: &str, code: FieldCode) -> String {
    match (field, code) {
        ("number", FieldCode::BadFormat) => number_format(),
        ("number", FieldCode::Taken) => number_taken(),
        ("phone", FieldCode::BadFormat | FieldCode::TooShort(_) | FieldCode::TooLong(_)) => phone_format(),
        ("phone", FieldCode::Taken) => phone_taken(),
        ("number", FieldCode::TakenByLeft) => number_of_leaver(),
        ("phone", FieldCode::TakenByLeft) => phone_of_leaver(),
        ("number" | "phone", FieldCode::NeedsAdministrator) => administrators_own(),
        ("department_id", FieldCode::NotFound) => department_unknown(),
        ("department_id", FieldCode::Inconsistent) => department_ambiguous(),
        ("position_id", FieldCode::NotFound) => position_unknown(),
        ("hired_on" | "work_began_on" | "left_on" | "from" | "until", FieldCode::BadFormat) => day_format(),
        ("hired_on" | "work_began_on" | "left_on" | "from" | "until", FieldCode::OutOfRange) => {
            return day_impossible(Day::MIN, Day::MAX);
        }
        ("work_began_on", FieldCode::Inconsistent) => began_after_hired(),
        ("left_on", FieldCode::Inconsistent) => left_before_hired(),
        ("from", FieldCode::Inconsistent) => from_does_not_fit(),
        ("until", FieldCode::Inconsistent) => until_before_from(),
        ("grant", FieldCode::Taken) => grant_twice(),
        _ => return field_problem(code),
    }
    .to_owned()
}

/// Who has what a field of people's master data asks for.
pub fn field_holder(field: &str, holder: &Holder) -> String {
    let Holder { number, name, has_left, is_other } = holder;
    let words = match (has_left, is_other, field) {
        (true, ..) => held_by_leaver,
        (false, true, "number") => cell_is_phone,
        (false, true, _) => cell_is_number,
        (false, false, _) => cell_held,
    };
    labelled(person_field(field), &words(number.as_str(), name.as_str()))
}

/// What is wrong with a cell of an import.
pub fn cell_trouble(field: &str, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Invalid(FieldCode::Mismatch) => cell_changed_meanwhile().to_owned(),
        Trouble::Invalid(code) => person_problem(field, *code),
        Trouble::NoValue => cell_no_value().to_owned(),
        Trouble::Fault => cell_fault().to_owned(),
        Trouble::WasDate => cell_was_date().to_owned(),
        Trouble::Shortened => cell_shortened().to_owned(),
        Trouble::Repeated(line) => cell_repeated(*line),
        Trouble::Held(Holder { number, name, has_left, is_other }) => {
            let words = match (has_left, is_other, field) {
                (true, ..) => cell_held_by_leaver,
                (false, true, "number") => cell_is_phone,
                (false, true, _) => cell_is_number,
                (false, false, _) => cell_held,
            };
            words(number.as_str(), name.as_str())
        }
        Trouble::Protected => cell_protected().to_owned(),
    }
}

/// What is to be looked at in a cell of an import.
pub fn cell_doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Covered => doubt_covered(),
        Doubt::Format => doubt_format(),
        Doubt::LostLetter => doubt_lost_letter(),
        Doubt::Cut => doubt_cut(),
        Doubt::OtherName => doubt_other_name(),
        Doubt::SaysLeft => doubt_says_left(),
    }
}

/// What a row of an import would do.
pub fn import_deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Wrong => import_deed_wrong(),
        Deed::Create => import_deed_create(),
        Deed::Update => import_deed_update(),
        Deed::Return => import_deed_return(),
        Deed::Nothing => import_deed_nothing(),
    }
}

/// 138 0000 1001: a mainland number as people read it, any other as it is.
pub fn phone_number(phone: &Phone) -> String {
    let digits = phone.as_str();
    match (digits.get(..3), digits.get(3..7), digits.get(7..)) {
        (Some(a), Some(b), Some(c)) if digits.len() == 11 => format!("{a} {b} {c}"),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mainland_phone_is_shown_in_groups_and_others_as_they_are() {
        for (phone, wanted) in [("13800001001", "138 0000 1001"), ("+85291234567", "+85291234567")] {
            assert_eq!(phone_number(&phone.parse().unwrap()), wanted);
        }
    }
}
