//! Words of one's own account.

use crate::shop::device::Browser;
use crate::text::clock;
use crate::text::day_name;
use crate::text::texts;
use crate::text::today::relative_day;
use dianwu_domain::{Instant, LocalTime, Role, Zone};

texts! {
    my_staff_number = "工号", "Staff number";
    my_department = "部门", "Department";
    my_roles = "角色", "Roles";
    my_role_staff = "员工", "Staff";
    my_role_manager = "主管", "Manager";
    my_role_manager_of(department: &str) = "{department}主管", "Manager of {department}";
    my_role_hr = "人事", "HR";
    my_role_administrator = "管理员", "Administrator";

    display = "显示", "Display";
    language = "语言", "Language";
    appearance = "外观", "Theme";
    theme_system = "跟随系统", "System";
    theme_light = "浅色", "Light";
    theme_dark = "深色", "Dark";

    security = "账号安全", "Security";
    change_password = "修改密码", "Change password";
    change_password_note = "修改后，其他设备需要重新登录，日历订阅地址也会失效", "Other devices are signed out then, and your calendar's address ends";
    devices = "登录的设备", "Signed-in devices";
    this_device = "本机", "This device";
    in_use_now = "正在使用", "in use now";
    last_seen(moment: &str) = "最近使用 {moment}", "last seen {moment}";
    signed_in_at(moment: &str) = "{moment} 登录", "signed in {moment}";
    unknown_browser = "未知浏览器", "Unknown browser";
    wechat = "微信", "WeChat";
    wecom = "企业微信", "WeCom";
    dingtalk = "钉钉", "DingTalk";
    feishu = "飞书", "Feishu";
    revoke = "退出", "Sign out";
    revoke_named(device: &str) = "退出 {device}", "Sign out {device}";
    revoke_title(device: &str) = "让“{device}”退出登录？", "Sign out “{device}”?";
    revoke_text = "该设备再次使用时需要重新登录。如果不认识它，请同时修改密码。", "It has to sign in again. If you do not know it, change your password too.";
    revoke_device = "退出该设备", "Sign out device";
    revoked = "该设备已退出登录", "The device was signed out";
    sign_out_everywhere = "退出全部设备", "Sign out everywhere";
    sign_out_everywhere_title = "让所有设备退出登录？", "Sign out on all devices?";
    sign_out_everywhere_text = "包括本机。密码不变，日历订阅地址会失效。如果密码可能泄露，请先修改密码。", "This one, too. The password stays, and your calendar's address ends. If somebody may know the password, change it first.";
    attempts_text(count: u32, when: &str, place: &str) = "近 30 天有 {count} 次登录失败，最近一次在 {when}，来自 {place}。如果不是你，请修改密码。", "1 failed sign-in in the last 30 days, at {when} from {place}. If it was not you, change your password." | "{count} failed sign-ins in the last 30 days, the latest at {when} from {place}. If it was not you, change your password.";
    signing_out = "正在退出", "Signing out";
}

/// A role in words; a manager's with the department, where its name is known.
pub fn my_role(role: Role, department: &str) -> String {
    match role {
        Role::Manager if department.is_empty() => my_role_manager().to_owned(),
        Role::Manager => my_role_manager_of(department),
        Role::Hr => my_role_hr().to_owned(),
        Role::Administrator => my_role_administrator().to_owned(),
    }
}

/// 微信, Chrome …
pub fn browser_name(browser: Browser) -> &'static str {
    match browser {
        Browser::WeChat => wechat(),
        Browser::WeCom => wecom(),
        Browser::DingTalk => dingtalk(),
        Browser::Feishu => feishu(),
        Browser::Named(name) => name,
        Browser::Unknown => unknown_browser(),
    }
}

/// 今天 16:05, 11月23日 16:05
pub fn moment_near(instant: Instant, zone: Zone, now: LocalTime) -> String {
    let LocalTime { day, minute } = zone.local(instant);
    let day = if day > now.day { day_name(day) } else { relative_day(day, now.day, now.day) };
    format!("{day} {}", clock(minute))
}
