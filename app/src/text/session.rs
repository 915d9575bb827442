//! Words of signing in, passwords and devices.

use crate::text::field_problem;
use crate::text::people::number_format;
use crate::text::texts;
use dianwu_domain::FieldCode;

texts! {
    sign_in = "登录", "Sign in";
    sign_in_lead = "网店团队的排班与考勤", "Rosters and attendance for shop teams";
    signed_out_lead = "登录已失效，请重新登录。", "You were signed out. Please sign in again.";
    sign_in_again_lead = "登录已失效，请重新登录。页面上的内容都还在。", "You were signed out. Sign in again: everything on the page is still there.";
    login_label = "工号或手机号", "Staff number or phone";
    password_label = "密码", "Password";
    show_password = "显示密码", "Show password";
    forgot = "忘记密码？请找人事重置。", "Forgot it? Ask HR for a reset.";
    signing_in = "正在登录", "Signing in";
    other_language = "English", "中文";
    set_password_title = "设置新密码", "Set a new password";
    set_password_lead = "一次性密码只能用一次，请现在就设置自己的密码。没设好就换了设备或浏览器，要请人事重新生成。", "A one-time password works once, so choose a password of your own now. On another device or browser you would need another one from HR.";
    new_password = "新密码", "New password";
    repeat_password = "再输一次", "Repeat it";
    current_password = "当前密码", "Current password";
    password_rule_length = "至少 8 个字符", "At least 8 characters";
    password_rule_guess = "不能只有数字或符号，不能是常见或有规律的，也不能含自己的工号、手机号、姓名、店名，或姓名和店名的拼音", "Not digits or signs alone, not a common or regular one, and without your number, phone or name, the name of the shop, or the pinyin of either name";
    password_rules(length: &str, guess: &str) = "{length}；{guess}。", "{length}. {guess}.";
    password_rule_same = "两次输入一致", "Both entries are the same";
    set_password = "保存新密码", "Save the new password";
    password_changed = "密码已修改，其他设备已退出。", "Password changed. Other devices were signed out.";
    sign_out = "退出登录", "Sign out";
    set_up_title = "初始设置", "Set up your shop";
    set_up_lead = "创建店铺和第一位管理员。一次性代码由部署人员提供。", "Create the shop and its first administrator. Whoever deployed Dianwu has the one-time code.";
    set_up_code = "一次性代码", "One-time code";
    set_up_shop = "店铺名称", "Name of the shop";
    set_up_number = "你的工号", "Your staff number";
    set_up_name = "你的姓名", "Your name";
    set_up_no_code = "服务器上没有有效的一次性代码（至少 16 位字母或数字）。请联系部署人员。", "The server has no one-time code that counts (at least 16 letters or digits). Ask whoever deployed Dianwu.";
    current_wrong = "当前密码不正确。忘记了请找人事重置。", "The current password is wrong. If you forgot it, ask HR for a reset.";
    repeat_differs = "和上面的新密码不一样，请再输一次。", "It differs from the new password above. Enter it again.";
    code_letters = "代码只含字母和数字，可以用连字符隔开，例如 AB12-CD34-EF56-GH78。", "A code is made of letters and digits, maybe with hyphens between them, such as AB12-CD34-EF56-GH78.";
    code_wrong = "一次性代码不正确，请向部署人员核对。", "The one-time code is wrong. Ask whoever deployed Dianwu.";
    set_up_do = "完成设置", "Finish";
}

/// What is wrong with the current password.
pub fn current_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Mismatch => current_wrong().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with the repetition of a new password.
pub fn repeat_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Mismatch => repeat_differs().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with the code of the set-up.
pub fn set_up_code_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Mismatch => code_wrong().to_owned(),
        FieldCode::BadFormat => code_letters().to_owned(),
        other => field_problem(other),
    }
}

/// What is wrong with the first administrator's staff number.
pub fn set_up_number_problem(code: FieldCode) -> String {
    match code {
        FieldCode::BadFormat => number_format().to_owned(),
        other => field_problem(other),
    }
}
