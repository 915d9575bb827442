//! The log's sentences: who did what to whom or what.

use crate::text::texts;

texts! {
    log_shop_set_up(who: &str, shop: &str) = "{who}创建了店铺“{shop}”", "{who} set up the shop “{shop}”";
    log_sign_in(who: &str) = "{who}登录了", "{who} signed in";
    log_sign_out(who: &str) = "{who}退出了登录", "{who} signed out";
    log_signed_out(who: &str, whom: &str) = "{who}让{whom}退出了登录", "{who} signed {whom} out";
    log_password_change(who: &str) = "{who}修改了自己的密码", "{who} changed their own password";
    log_password_reset(who: &str, whom: &str) = "{who}重置了{whom}的密码", "{who} reset the password of {whom}";
    log_codes(who: &str, whom: &str) = "{who}为{whom}生成了一次性密码", "{who} made one-time passwords for {whom}";
    log_signed_out_all(who: &str, whom: &str) = "{who}让{whom}的全部设备退出了登录", "{who} signed all devices of {whom} out";
    log_sign_out_all(who: &str) = "{who}退出了自己的全部设备", "{who} signed all their own devices out";
    log_feed_create(who: &str) = "{who}开启了自己的日历订阅", "{who} made an address for their calendar";
    log_feed_revoke(who: &str) = "{who}关闭了自己的日历订阅", "{who} revoked the address of their calendar";

    log_person_create(who: &str, whom: &str) = "{who}添加了人员{whom}", "{who} added {whom}";
    log_person_leave(who: &str, whom: &str, day: &str) = "{who}把{whom}登记为离职，最后工作日是 {day}", "{who} recorded that {whom} leaves; the last day is {day}";
    log_person_return(who: &str, whom: &str) = "{who}把{whom}恢复为在职", "{who} recorded that {whom} is back";
    log_roles(who: &str, whom: &str, roles: &str) = "{who}把{whom}的角色改为：{roles}", "{who} changed the roles of {whom} to: {roles}";
    log_roles_none(who: &str, whom: &str) = "{who}取消了{whom}的全部角色", "{who} took all roles from {whom}";
    log_protection(who: &str, whom: &str) = "{who}修改了{whom}的特殊保护", "{who} changed the protected status of {whom}";
    log_import_of(who: &str, what: &str) = "{who}用表格{what}", "{who} imported people from a table: {what}";
    log_import_new(count: usize) = "导入了 {count} 人", "{count} new";
    log_import_updates(count: usize) = "更新了 {count} 人", "{count} updated";
    log_import_returns(count: usize) = "让 {count} 人恢复了在职", "{count} taken back";
    log_people_export(count: usize, who: &str) = "{who}导出了 {count} 人的名单", "{who} exported the list of 1 person" | "{who} exported the list of {count} people";

    oneself = "自己", "themself";
    log_created(who: &str, what: &str) = "{who}新建了{what}", "{who} created {what}";
    log_deleted(who: &str, what: &str) = "{who}删除了{what}", "{who} deleted {what}";
    log_retired(who: &str, what: &str) = "{who}停用了{what}", "{who} retired {what}";
    log_revived(who: &str, what: &str) = "{who}重新启用了{what}", "{who} brought {what} back into use";
    log_one_field(who: &str, what: &str, field: &str, from: &str, to: &str) = "{who}把{what}的{field}从“{from}”改为“{to}”", "{who} changed the {field} of {what} from “{from}” to “{to}”";
    log_field_given(who: &str, what: &str, field: &str, to: &str) = "{who}给{what}填写了{field}“{to}”", "{who} gave {what} the {field} “{to}”";
    log_field_cleared(who: &str, what: &str, field: &str, from: &str) = "{who}清空了{what}的{field}（原为“{from}”）", "{who} cleared the {field} of {what} (it was “{from}”)";
    log_fields(who: &str, what: &str, fields: &str) = "{who}修改了{what}的{fields}", "{who} changed {what}: {fields}";
    log_saved(who: &str, what: &str) = "{who}保存了{what}", "{who} saved {what}";
    the_department(name: &str) = "部门“{name}”", "the department “{name}”";
    the_position(name: &str) = "岗位“{name}”", "the position “{name}”";
    log_hours_from(who: &str, shift: &str, day: &str, hours: &str) = "{who}把{shift}的时间从 {day}起改为 {hours}", "{who} changed the hours of {shift} to {hours} from {day}";
    log_hours_gone(who: &str, shift: &str, day: &str) = "{who}取消了{shift}从 {day}起的新时间", "{who} cancelled the new hours of {shift} from {day}";
    the_shift_kind(name: &str) = "班次“{name}”", "the shift “{name}”";
    the_cycle(name: &str) = "轮班周期“{name}”", "the cycle “{name}”";
    the_shop = "店铺", "the shop";

    the_roster(department: &str, month: &str) = "{department} {month}的班表", "the roster of {department}, {month}";
    log_cell(who: &str, whom: &str, day: &str, from: &str, to: &str) = "{who}把{whom} {day}的班从“{from}”改为“{to}”", "{who} changed {day} of {whom} from “{from}” to “{to}”";
    log_cell_set(who: &str, whom: &str, day: &str, to: &str) = "{who}给{whom}排了 {day}的“{to}”", "{who} planned “{to}” for {whom} on {day}";
    log_cell_cleared(who: &str, whom: &str, day: &str, from: &str) = "{who}清空了{whom} {day}的“{from}”", "{who} cleared “{from}” of {whom} on {day}";
    log_cells(count: usize, who: &str, whom: &str, roster: &str) = "{who}在{roster}里修改了{whom}的 {count} 格", "{who} changed 1 cell of {whom} in {roster}" | "{who} changed {count} cells of {whom} in {roster}";
    log_signed(sentence: &str, reason: &str) = "{sentence}，签批原因：{reason}", "{sentence}. Signed off: {reason}";
    log_publish(who: &str, roster: &str) = "{who}发布了{roster}", "{who} published {roster}";
    log_refuse(who: &str, roster: &str) = "{who}要发布或修改{roster}，违反规则，没有生效", "{who} tried to publish or change {roster}; the rules did not allow it";
    log_roster_export(who: &str, roster: &str) = "{who}导出了{roster}", "{who} exported {roster}";
    log_holidays(who: &str, year: &str, days: &str) = "{who}修改了 {year} 年的节假日：{days}", "{who} changed the holidays of {year}: {days}";
    log_rules_made(who: &str, department: &str) = "{who}给{department}单独设置了排班规则", "{who} gave {department} roster rules of its own";
    log_rules(who: &str, department: &str, rules: &str) = "{who}修改了{department}的排班规则：{rules}", "{who} changed the roster rules of {department}: {rules}";
    log_rules_gone(who: &str, department: &str) = "{who}取消了{department}单独设置的排班规则", "{who} removed the roster rules of {department}";
    log_demand_made(who: &str, department: &str, demand: &str) = "{who}给{department}添加了人手需求：{demand}", "{who} added a staffing need of {department}: {demand}";
    log_demand(who: &str, department: &str, demand: &str) = "{who}修改了{department}的人手需求：{demand}", "{who} changed a staffing need of {department}: {demand}";
    log_demand_gone(who: &str, department: &str, demand: &str) = "{who}删除了{department}的人手需求：{demand}", "{who} deleted a staffing need of {department}: {demand}";

    the_open_shift(department: &str, day: &str, code: &str) = "{department} {day}的空班“{code}”", "the open shift “{code}” of {department} on {day}";
    log_offer(who: &str, shift: &str) = "{who}发布了{shift}", "{who} offered {shift}";
    log_withdraw(who: &str, shift: &str) = "{who}撤回了{shift}", "{who} withdrew {shift}";
    log_took(who: &str, shift: &str) = "{who}接了{shift}", "{who} took {shift}";
    log_asked(who: &str, shift: &str) = "{who}申请接{shift}", "{who} asked for {shift}";
    log_take_back(who: &str, shift: &str) = "{who}撤回了对{shift}的申请", "{who} took back the request for {shift}";
    log_approved(who: &str, whom: &str, shift: &str) = "{who}同意{whom}接{shift}", "{who} let {whom} take {shift}";
    log_declined(who: &str, whom: &str, shift: &str) = "{who}没有同意{whom}接{shift}", "{who} did not let {whom} take {shift}";

    log_duty_plan(who: &str, department: &str, month: &str) = "{who}排了{department} {month}的值日", "{who} made the cleaning rota of {department}, {month}";
    log_duty_set(who: &str, whom: &str, department: &str, day: &str) = "{who}指定{whom}在 {day}值日（{department}）", "{who} put {whom} on cleaning duty on {day} ({department})";
    log_duty_unset(who: &str, department: &str, day: &str) = "{who}取消了{department} {day}的值日", "{who} cleared the cleaning duty of {department} on {day}";
    log_swap_offered(who: &str, whom: &str, days: &str) = "{who}想和{whom}换值日：{days}", "{who} asked {whom} to swap cleaning duty: {days}";
    log_swap_accepted(who: &str, whom: &str, days: &str) = "{who}同意和{whom}换值日：{days}", "{who} agreed to swap cleaning duty with {whom}: {days}";
    log_swap_declined(who: &str, whom: &str, days: &str) = "{who}没有同意和{whom}换值日：{days}", "{who} declined to swap cleaning duty with {whom}: {days}";
    log_swap_withdrawn(who: &str, days: &str) = "{who}撤回了换值日的请求：{days}", "{who} withdrew the offer to swap cleaning duty: {days}";

    log_audit_export(count: usize, who: &str) = "{who}导出了 {count} 条操作记录", "{who} exported 1 line of the log" | "{who} exported {count} lines of the log";
}
