//! Importing people from a file: a preview that writes nothing, then all or nothing.

use super::new_person;
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{
    Problem,
    people::{
        api::{
            ExportPeople, ImportBody, ImportDone, ImportFile, ImportPeople, ImportTemplate, PeopleQuery, PreviewImport,
        },
        import::{ImportPreview, ImportRow},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use rust_xlsxwriter::{Format, Workbook};
use xtask::demo::PASSWORD;

fn preview(client: &Client, content: &[u8]) -> Result<ImportPreview, Problem> {
    client.call::<PreviewImport>(NOTHING, NOTHING, ImportFile { content: STANDARD.encode(content) })
}

fn write(client: &Client, rows: &[ImportRow]) -> Result<ImportDone, Problem> {
    client.call::<ImportPeople>(NOTHING, NOTHING, ImportBody { rows: rows.to_vec() })
}

/// The rows of a preview, as a device sends them.
fn rows(preview: &ImportPreview) -> Vec<ImportRow> {
    let fields = preview.rows.iter().filter_map(|row| row.fields.clone());
    fields.map(|fields| ImportRow { id: new_person(), fields }).collect()
}

/// Every row's line with its problems, in one line each.
fn problems(preview: &ImportPreview) -> Vec<String> {
    let row = |row: &dianwu_domain::people::import::PreviewRow| {
        let errors: Vec<_> = row.errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect();
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
            "2: number taken, phone taken",
            "3: name required, phone bad_format, department_id not_found, position_id not_found, hired_on out_of_range",
            "4: work_began_on inconsistent",
            "5: number taken, hired_on required",
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
    let before = shop.fingerprint();
    assert_eq!(told(write(&hr, &rows)), "rows[1].fields.number taken");
    rows[1].fields.number = "CS70".parse().unwrap();
    assert_eq!(told(write(&hr, &rows)), "rows[1].fields.number taken");
    assert_eq!(told(write(&hr, &[])), "rows required");
    assert_eq!(shop.fingerprint(), before);
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
    assert_eq!(found.rows.len(), 30);
    assert!(problems(&found).iter().all(|row| row.ends_with("number taken, phone taken")), "{:?}", problems(&found));
}

#[test]
fn files_that_are_none_too_long_or_lack_columns_are_told_as_such() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let found = preview(&hr, "工号,姓名\nA1,甲\n".as_bytes()).unwrap();
    assert_eq!((found.missing_columns, found.rows.len()), (vec!["部门".to_owned(), "入职日期".to_owned()], 0));
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    assert_eq!(told(preview(&hr, picture)), "content bad_format");
    assert_eq!(told(preview(&hr, b"PK\x03\x04 and then nothing")), "content bad_format");
    let many = (0..501).map(|n| format!("A{n},甲,客服组,2026-11-01\n")).collect::<String>();
    let many = format!("工号,姓名,部门,入职日期\n{many}");
    assert_eq!(told(preview(&hr, many.as_bytes())), "rows too_long:500");
    let body = ImportFile { content: "不是 Base64".to_owned() };
    assert_eq!(told(hr.call::<PreviewImport>(NOTHING, NOTHING, body)), "content bad_format");
}
