//! What went wrong, and what to do next.

use crate::client::Failure;
use crate::text::texts;
use dianwu_domain::{Code, FieldCode};

texts! {
    offline_failure = "网络不通，请检查后重试。", "No connection. Check your network and try again.";
    unexpected = "服务器的回复无法识别，请稍后重试。", "The server's answer could not be read. Try again later.";
    outdated = "店务已更新，请重新加载。", "Dianwu has been updated. Please reload.";
    malformed = "提交的内容有误，请重新加载后再试。", "The request was malformed. Reload and try again.";
    invalid = "有内容不符合要求，请检查标出的地方。", "Some entries are not valid. Check the marked fields.";
    too_large = "内容太大，请减少后再试。", "That is too much at once. Send less.";
    not_signed_in = "登录已失效，请重新登录。", "Your session has ended. Sign in again.";
    wrong_credentials = "工号、手机号或密码不正确。连续输错 5 次，要等一会儿才能再试。一次性密码只能用一次，用过请找人事重新生成。", "The staff number, phone or password is wrong. After five wrong tries you have to wait a while. A one-time password works once: if it has been used, ask HR for another.";
    change_required = "请先设置新密码。", "Set a new password first.";
    forbidden = "你没有权限这样做。如有需要，请联系管理员。", "You may not do this. Ask an administrator if you need to.";
    origin_refused = "请求来源不符，请从店务的正式地址打开。", "The request came from elsewhere. Open Dianwu at its own address.";
    gone = "内容不存在，或你没有权限查看。", "It does not exist, or you may not see it.";
    stale = "已被其他人修改。请重新加载，核对后再保存。", "Somebody else changed it. Reload, check, and save again.";
    in_use = "还有人员、下级部门或班表在使用，不能删除。请先把它们移走。", "People, departments below or rosters still use it, so it cannot be deleted. Move them first.";
    set_up_done = "店铺已经完成初始设置，请直接登录。", "The shop is set up already. Please sign in.";
    not_allowed_now = "情况有变，现在不能这样做。请重新加载，看看最新的情况。", "Things have changed, so this is not possible now. Reload to see how they stand.";
    rules_broken = "违反排班规则，请先调整。", "It breaks the roster's rules. Change it first.";
    internal(id: &str) = "服务器出错了，请稍后重试。若反复出现，请把编号 {id} 告诉管理员。", "The server failed. Try again later; if it happens again, tell your administrator the number {id}.";
    unavailable = "服务器正忙，请稍后重试。", "The server is busy. Try again in a moment.";
    locked_out_seconds(seconds: u32) = "尝试次数过多，请 {seconds} 秒后再试。", "Too many attempts. Try again in {seconds} s.";
    locked_out_minutes(minutes: u32) = "尝试次数过多，请约 {minutes} 分钟后再试。", "Too many attempts. Try again in about {minutes} min.";

    required = "请填写。", "Required.";
    too_short(limit: usize) = "至少 {limit} 个字符。", "At least {limit} characters.";
    too_long(limit: usize) = "最多 {limit} 个字符。", "At most {limit} characters.";
    bad_format = "格式不对，请检查后重新填写。", "Not in the right format. Check it and enter it again.";
    wrong_type = "请填数字。", "Enter a number.";
    not_between(least: i64, most: i64) = "只能填 {least} 到 {most}。", "Enter a number from {least} to {most}.";
    not_before(day: &str) = "最早可以从 {day}开始。", "{day} is the first day that is possible.";
    out_of_range = "超出了可填的范围，请换一个。", "Outside what is allowed here. Choose another value.";
    unknown_value = "请从给出的选项里选。", "Choose one of the options.";
    unknown_field = "没有这一项，请重新加载后再试。", "There is no such field. Reload and try again.";
    taken = "已有相同的，请换一个。", "There is one like it already. Choose another.";
    field_not_found = "找不到，请重新选择。", "Not found. Choose again.";
    too_simple = "不能再用这个密码，请换一个。", "This one cannot be used again. Choose another.";
    too_common = "太常见或太有规律，别人容易猜到。可以用几个不相关的词组成。", "Too common or too regular, so easy to guess. Try a few words that do not belong together.";
    no_letters = "不能只有数字或符号，请加上字母或汉字。", "Digits or signs alone are not enough: add letters or words.";
    personal = "不能含自己的工号、手机号、姓名或店名，姓名和店名的拼音也不行。", "It must not contain your staff number, phone or name, or the name of the shop, nor the pinyin of either name.";
    needs_administrator = "需要管理员来修改。", "Only an administrator can change this.";
    mismatch = "和已保存的不一致，请核对后重填。", "It does not match what is stored. Check it and enter it again.";
    inconsistent = "和另一项对不上，请把两项一起核对。", "It contradicts another entry here. Check both.";
    taken_by_left = "已离职的人在用。", "Somebody who has left has it.";
    file_damaged = "文件不完整或已损坏。", "The file is cut off or damaged.";
    file_encrypted = "文件加了密码。", "The file has a password.";
    file_old = "这是旧版 Excel 文件，请另存为 XLSX。", "An old Excel file. Save it as XLSX.";
    file_too_large = "文件里的内容太多。", "The file holds too much.";
}

/// The sentence for a failed call.
pub fn failure(failure: &Failure) -> String {
    let problem = match failure {
        Failure::Offline => return offline_failure().to_owned(),
        Failure::Unexpected => return unexpected().to_owned(),
        Failure::Outdated => return outdated().to_owned(),
        Failure::Problem(problem) => problem,
    };
    match problem.code {
        Code::MalformedBody | Code::UnsupportedMediaType | Code::MethodNotAllowed => malformed(),
        Code::InvalidField => invalid(),
        Code::BodyTooLarge | Code::TooManyFiles => too_large(),
        Code::NotSignedIn => not_signed_in(),
        Code::WrongCredentials => wrong_credentials(),
        Code::LockedOut => {
            return match problem.retry_after.unwrap_or(60) {
                seconds if seconds < 100 => locked_out_seconds(seconds),
                seconds => locked_out_minutes(seconds.div_ceil(60)),
            };
        }
        Code::PasswordChangeRequired => change_required(),
        Code::Forbidden => forbidden(),
        Code::OriginRefused => origin_refused(),
        Code::NotFound => gone(),
        Code::Stale => stale(),
        Code::InUse => in_use(),
        Code::SetUpDone => set_up_done(),
        Code::NotAllowedNow => not_allowed_now(),
        Code::RulesBroken => rules_broken(),
        Code::Internal => return internal(problem.request_id.get(..12).unwrap_or(&problem.request_id)),
        Code::Unavailable => unavailable(),
    }
    .to_owned()
}

/// The sentence for a wrong field.
pub fn field_problem(code: FieldCode) -> String {
    match code {
        FieldCode::TooShort(limit) => return too_short(limit),
        FieldCode::TooLong(limit) => return too_long(limit),
        FieldCode::NotBetween(least, most) => return not_between(least, most),
        FieldCode::NotBefore(day) => return not_before(&super::day_with_year(day)),
        FieldCode::Required => required(),
        FieldCode::BadFormat => bad_format(),
        FieldCode::WrongType => wrong_type(),
        FieldCode::OutOfRange => out_of_range(),
        FieldCode::UnknownValue => unknown_value(),
        FieldCode::UnknownField => unknown_field(),
        FieldCode::Taken => taken(),
        FieldCode::NotFound => field_not_found(),
        FieldCode::TooSimple => too_simple(),
        FieldCode::TooCommon => too_common(),
        FieldCode::NoLetters => no_letters(),
        FieldCode::Personal => personal(),
        FieldCode::NeedsAdministrator => needs_administrator(),
        FieldCode::Mismatch => mismatch(),
        FieldCode::Inconsistent => inconsistent(),
        FieldCode::TakenByLeft => taken_by_left(),
        FieldCode::Damaged | FieldCode::OpenQuote(_) => file_damaged(),
        FieldCode::Encrypted => file_encrypted(),
        FieldCode::OldFormat => file_old(),
        FieldCode::TooLarge => file_too_large(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, in_lang};

    #[test]
    fn a_number_outside_its_range_is_told_the_range() {
        let told = |lang| in_lang(lang, || field_problem(FieldCode::NotBetween(1, 31)));
        assert_eq!([told(Lang::Zh), told(Lang::En)], ["只能填 1 到 31。", "Enter a number from 1 to 31."]);
    }
}
