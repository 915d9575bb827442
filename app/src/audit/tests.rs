//! What the log's readers are told.

use super::{
    change::{Change, Difference},
    sentence::sentence,
};
use crate::text::{self, Lang, in_lang};
use dianwu_domain::{
    Instant, PersonId,
    audit::api::{Action, AuditRow, Concerned},
    kernel::id::Uuid,
};

const CREW: &str = "00000000-0000-0000-0000-000000000001";
const GONE: &str = "00000000-0000-0000-0000-000000000002";
const EARLY: &str = "00000000-0000-0000-0000-000000000003";
const ZHANG: &str = "00000000-0000-0000-0000-00000000000b";

fn concerned(n: u128, number: &str, name: &str) -> Concerned {
    Concerned { id: PersonId::new(Uuid::from_u128(n)), number: number.parse().unwrap(), name: name.parse().unwrap() }
}

/// A line of 王芳 of November 2026 about 张雅琪.
fn row(action: Action, subject: &str, before: &str, after: &str) -> AuditRow {
    let fill = |json: &str| {
        json.replace("$CREW", CREW).replace("$GONE", GONE).replace("$EARLY", EARLY).replace("$ZHANG", ZHANG)
    };
    let names = [(CREW, "客服组"), (EARLY, "早班"), (ZHANG, "张雅琪")];
    AuditRow {
        id: "0190f3c8-a000-7000-8000-00000000000a".parse().unwrap(),
        at: Instant(1_795_000_000_000),
        actor_id: Some(PersonId::new(Uuid::from_u128(10))),
        actor_number: "HR01".parse().ok(),
        actor_name: "王芳".parse().ok(),
        address: String::new(),
        action: action.as_str().to_owned(),
        subject: subject.to_owned(),
        department: None,
        people: vec![concerned(11, "CS03", "张雅琪")],
        people_count: 1,
        names: names.map(|(id, name)| (id.to_owned(), name.to_owned())).into(),
        before: fill(before),
        after: fill(after),
        request_id: String::new(),
    }
}

/// Zhang's data with some fields.
fn person(fields: &str) -> String {
    format!(r#"{{"number":"CS03","name":"张雅琪","department_id":"$CREW","hired_on":"2024-03-01",{fields}}}"#)
}

#[test]
fn what_people_do_to_themselves_is_told_so() {
    let day = |state: &str| format!(r#"{{"HR01 2026-11-03":{state}}}"#);
    let own = |action, before: &str, after: &str| AuditRow {
        people: vec![concerned(10, "HR01", "王芳")],
        ..row(action, "HR01 王芳", before, after)
    };
    let told = |row: &AuditRow| in_lang(Lang::Zh, || sentence(row));
    let planned = told(&own(Action::ROSTER_EDIT, "{}", &day(r#""早""#)));
    assert_eq!(planned, "王芳给自己排了 11月3日的“早”");
    assert_eq!(told(&own(Action::PASSWORD_RESET, "", "")), "王芳重置了自己的密码");
}

#[test]
fn every_event_is_one_sentence_in_both_languages() {
    use Action as A;
    let active = person(r#""status":"active","phone":"13800001001","left_on":null"#);
    let left = person(r#""status":"left","phone":"13800001001","left_on":"2026-11-30""#);
    let phone = person(r#""status":"active","phone":"13900001001","left_on":null"#);
    let moved = active.replace("$CREW", "$GONE");
    let kind = |archived: bool| {
        format!(r#"{{"code":"早","name":"早班","hue":"amber","hours":null,"is_archived":{archived}}}"#)
    };
    let department = r#"{"id":"x","name":"客服组","parent_id":null,"sort":1,"version":1}"#;
    let renamed = r#"{"id":"x","name":"客服一组","parent_id":null,"sort":1,"version":2}"#;
    let cases: Vec<(AuditRow, &str, &str)> = vec![
        (row(A::PERSON_CREATE, "CS03 张雅琪", "", &active), "王芳添加了人员张雅琪", "王芳 added 张雅琪"),
        (
            row(A::PERSON_UPDATE, "CS03 张雅琪", &active, &left),
            "王芳把张雅琪登记为离职，最后工作日是 11月30日",
            "王芳 recorded that 张雅琪 leaves; the last day is 30 Nov",
        ),
        (
            row(A::PERSON_UPDATE, "CS03 张雅琪", &left, &active),
            "王芳把张雅琪恢复为在职",
            "王芳 recorded that 张雅琪 is back",
        ),
        (
            row(A::PERSON_UPDATE, "CS03 张雅琪", &active, &phone),
            "王芳把张雅琪的手机号从“138 0000 1001”改为“139 0000 1001”",
            "王芳 changed the phone of 张雅琪 from “138 0000 1001” to “139 0000 1001”",
        ),
        (
            row(A::PERSON_UPDATE, "CS03 张雅琪", &active, &moved),
            "王芳把张雅琪的部门从“客服组”改为“（已不存在）”",
            "王芳 changed the department of 张雅琪 from “客服组” to “(no longer there)”",
        ),
        (
            row(A::ROLES_SET, "CS03 张雅琪", "[]", r#"[{"role":"manager","department_id":"$CREW"},{"role":"hr"}]"#),
            "王芳把张雅琪的角色改为：主管（客服组）、人事",
            "王芳 changed the roles of 张雅琪 to: Manager (客服组), HR",
        ),
        (
            row(A::ROLES_SET, "CS03 张雅琪", r#"[{"role":"hr"}]"#, "[]"),
            "王芳取消了张雅琪的全部角色",
            "王芳 took all roles from 张雅琪",
        ),
        (
            row(A::PROTECTION_SET, "CS03 张雅琪", "", ""),
            "王芳修改了张雅琪的特殊保护",
            "王芳 changed the protected status of 张雅琪",
        ),
        (row(A::PASSWORD_RESET, "CS03", "", ""), "王芳重置了张雅琪的密码", "王芳 reset the password of 张雅琪"),
        (
            row(A::DEPARTMENT_SAVE, "客服组", "", department),
            "王芳新建了部门“客服组”",
            "王芳 created the department “客服组”",
        ),
        (
            row(A::DEPARTMENT_SAVE, "客服一组", department, renamed),
            "王芳把部门“客服组”的名称从“客服组”改为“客服一组”",
            "王芳 changed the name of the department “客服组” from “客服组” to “客服一组”",
        ),
        (
            row(A::DEPARTMENT_DELETE, "客服组", department, ""),
            "王芳删除了部门“客服组”",
            "王芳 deleted the department “客服组”",
        ),
        (
            row(A::SHIFT_KIND_SAVE, "早", &kind(false), &kind(true)),
            "王芳停用了班次“早班”",
            "王芳 retired the shift “早班”",
        ),
        (
            row(A::SHIFT_KIND_SAVE, "早", &kind(false), SPLIT),
            "王芳把班次“早班”的时间从 2026年12月1日起改为 10:00–14:00 18:00–22:00",
            "王芳 changed the hours of the shift “早班” to 10:00–14:00 18:00–22:00 from 1 Dec 2026",
        ),
        (
            row(A::SHIFT_HOURS_DELETE, "早", SPLIT, ""),
            "王芳取消了班次“早”从 2026年12月1日起的新时间",
            "王芳 cancelled the new hours of the shift “早” from 1 Dec 2026",
        ),
        (
            row(
                A::ROSTER_EDIT,
                "客服组 2026-11",
                r#"{"CS03 2026-11-02":"早"}"#,
                r#"{"CS03 2026-11-02":"晚","sign_off":"顶班"}"#,
            ),
            "王芳把张雅琪 11月2日的班从“早”改为“晚”，签批原因：顶班",
            "王芳 changed 2 Nov of 张雅琪 from “早” to “晚”. Signed off: 顶班",
        ),
        (
            row(A::ROSTER_EDIT, "客服组 2027-01", r#"{"CS03 2027-01-02":null}"#, r#"{"CS03 2027-01-02":"晚"}"#),
            "王芳给张雅琪排了 2027年1月2日的“晚”",
            "王芳 planned “晚” for 张雅琪 on 2 Jan 2027",
        ),
        (
            row(
                A::ROSTER_EDIT,
                "客服组 2026-11",
                r#"{"CS03 2026-11-02":null,"CS03 2026-11-03":null}"#,
                r#"{"CS03 2026-11-02":"早","CS03 2026-11-03":"早"}"#,
            ),
            "王芳在客服组 2026年11月的班表里修改了张雅琪的 2 格",
            "王芳 changed 2 cells of 张雅琪 in the roster of 客服组, Nov 2026",
        ),
        (
            row(A::ROSTER_PUBLISH, "客服组 2026-11", r#"{"status":"draft"}"#, r#"{"status":"published"}"#),
            "王芳发布了客服组 2026年11月的班表",
            "王芳 published the roster of 客服组, Nov 2026",
        ),
        (
            row(A::DEMAND_SAVE, "客服组", "", r#"{"kind_id":"$EARLY","slot":null,"weekdays":31,"heads":4}"#),
            "王芳给客服组添加了人手需求：早班，周一至周五，4 人",
            "王芳 added a staffing need of 客服组: 早班, Mon–Fri, 4 people",
        ),
        (
            row(A::OPEN_SHIFT_CLAIM, "客服组 2026-11-03 早", "", r#"{"state":"claimed","needs_approval":true}"#),
            "王芳申请接客服组 11月3日的空班“早”",
            "王芳 asked for the open shift “早” of 客服组 on 3 Nov",
        ),
        (
            row(
                A::OPEN_SHIFT_DECIDE,
                "客服组 2026-11-03 早",
                r#"{"CS03 2026-11-03":null}"#,
                r#"{"CS03 2026-11-03":"早"}"#,
            ),
            "王芳同意张雅琪接客服组 11月3日的空班“早”",
            "王芳 let 张雅琪 take the open shift “早” of 客服组 on 3 Nov",
        ),
        (
            row(A::DUTY_SET, "客服组 2026-11-03", r#"{"duty":null}"#, r#"{"duty":"CS03"}"#),
            "王芳指定张雅琪在 11月3日值日（客服组）",
            "王芳 put 张雅琪 on cleaning duty on 3 Nov (客服组)",
        ),
        (
            row(A::DUTY_SWAP, "客服组 2026-11-03 ⇄ 2026-11-05", "", r#"{"state":"offered","from":"王芳","to":"李娜"}"#),
            "王芳想和李娜换值日：11月3日 ⇄ 11月5日",
            "王芳 asked 李娜 to swap cleaning duty: 3 Nov ⇄ 5 Nov",
        ),
        (
            row(A::PEOPLE_IMPORT, "12", "", r#"{"numbers":["CS03"]}"#),
            "王芳用表格导入了 12 人",
            "王芳 imported people from a table: 12 new",
        ),
        (
            row(A::PEOPLE_IMPORT, "1", "", r#"{"numbers":[],"updated":{"CS03":{"phone":"13900001001"}}}"#),
            "王芳用表格更新了 1 人",
            "王芳 imported people from a table: 1 updated",
        ),
        (
            row(A::PEOPLE_IMPORT, "3", "", r#"{"numbers":["CS08","CS09"],"updated":{"CS03":{"phone":"13900001001"}}}"#),
            "王芳用表格导入了 2 人，更新了 1 人",
            "王芳 imported people from a table: 2 new, 1 updated",
        ),
        (
            row(
                A::PEOPLE_IMPORT,
                "3",
                r#"{"updated":{"CS03":{"phone":null},"CS05":{"status":"left","left_on":"2026-01-31"}}}"#,
                r#"{"numbers":["CS08"],"updated":{"CS03":{"phone":"13900001001"},"CS05":{"status":"active","left_on":null}}}"#,
            ),
            "王芳用表格导入了 1 人，更新了 1 人，让 1 人恢复了在职",
            "王芳 imported people from a table: 1 new, 1 updated, 1 taken back",
        ),
        (
            AuditRow {
                people: vec![concerned(11, "CS03", "张雅琪"), concerned(12, "CS04", "李娜")],
                people_count: 20,
                ..row(A::CODES_ISSUE, "20", "", "")
            },
            "王芳为张雅琪、李娜等 20 人生成了一次性密码",
            "王芳 made one-time passwords for 张雅琪, 李娜 and others, 20 in all",
        ),
        (
            AuditRow { people: Vec::new(), people_count: 0, ..row(A::CODES_ISSUE, "20", "", "") },
            "王芳为 20 人生成了一次性密码",
            "王芳 made one-time passwords for 20 people",
        ),
        (row(A::SESSION_REVOKE, "CS03", "", ""), "王芳让张雅琪退出了登录", "王芳 signed 张雅琪 out"),
    ];
    for (row, zh, en) in cases {
        assert_eq!(in_lang(Lang::Zh, || sentence(&row)), zh);
        assert_eq!(in_lang(Lang::En, || sentence(&row)), en);
    }
}

#[test]
fn no_sentence_and_no_change_of_any_action_shows_an_id_or_an_empty_place() {
    for action in Action::all() {
        let told = in_lang(Lang::En, || sentence(&row(action, "客服组 2026-11", "", "")));
        assert!(told.starts_with("王芳 ") && !told.contains("{"), "{action:?}: {told}");
    }
}

#[test]
fn every_action_has_a_name_in_both_languages_and_one_of_a_newer_version_is_told_by_its_code() {
    for action in Action::all() {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| in_lang(lang, || text::audit::action_name(action)));
        assert!(zh != en && zh != action.as_str() && en != action.as_str(), "{action:?}: {zh}, {en}");
    }
    let newer = AuditRow { action: "score.give".to_owned(), ..row(Action::SHOP_SAVE, "CS03 张雅琪", "", "") };
    assert_eq!(in_lang(Lang::Zh, || sentence(&newer)), "王芳 score.give：CS03 张雅琪");
}

fn told(row: &AuditRow) -> Vec<(String, String, String)> {
    let differences = in_lang(Lang::Zh, || Change::of(row).differences());
    differences.into_iter().map(|Difference { field, before, after }| (field, before, after)).collect()
}

fn table(wanted: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    wanted
        .iter()
        .map(|(field, before, after)| ((*field).to_owned(), (*before).to_owned(), (*after).to_owned()))
        .collect()
}

/// 早 in two parts, from December on.
const SPLIT: &str = r#"{"code":"早","name":"早班","hue":"amber","hours":{"start":"10:00","end":"22:00","pauses":[{"start":"14:00","end":"18:00"}],"meal_minutes":0,"paid_minutes":480,"is_night":false},"is_night":false,"from":"2026-12-01","sort":1,"is_archived":false}"#;

#[test]
fn fields_and_values_are_told_as_people_know_them() {
    let before = r#"{"code":"早","name":"早班","hue":"amber","hours":{"start":"09:00","end":"30:00","meal_minutes":60,"paid_minutes":480},"is_night":false,"sort":1,"is_archived":false}"#;
    let after = r#"{"code":"早","name":"早班","hue":"sky","hours":{"start":"08:30","end":"30:00","meal_minutes":60,"paid_minutes":510},"is_night":true,"sort":1,"is_archived":false}"#;
    assert_eq!(
        told(&row(Action::SHIFT_KIND_SAVE, "早", before, after)),
        table(&[
            ("时间", "09:00–次日 06:00", "08:30–次日 06:00"),
            ("计薪时长", "8 小时", "8 小时 30 分"),
            ("夜班", "否", "是"),
            ("颜色", "琥珀", "天蓝"),
        ])
    );
    assert_eq!(
        told(&row(Action::SHIFT_KIND_SAVE, "早", after, SPLIT)),
        table(&[
            ("时间", "08:30–次日 06:00", "10:00–14:00 18:00–22:00"),
            ("用餐休息", "1 小时", "0 分钟"),
            ("计薪时长", "8 小时 30 分", "8 小时"),
            ("夜班", "是", "否"),
            ("颜色", "天蓝", "琥珀"),
            ("起始日", "", "2026年12月1日"),
        ])
    );
    let shop = r#"{"name":"店","zone":480,"cut_off":"05:00","service_from":"08:00","service_until":"24:00"}"#;
    let moved = shop.replace("480", "540").replace("05:00", "06:00");
    assert_eq!(
        told(&row(Action::SHOP_SAVE, "店", shop, &moved)),
        table(&[("时区", "北京时间（UTC+8）", "UTC+9:00"), ("营业日分界", "05:00", "06:00")])
    );
    let rules = |limit: u32| {
        format!(r#"{{"rules":[{{"kind":"run_length","limit":{limit},"severity":"error","may_sign_off":true}}]}}"#)
    };
    assert_eq!(
        told(&row(Action::RULES_SAVE, "客服组", &rules(6), &rules(7))),
        table(&[("连续上班", "错误，6 天，可签批", "错误，7 天，可签批")])
    );
    assert_eq!(
        told(&row(Action::HOLIDAYS_SAVE, "2026", "[]", r#"[{"day":"2026-10-01","kind":"statutory","name":"国庆节"}]"#)),
        table(&[("2026年10月1日", "", "国庆节（法定节假日）")])
    );
    assert_eq!(
        told(&row(Action::DUTY_PLAN, "客服组 2026-11", r#"{"2026-11-03":"CS09"}"#, r#"{"2026-11-03":"CS03"}"#)),
        table(&[("2026年11月3日", "CS09", "张雅琪")])
    );
    assert_eq!(
        told(&row(Action::ROSTER_EDIT, "客服组 2026-11", r#"{"CS03 2026-11-02":null}"#, r#"{"CS03 2026-11-02":"早"}"#)),
        table(&[("张雅琪 2026年11月2日", "", "早")])
    );
}

#[test]
fn long_lists_are_shortened_and_what_is_no_json_differs_in_nothing() {
    let numbers: Vec<String> = (1..=9).map(|n| format!("\"N{n}\"")).collect();
    let after = format!(r#"{{"numbers":[{}]}}"#, numbers.join(","));
    assert_eq!(told(&row(Action::PEOPLE_IMPORT, "9", "", &after)), table(&[("工号", "", "N1、N2、N3 等 9 项")]));
    assert_eq!(told(&row(Action::SHOP_SAVE, "店", "", "")), table(&[]));
    assert_eq!(told(&row(Action::SHOP_SAVE, "店", "{", "nonsense")), table(&[]));
}

#[test]
fn the_findings_of_a_sign_off_name_whom_and_when() {
    let finding = r#"{"severity":"error","from":"2026-11-02","until":"2026-11-08","rule":"run_length","person_id":"$ZHANG","figure":7,"limit":6,"may_sign_off":true}"#;
    let after = format!(r#"{{"status":"published","sign_off":"大促","findings":[{finding}]}}"#);
    assert_eq!(
        told(&row(Action::ROSTER_PUBLISH, "客服组 2026-11", r#"{"status":"draft"}"#, &after)),
        table(&[
            ("状态", "草稿", "已发布"),
            ("签批原因", "", "大促"),
            ("违反的规则", "", "张雅琪 11月2日–8日：连续上班 7 天（最多 6 天）"),
        ])
    );
}
