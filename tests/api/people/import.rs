//! Importing people from a file: a preview that writes nothing, then all or nothing.

use super::{get, new_person};
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{
    Problem,
    people::{
        api::{
            ExportPeople, ImportBody, ImportDone, ImportFile, ImportPeople, ImportRejects, ImportTemplate, PeopleQuery,
            PersonChange, PersonFields, PersonPath, PreviewImport, RejectedRow, RejectedRows, Status, UpdatePerson,
        },
        import::{Deed, ImportPreview, ImportRow, ImportUpdate, PreviewRow, Remark, Trouble},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use rust_xlsxwriter::{Format, Workbook};
use xtask::demo::PASSWORD;

fn preview(client: &Client, content: &[u8]) -> Result<ImportPreview, Problem> {
    client.call::<PreviewImport>(NOTHING, NOTHING, ImportFile { content: STANDARD.encode(content), fills: false })
}

fn write(client: &Client, rows: &[ImportRow]) -> Result<ImportDone, Problem> {
    client.call::<ImportPeople>(NOTHING, NOTHING, ImportBody { rows: rows.to_vec(), updates: Vec::new() })
}

fn update(client: &Client, updates: &[ImportUpdate]) -> Result<ImportDone, Problem> {
    client.call::<ImportPeople>(NOTHING, NOTHING, ImportBody { rows: Vec::new(), updates: updates.to_vec() })
}

/// The changes of a preview, as a device sends them.
fn updates(preview: &ImportPreview) -> Vec<ImportUpdate> {
    let update = |row: &PreviewRow| {
        let standing = row.standing.as_ref()?;
        Some(ImportUpdate { id: standing.id, version: standing.version, fields: row.fields.clone()? })
    };
    preview.rows.iter().filter_map(update).collect()
}

/// The rows of a preview, as a device sends them.
fn rows(preview: &ImportPreview) -> Vec<ImportRow> {
    let fields = preview.rows.iter().filter_map(|row| row.fields.clone());
    fields.map(|fields| ImportRow { id: new_person(), fields }).collect()
}

/// Every row's line with its problems, in one line each.
fn problems(preview: &ImportPreview) -> Vec<String> {
    let row = |row: &PreviewRow| {
        let error = |error: &Remark<Trouble>| match &error.what {
            Trouble::Invalid(code) => format!("{} {code}", error.field),
            Trouble::Held(holder) => format!("{} of {}", error.field, holder.number),
            what => format!("{} {what:?}", error.field),
        };
        let errors: Vec<_> = row.errors.iter().map(error).collect();
        format!("{}: {}", row.line, errors.join(", "))
    };
    preview.rows.iter().map(row).collect()
}

#[test]
fn a_csv_file_is_previewed_and_then_written_once() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let file = "\u{feff}工号,姓名,手机,部门,岗位,入职日期,备注\r\n\
        cs70,\"赵,一\",139 0000 1111,客服组,售前客服,2026-11-01,新\r\n\
        CS71,钱二,,客服组,,2026/11/2,\r\n";
    let before = shop.fingerprint();
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(problems(&found), ["2: ", "3: "]);
    assert_eq!(found.unknown_columns, ["备注"]);
    assert_eq!(shop.fingerprint(), before, "a preview writes nothing");

    let rows = rows(&found);
    assert_eq!((rows[0].fields.number.as_str(), rows[0].fields.name.as_str()), ("CS70", "赵,一"));
    assert_eq!(write(&hr, &rows).unwrap().created, 2);
    let after = shop.fingerprint();
    assert_eq!(write(&hr, &rows).unwrap().created, 0, "the same send is the same write");
    assert_eq!(shop.fingerprint(), after);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM person"), 32);
    assert_eq!(told(shop.client().sign_in("CS70", PASSWORD)), "wrong_credentials", "nobody has a password yet");
}

#[test]
fn a_preview_tells_every_problem_of_every_row() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let phone = shop.person("CS03").fields.phone.as_ref().unwrap().to_string();
    let file = format!(
        "工号,姓名,手机,部门,岗位,入职日期,参加工作日期\n\
        CS02,甲,{phone},客服组,,2026-11-01,\n\
        CS70,,12345,没有的部门,没有的岗位,2026-02-30,\n\
        CS71,乙,,客服组,,2026-11-01,2027-01-01\n\
        CS71,丙,,客服组,,,\n\
        工号一,丁,,客服组,,2026-11-01,\n\
        CS72,戊,,客服组,,2026-11-01,2020-01-01\n"
    );
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(
        problems(&found),
        [
            "2: phone of CS03",
            "3: name required, phone bad_format, department_id not_found, position_id not_found, hired_on out_of_range",
            "4: work_began_on inconsistent",
            "5: number Repeated(4), hired_on required",
            "6: number bad_format",
            "7: ",
        ]
    );
}

#[test]
fn one_wrong_row_keeps_all_from_being_written() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let file = "工号,姓名,部门,入职日期\nCS70,甲,客服组,2026-11-01\nCS71,乙,客服组,2026-11-01\n";
    let mut rows = rows(&preview(&hr, file.as_bytes()).unwrap());
    rows[1].fields.number = "CS01".parse().unwrap();
    rows[1].fields.phone = shop.person("CS03").fields.phone.clone();
    let before = shop.fingerprint();
    let refused = write(&hr, &rows).unwrap_err();
    let told_fields: Vec<_> = refused.errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect();
    assert_eq!(told_fields, ["rows[1].fields.number taken", "rows[1].fields.phone taken"], "all at once");
    rows[1].fields.phone = None;
    rows[1].fields.number = "CS70".parse().unwrap();
    assert_eq!(told(write(&hr, &rows)), "rows[1].fields.number taken");
    // One signs in by either: nobody's number is another's phone.
    let phone = shop.person("CS03").fields.phone.clone().unwrap();
    rows[1].fields.number = phone.as_str().parse().unwrap();
    assert_eq!(told(write(&hr, &rows)), "rows[1].fields.number taken");
    rows[1].fields.number = "13911110001".parse().unwrap();
    rows[0].fields.phone = "13911110001".parse().ok();
    assert_eq!(told(write(&hr, &rows)), "rows[1].fields.number taken");
    let file = format!(
        "工号,姓名,手机,部门,入职日期\n{phone},甲,,客服组,2026-11-01\nCS71,乙,13911110001,客服组,2026-11-01\n\
         13911110001,丙,,客服组,2026-11-01\n"
    );
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(problems(&found), ["2: number of CS03", "3: ", "4: number Repeated(3)"]);
    assert_eq!(told(write(&hr, &[])), "rows required");
    assert_eq!(shop.fingerprint(), before);
}

#[test]
fn people_who_are_there_are_changed_by_their_numbers_and_only_as_they_were_seen() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let file = "工号,手机,入职日期\nCS03,19911110003,\ncs04,,2026-01-05\n";
    let before = shop.fingerprint();
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(shop.fingerprint(), before, "a preview writes nothing");
    assert_eq!(found.rows.iter().map(PreviewRow::deed).collect::<Vec<_>>(), [Deed::Update, Deed::Update]);
    assert!(found.rows[0].changes("phone") && !found.rows[0].changes("name") && found.rows[1].changes("hired_on"));
    let changes = updates(&found);
    assert_eq!(changes[1].fields.phone, shop.person("CS04").fields.phone, "an empty cell leaves what stands");
    assert_eq!(update(&hr, &changes).unwrap().updated, 2);
    let after = shop.fingerprint();
    assert_eq!(update(&hr, &changes).unwrap().updated, 0, "the same send is the same write");
    assert_eq!(shop.fingerprint(), after);
    assert_eq!(shop.look_up::<String>("SELECT phone FROM person WHERE number = 'CS03'"), "19911110003");

    let mut stale = changes.clone();
    stale[0].fields.phone = None;
    assert_eq!(told(update(&hr, &stale)), "updates[0].version mismatch");
    let mut renamed = updates(&preview(&hr, file.as_bytes()).unwrap());
    renamed[0].fields.number = "CS99".parse().unwrap();
    assert_eq!(told(update(&hr, &renamed)), "updates[0].fields.number inconsistent");
    assert_eq!(shop.fingerprint(), after);
}

#[test]
fn somebody_who_left_comes_back_by_their_number_and_is_named_where_their_phone_is_used() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let person = get(&hr, shop.person("CS03").id).unwrap();
    let fields = PersonFields { status: Status::Left, left_on: "2026-01-31".parse().ok(), ..person.fields.clone() };
    let change = PersonChange { version: person.version, fields, reason: "记录有误".parse().ok() };
    hr.call::<UpdatePerson>(PersonPath { person_id: person.id }, NOTHING, change).unwrap();
    let phone = person.fields.phone.clone().unwrap();
    let file = format!(
        "工号,姓名,手机,部门,入职日期\nCS03,{},,客服组,2026-06-01\nCS70,甲,{phone},客服组,2026-06-01\n",
        person.fields.name
    );
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(problems(&found), ["2: ", "3: phone of CS03"]);
    assert_eq!(found.rows[0].deed(), Deed::Return);
    assert_eq!(update(&hr, &updates(&found)).unwrap().updated, 1);
    let state = "SELECT status || coalesce(left_on, '-') || hired_on FROM person WHERE number = 'CS03'";
    assert_eq!(shop.look_up::<String>(state), "active-2026-06-01");
}

#[test]
fn hr_does_not_change_what_an_administrator_signs_in_with() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let number = shop.look_up::<String>(
        "SELECT p.number FROM person p JOIN role_grant g ON g.person_id = p.id WHERE g.role = 'administrator' LIMIT 1",
    );
    let file = format!("工号,手机\n{number},19911110009\n");
    let found = preview(&hr, file.as_bytes()).unwrap();
    assert_eq!(problems(&found), ["2: phone Protected"]);
    let standing = found.rows[0].standing.clone().unwrap();
    let mut fields = standing.fields.clone();
    fields.phone = Some("19911110009".parse().unwrap());
    let before = shop.fingerprint();
    let change = ImportUpdate { id: standing.id, version: standing.version, fields };
    assert_eq!(told(update(&hr, &[change])), "forbidden");
    assert_eq!(shop.fingerprint(), before);
    let administrator = shop.sign_in(&number);
    assert_eq!(problems(&preview(&administrator, file.as_bytes()).unwrap()), ["2: "]);
}

#[test]
fn wrong_rows_come_back_as_a_workbook_that_is_understood() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let row = RejectedRow {
        line: 7,
        cells: ["0007", "=1+1", "", "没有的部门", "", "2026-11-01", ""].map(str::to_owned).to_vec(),
        reasons: "部门：没有这个部门。\u{fffe}".to_owned(),
    };
    let body = RejectedRows { line_heading: "行".to_owned(), reasons_heading: "原因".to_owned(), rows: vec![row] };
    let file = hr.call::<ImportRejects>(NOTHING, NOTHING, body.clone()).unwrap();
    let found = preview(&hr, &file.content).unwrap();
    assert_eq!(found.rows[0].cells[..4], ["0007", "=1+1", "", "没有的部门"]);
    assert!(found.unknown_columns.is_empty(), "what the app itself wrote is passed over");
    let mut long = body;
    long.rows[0].reasons = "长".repeat(1001);
    assert_eq!(told(hr.call::<ImportRejects>(NOTHING, NOTHING, long)), "rows[0].reasons too_long:1000");
}

#[test]
fn merged_cells_are_told_and_filled_by_choice_and_numbers_keep_their_zeros() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["工号", "姓名", "部门", "入职日期"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    let padded = Format::new().set_num_format("0000");
    for row in 1..=2 {
        sheet.write_number_with_format(row, 0, 6 + row, &padded).unwrap().write_string(row, 1, "甲").unwrap();
        sheet.write_string(row, 3, "2026-11-01").unwrap();
    }
    sheet.merge_range(1, 2, 2, 2, "客服组", &Format::new()).unwrap();
    let content = STANDARD.encode(book.save_to_buffer().unwrap());
    let read = |fills| {
        let file = ImportFile { content: content.clone(), fills };
        hr.call::<PreviewImport>(NOTHING, NOTHING, file).unwrap()
    };
    let open = read(false);
    assert_eq!((open.covered, problems(&open)), (1, vec!["2: ".to_owned(), "3: department_id required".to_owned()]));
    assert_eq!(open.rows[0].fields.as_ref().unwrap().number.as_str(), "0007");
    assert_eq!((read(true).covered, problems(&read(true))), (0, vec!["2: ".to_owned(), "3: ".to_owned()]));
}

#[test]
fn a_workbook_is_read_with_its_dates_and_numbers() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_string(0, 0, "2026 年花名册").unwrap();
    for (column, heading) in (0..).zip(["姓名", "工号", "手机号", "部门", "入职日期"]) {
        sheet.write_string(1, column, heading).unwrap();
    }
    sheet.write_string(2, 0, "孙三").unwrap().write_number(2, 1, 1001).unwrap();
    sheet.write_number(2, 2, 13_900_002_222_f64).unwrap().write_string(2, 3, "仓储").unwrap();
    sheet.write_number_with_format(2, 4, 46_327, &date).unwrap();
    let found = preview(&hr, &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(problems(&found), ["3: "]);
    let fields = found.rows[0].fields.as_ref().unwrap();
    let phone = fields.phone.as_ref().map(|phone| phone.as_str());
    assert_eq!((fields.number.as_str(), phone), ("1001", Some("13900002222")));
    assert_eq!(fields.hired_on.to_string(), "2026-11-01");
    assert_eq!(write(&hr, &rows(&found)).unwrap().created, 1);
}

#[test]
fn the_template_and_the_export_are_understood() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let template = hr.get::<ImportTemplate>(NOTHING, NOTHING).unwrap();
    let found = preview(&hr, &template.content).unwrap();
    assert_eq!((found.missing_columns.len(), found.unknown_columns.len(), found.rows.len()), (0, 0, 0));
    let export = hr.get::<ExportPeople>(NOTHING, PeopleQuery::default()).unwrap();
    let found = preview(&hr, &export.content).unwrap();
    assert_eq!((found.rows.len(), found.unknown_columns.len()), (30, 0));
    let has_left = |row: &&PreviewRow| row.standing.as_ref().is_some_and(|now| now.fields.status == Status::Left);
    assert!(found.rows.iter().filter(has_left).count() > 0);
    // Who has left stays left: the file says so too.
    let is_unchanged = |row: &PreviewRow| row.deed() == Deed::Nothing && row.doubts.is_empty();
    assert!(found.rows.iter().all(is_unchanged), "{:?}", problems(&found));
}

#[test]
fn files_that_are_none_too_long_or_lack_columns_are_told_as_such() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let found = preview(&hr, "工号,姓名\nA1,甲\n".as_bytes()).unwrap();
    assert_eq!(found.missing_columns, ["部门", "入职日期"]);
    assert_eq!(problems(&found), ["2: department_id required, hired_on required"]);
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    assert_eq!(told(preview(&hr, picture)), "content bad_format");
    assert_eq!(told(preview(&hr, b"PK\x03\x04 and then nothing")), "content damaged");
    assert_eq!(told(preview(&hr, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), "content old_format");
    let many = (0..501).map(|n| format!("A{n},甲,客服组,2026-11-01\n")).collect::<String>();
    let many = format!("工号,姓名,部门,入职日期\n{many}");
    assert_eq!(told(preview(&hr, many.as_bytes())), "rows too_long:500");
    let body = ImportFile { content: "不是 Base64".to_owned(), fills: false };
    assert_eq!(told(hr.call::<PreviewImport>(NOTHING, NOTHING, body)), "content bad_format");
}
