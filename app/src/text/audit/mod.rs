//! Words of the audit log.

use crate::text::texts;
mod fields;
mod refused;
mod told;

pub use self::{fields::*, refused::*, told::*};

use dianwu_domain::{
    audit::{Area, api::Action},
    session::api::RefusalKind,
};

texts! {
    audit_action = "操作", "What";
    audit_all_actions = "全部操作", "Everything";
    audit_none_yet = "还没有操作记录", "Nothing has been changed yet";
    audit_none_yet_text = "谁在什么时候改了什么，都会记在这里。", "Who changes what, and when, will be kept here.";
    audit_all_but_sign_ins = "全部操作（不含登录）", "Everything but sign-ins";
    audit_all_departments = "全部班表", "All rosters";
    audit_department = "哪个部门的班表", "Whose rosters";
    audit_from = "从", "From";
    audit_until = "到", "To";
    audit_backwards = "结束日期不能早于开始日期。", "The last day must not be before the first.";
    audit_find_person = "查找有关的人", "Find a person";
    audit_about(name: &str) = "与{name}有关", "About {name}";
    audit_by(name: &str) = "由{name}操作", "Done by {name}";
    audit_remove(filter: &str) = "取消筛选：{filter}", "Remove the filter: {filter}";
    audit_somebody = "此人", "this person";
    audit_nobody_found = "没有找到这个人", "No such person";
    audit_empty = "没有符合条件的记录", "No entries match";
    audit_empty_text = "换个时间、人员或操作试试。", "Try other days, another person or another kind of action.";
    audit_only_theirs = "只看此人的操作", "Only what they did";
    audit_concerns = "涉及", "About";
    audit_field = "项目", "Field";
    audit_before = "之前", "Before";
    audit_after = "之后", "After";
    audit_content = "内容", "Content";
    audit_nothing = "这类操作只记录发生过，不记录内容。", "For this the log keeps only that it happened.";
    audit_source(address: &str, request: &str) = "来自 {address} · 请求 {request}", "From {address} · request {request}";
    audit_local = "本机", "this machine";
    audit_system = "系统", "System";
    audit_export = "导出", "Export";
    audit_exporting = "正在导出", "Exporting";
    audit_exported(count: usize) = "已导出 {count} 条", "1 line exported" | "{count} lines exported";
    audit_too_many(most: usize) = "符合条件的记录超过 {most} 条，请缩短日期范围再导出。", "More than {most} lines match. Choose fewer days and export again.";
    audit_time = "时间", "Time";
    audit_who = "操作人", "Done by";
    audit_who_number = "操作人工号", "Their staff number";
    audit_told = "说明", "What happened";
    audit_changes = "改动", "Changes";
    audit_address = "来源地址", "Address";
    audit_request = "请求编号", "Request";
    audit_file = "操作记录", "audit-log";
    change_from_to(field: &str, from: &str, to: &str) = "{field}：{from} → {to}", "{field}: {from} → {to}";
    change_is(field: &str, value: &str) = "{field}：{value}", "{field}: {value}";
    area_people = "人员", "People";
    area_rosters = "班表", "Rosters";
    area_accounts = "账号", "Accounts";
    area_shop = "店铺", "Shop";
    refusals = "登录失败与拒绝访问", "Failed sign-ins and refused access";
    refusals_note = "按小时计数，保留 180 天", "Counted by the hour, kept for 180 days";
    refusals_none = "没有记录", "Nothing on record";
    refusals_when = "时间", "When";
    refusals_what = "类型", "What";
    refusals_who = "账号", "Account";
    refusals_place = "来源或操作", "From, or request";
    refusals_count = "次数", "Times";
    refusals_nobody = "不存在的账号", "No such account";
    refusals_many = "很多地址", "Many addresses";
    refusals_span(first: &str, last: &str) = "{first} 至 {last}", "{first} to {last}";
    refusals_times(count: u32) = "{count} 次", "once" | "{count} times";
    refused_password = "登录密码错误", "Wrong password at sign-in";
    refused_locked = "次数过多，暂停尝试", "Closed after too many tries";
    refused_current = "修改密码时，当前密码错误", "Wrong current password";
    refused_code = "初始设置时，一次性代码错误", "Wrong one-time code at set-up";
    refused_forbidden = "没有权限的操作", "Request without permission";
    clear_filters = "清除筛选", "Clear filters";

    did_shop_set_up = "创建店铺", "Set up the shop";
    did_shop_save = "修改店铺设置", "Changed the shop's settings";
    did_sign_in = "登录", "Signed in";
    did_revoke = "退出登录", "Signed out";
    did_password_change = "修改密码", "Changed the password";
    did_password_reset = "重置密码", "Reset a password";
    did_codes_issue = "生成一次性密码", "Made one-time passwords";
    did_sessions_end = "退出全部设备", "Signed all devices out";
    did_person_create = "添加人员", "Added a person";
    did_person_update = "修改人员", "Changed a person";
    did_employment_change = "变更任职", "Changed employment";
    did_person_left = "离职生效", "Left";
    log_person_left(who: &str, whom: &str, day: &str) = "{who}停用了{whom}的账号：最后工作日{day}已过", "{who} closed the account of {whom}: their last day {day} has passed";
    did_people_import = "导入人员", "Imported people";
    did_people_export = "导出人员", "Exported people";
    did_roles_set = "设置角色", "Set roles";
    did_protection_set = "修改特殊保护", "Changed protected status";
    did_department_save = "修改部门", "Changed a department";
    did_department_delete = "删除部门", "Deleted a department";
    did_position_save = "修改岗位", "Changed a position";
    did_position_delete = "删除岗位", "Deleted a position";
    did_shift_kind_save = "修改班次", "Changed a shift";
    did_shift_hours_delete = "取消班次的新时间", "Cancelled new hours of a shift";
    did_roster_edit = "修改排班", "Changed a roster";
    did_roster_refuse = "发布被规则拦下", "Publishing was refused";
    did_roster_publish = "发布班表", "Published a roster";
    did_holidays_save = "修改节假日", "Changed the calendar";
    did_rules_save = "修改排班规则", "Changed roster rules";
    did_rules_delete = "取消部门规则", "Removed a department's rules";
    did_demand_save = "修改人手需求", "Changed a demand";
    did_demand_delete = "删除人手需求", "Deleted a demand";
    did_cycle_save = "修改轮班周期", "Changed a cycle";
    did_cycle_delete = "删除轮班周期", "Deleted a cycle";
    did_roster_export = "导出班表", "Exported a roster";
    did_open_shift_offer = "发布空班", "Offered a shift";
    did_open_shift_withdraw = "撤回空班", "Withdrew an open shift";
    did_open_shift_claim = "认领空班", "Claimed an open shift";
    did_open_shift_take_back = "撤回接班申请", "Took back a claim";
    did_open_shift_decide = "审批空班", "Decided on a claim";
    did_duty_plan = "生成值日表", "Made a duty rota";
    did_duty_set = "指定值日", "Set a day's duty";
    did_duty_swap = "值日对调", "Swapped duty";
    did_feed_create = "开启日历订阅", "Made a calendar address";
    did_feed_revoke = "关闭日历订阅", "Revoked a calendar address";
    did_audit_export = "导出操作记录", "Exported the log";
    log_done(who: &str, what: &str, subject: &str) = "{who} {what}：{subject}", "{who} · {what}: {subject}";
}

/// What an action is called.
pub fn action_name(action: Action) -> &'static str {
    match action {
        Action::SHOP_SET_UP => did_shop_set_up(),
        Action::SHOP_SAVE => did_shop_save(),
        Action::SESSION_SIGN_IN => did_sign_in(),
        Action::SESSION_REVOKE => did_revoke(),
        Action::PASSWORD_CHANGE => did_password_change(),
        Action::PASSWORD_RESET => did_password_reset(),
        Action::CODES_ISSUE => did_codes_issue(),
        Action::SESSIONS_END => did_sessions_end(),
        Action::PERSON_CREATE => did_person_create(),
        Action::PERSON_UPDATE => did_person_update(),
        Action::EMPLOYMENT_CHANGE => did_employment_change(),
        Action::PERSON_LEFT => did_person_left(),
        Action::PEOPLE_IMPORT => did_people_import(),
        Action::PEOPLE_EXPORT => did_people_export(),
        Action::ROLES_SET => did_roles_set(),
        Action::PROTECTION_SET => did_protection_set(),
        Action::DEPARTMENT_SAVE => did_department_save(),
        Action::DEPARTMENT_DELETE => did_department_delete(),
        Action::POSITION_SAVE => did_position_save(),
        Action::POSITION_DELETE => did_position_delete(),
        Action::SHIFT_KIND_SAVE => did_shift_kind_save(),
        Action::SHIFT_HOURS_DELETE => did_shift_hours_delete(),
        Action::ROSTER_EDIT => did_roster_edit(),
        Action::ROSTER_PUBLISH => did_roster_publish(),
        Action::ROSTER_REFUSE => did_roster_refuse(),
        Action::HOLIDAYS_SAVE => did_holidays_save(),
        Action::RULES_SAVE => did_rules_save(),
        Action::RULES_DELETE => did_rules_delete(),
        Action::DEMAND_SAVE => did_demand_save(),
        Action::DEMAND_DELETE => did_demand_delete(),
        Action::CYCLE_SAVE => did_cycle_save(),
        Action::CYCLE_DELETE => did_cycle_delete(),
        Action::ROSTER_EXPORT => did_roster_export(),
        Action::OPEN_SHIFT_OFFER => did_open_shift_offer(),
        Action::OPEN_SHIFT_WITHDRAW => did_open_shift_withdraw(),
        Action::OPEN_SHIFT_CLAIM => did_open_shift_claim(),
        Action::OPEN_SHIFT_TAKE_BACK => did_open_shift_take_back(),
        Action::OPEN_SHIFT_DECIDE => did_open_shift_decide(),
        Action::DUTY_PLAN => did_duty_plan(),
        Action::DUTY_SET => did_duty_set(),
        Action::DUTY_SWAP => did_duty_swap(),
        Action::FEED_CREATE => did_feed_create(),
        Action::FEED_REVOKE => did_feed_revoke(),
        Action::AUDIT_EXPORT => did_audit_export(),
        other => other.as_str(),
    }
}

/// What an area of the log is called.
pub fn area_name(area: Area) -> &'static str {
    match area {
        Area::People => area_people(),
        Area::Rosters => area_rosters(),
        Area::Accounts => area_accounts(),
        Area::Shop => area_shop(),
    }
}

/// What was refused.
pub fn refusal_name(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::WrongPassword => refused_password(),
        RefusalKind::LockedOut => refused_locked(),
        RefusalKind::WrongCurrent => refused_current(),
        RefusalKind::WrongCode => refused_code(),
        RefusalKind::Forbidden => refused_forbidden(),
    }
}
