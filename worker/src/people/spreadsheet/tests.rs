//! Files as people have them, and files as attackers make them.

use super::{archive::MOST_PARTS, *};
use crate::people::workbook;
use dianwu_domain::{
    DepartmentId, PositionId,
    people::{
        api::{Department, PersonFields, Position, Status},
        import::{Mark, Trouble, lay_out},
        judge::{Known, judge},
    },
};
use encoding_rs::GB18030;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use uuid::Uuid;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const CSV: &str = "工号,姓名,部门,入职日期\nCS-01,王芳,客服组,2026/1/2\n,,,\n\"CS-02\",\"张\n三\",仓储,2026年1月5日\n";

fn cells(lines: &[Line]) -> Vec<(u32, Vec<&str>)> {
    lines.iter().map(|line| (line.number, line.cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn csv_is_read_in_the_encodings_that_excel_saves() {
    let wanted = [
        (1, vec!["工号", "姓名", "部门", "入职日期"]),
        (2, vec!["CS-01", "王芳", "客服组", "2026/1/2"]),
        (4, vec!["CS-02", "张\n三", "仓储", "2026年1月5日"]),
    ];
    let with_bom = [b"\xef\xbb\xbf", CSV.as_bytes()].concat();
    let gb18030 = GB18030.encode(CSV).0.into_owned();
    let tabs = CSV.replace(',', "\t");
    let utf_16: Vec<u8> = "\u{feff}".encode_utf16().chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let semicolons = CSV.replace(',', ";").into_bytes();
    for (name, bytes) in [
        ("UTF-8", CSV.as_bytes().to_vec()),
        ("mark", with_bom),
        ("GB18030", gb18030),
        ("UTF-16", utf_16),
        (";", semicolons),
        ("Windows", CSV.replace('\n', "\r\n").into_bytes()),
    ] {
        assert_eq!(cells(&read(&bytes).unwrap()), wanted, "{name}");
    }
}

#[test]
fn quotes_hold_separators_and_line_ends_and_stand_for_themselves_elsewhere() {
    let text = "a,\"b \"\"c\"\"\",\"d,\r\ne\"\r\nf \"g\",,\rh,\"i\"";
    let wanted = [(1, vec!["a", "b \"c\"", "d,\ne"]), (3, vec!["f \"g\"", "", ""]), (4, vec!["h", "i"])];
    assert_eq!(cells(&read(text.as_bytes()).unwrap()), wanted);
    let open = format!("a,b\nc,\"d\n{}", "e,f\n".repeat(400_000));
    assert_eq!(read(open.as_bytes()), Err(Unreadable::OpenQuote(2)));
    assert_eq!(read(b"a,b\nc,\"d"), Err(Unreadable::OpenQuote(2)));
}

#[test]
fn what_is_no_sheet_is_refused() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec();
    let sealed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let relation =
        r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    for (name, bytes, wanted) in [
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Unreadable::NotASheet),
        ("old Excel", old.clone(), Unreadable::OldFormat),
        ("password", [old, sealed].concat(), Unreadable::Encrypted),
        ("broken text", b"a,b\n\xff\xff\xff".to_vec(), Unreadable::Damaged),
        ("archive's head", b"PK\x03\x04".to_vec(), Unreadable::Damaged),
        ("other archive", archive(&[("a.txt", "hello")]), Unreadable::NotASheet),
        (
            "document",
            archive(&[("_rels/.rels", relation), ("word/document.xml", "<document/>")]),
            Unreadable::NotASheet,
        ),
    ] {
        assert_eq!(read(&bytes), Err(wanted), "{name}");
    }
    assert_eq!(read(b""), Ok(Vec::new()));
}

#[test]
fn a_file_that_was_cut_is_told_as_damaged_or_marked_where_it_ends() {
    let whole = "工号,姓名,手机,部门,岗位,入职日期\nT301,陈晓燕,19900000301,客服组,售前客服,2026-01-05\nT303,刘喆,19900000303,客服组,售前客服";
    let gbk = GB18030.encode(whole).0.into_owned();
    assert_eq!(read(&gbk[..gbk.len() - 1]), Err(Unreadable::Damaged), "inside a letter of GBK");
    assert_eq!(read(&whole.as_bytes()[..whole.len() - 1]), Err(Unreadable::Damaged), "inside a letter of UTF-8");
    let lines = read(whole.as_bytes()).unwrap();
    assert_eq!(lines[2].marks, [(4, Mark::Cut)]);
    assert_eq!(read(format!("{whole}\n").as_bytes()).unwrap()[2].marks, []);
    let book = workbook_of("<sst/>", r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    assert_eq!(read(&book[..book.len() - 30]), Err(Unreadable::Damaged));
    let mut flipped = book.clone();
    let place = flipped.windows(5).position(|five| five == b"sheet").unwrap() + 60;
    flipped[place] ^= 0x55;
    assert!(read(&flipped).is_err());
}

#[test]
fn long_files_are_refused_and_empty_lines_do_not_count() {
    let long = "a,b\n".repeat(MOST_LINES + 1);
    assert_eq!(read(long.as_bytes()), Err(Unreadable::TooManyRows));
    let sparse = format!("{}a,b\n", ",\n".repeat(100_000));
    assert_eq!(cells(&read(sparse.as_bytes()).unwrap()), [(100_001, vec!["a", "b"])]);
    let wide = format!("{}\n", "长".repeat(9_000));
    assert_eq!(read(wide.as_bytes()).unwrap()[0].cells[0].chars().count(), MOST_CHARS);
}

pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of one sheet with these shared strings and this sheet data.
pub fn workbook_of(strings: &str, sheet_data: &str) -> Vec<u8> {
    book_of(strings, "<styleSheet/>", &format!("<sheetData>{sheet_data}</sheetData>"), "")
}

/// A workbook of one sheet with these shared strings, styles, sheet and what follows the list of sheets.
pub fn book_of(strings: &str, styles: &str, sheet: &str, after_sheets: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &[String]| format!(r#"<Relationships xmlns="{PACKAGE}">{}</Relationships>"#, all.concat());
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>{after_sheets}</workbook>"#
    );
    let of_book = [
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "sharedStrings", "sharedStrings.xml"),
        relation("r3", "styles", "/xl/styles.xml"),
    ];
    archive(&[
        ("_rels/.rels", &relations(&[relation("r1", "officeDocument", "xl/workbook.xml")])),
        ("xl/_rels/workbook.xml.rels", &relations(&of_book)),
        ("xl/workbook.xml", &book),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &format!(r#"<worksheet xmlns="{MAIN}">{sheet}</worksheet>"#)),
    ])
}

#[test]
fn a_sheets_cells_are_read_as_people_see_them() {
    let strings = r#"<sst uniqueCount="2"><si><t>工号</t></si><si><r><t>王</t></r><r><t>芳</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></si></sst>"#;
    let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row r="9"><c r="A9"><v>13800000001</v></c><c r="B9" t="inlineStr"><is><t>客服组</t></is></c><c r="C9" t="b"><v>1</v></c></row>"#;
    let lines = read(&workbook_of(strings, data)).unwrap();
    assert_eq!(cells(&lines), [(1, vec!["工号", "", "王芳"]), (9, vec!["13800000001", "客服组", "TRUE"])]);
}

#[test]
fn numbers_are_read_as_they_are_shown_and_formulas_without_a_result_are_no_empty_cells() {
    let styles = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="0000"/></numFmts>
        <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/><xf numFmtId="9"/></cellXfs></styleSheet>"#;
    let data = r#"<sheetData><row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2"><f>A1&amp;"x"</f></c>
        <c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" s="2"><v>46027</v></c><c r="E2" s="3"><v>7</v></c>
        <c r="F2" t="str"><f>""</f><v></v></c><c r="G2" t="str"><f>A1</f><v>a&lt;&#x4E2D;_x000D_</v></c>
        <c r="H2"><f>A1</f><v /></c><c r="I2"><f>A1</f><v></v></c><c r="J2" t="n"><f>A1</f><v> </v></c></row></sheetData>"#;
    let lines = read(&book_of("<sst/>", styles, data, "")).unwrap();
    assert_eq!(cells(&lines), [(2, vec!["0007", "", "#DIV/0!", "2026-01-05", "7", "", "a<中\r", "", "", ""])]);
    let unsaid = [7, 8, 9].map(|place| (place, Mark::NoValue));
    let marks = [(1, Mark::NoValue), (2, Mark::Fault), (3, Mark::Date), (4, Mark::Unsure)];
    assert_eq!(lines[0].marks, [&marks[..], &unsaid].concat());
}

#[test]
fn cells_of_a_merged_block_know_what_it_shows() {
    let data = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>售前</t></is></c></row>
        <row r="2"><c r="A2"><v>2</v></c><c r="B2"/></row><row r="3"><c r="A3"><v>3</v></c></row></sheetData>
        <mergeCells count="2"><mergeCell ref="B1:B2"/><mergeCell ref="D1:XFD1048576"/></mergeCells>"#;
    let lines = read(&book_of("<sst/>", "<styleSheet/>", data, "")).unwrap();
    let marks: Vec<_> = lines.iter().map(|line| line.marks.clone()).collect();
    assert_eq!(marks, [vec![], vec![(1, Mark::Covered("售前".to_owned()))], vec![]]);
}

#[test]
fn hostile_workbooks_end_with_a_reason() {
    let no_strings = "<sst/>";
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let many: String =
        (1..=MOST_LINES + 1).map(|n| format!(r#"<row r="{n}"><c r="A{n}"><v>1</v></c></row>"#)).collect();
    let greedy = r#"<sst uniqueCount = "4294967295"><si><t>a</t></si></sst>"#;
    let bomb = format!("<row>{}</row>", " ".repeat(20 * 1024 * 1024));
    let loud = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(60_000));
    let echo: String = (1..=400).map(|n| format!(r#"<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>"#)).collect();
    let crowded: Vec<(String, &str)> = (0..=MOST_PARTS).map(|n| (n.to_string(), "")).collect();
    let crowded: Vec<(&str, &str)> = crowded.iter().map(|(name, content)| (name.as_str(), *content)).collect();

    assert_eq!(cells(&read(&workbook_of(no_strings, far)).unwrap()), [(1, vec!["1"])]);
    assert_eq!(read(&workbook_of(no_strings, &many)), Err(Unreadable::TooManyRows));
    assert_eq!(read(&workbook_of(greedy, "")), Ok(Vec::new()), "what is announced is not believed");
    for (name, bytes) in [("bomb", workbook_of(no_strings, &bomb)), ("crowded", archive(&crowded))] {
        assert_eq!(read(&bytes), Err(Unreadable::TooLarge), "{name}");
    }
    let entities = r#"<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet/>"#;
    assert_eq!(read(&book_of(entities, "<styleSheet/>", "", "")), Err(Unreadable::NotASheet));
    let lines = read(&workbook_of(&loud, &echo)).unwrap();
    assert_eq!((lines.len(), lines[399].cells[0].chars().count()), (400, MOST_CHARS));
}

/// An archive that lies about its sizes is measured all the same.
#[test]
fn declared_sizes_are_not_believed() {
    let mut bytes = workbook_of("<sst/>", &" ".repeat(20 * 1024 * 1024));
    let real = u32::try_from(
        20 * 1024 * 1024 + MAIN.len() + r#"<worksheet xmlns=""><sheetData></sheetData></worksheet>"#.len(),
    )
    .unwrap();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| *four == real.to_le_bytes()).map(|(place, _)| place).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert_eq!(read(&bytes), Err(Unreadable::TooLarge));
}

fn departments() -> Vec<Department> {
    [(1, None, "店铺"), (2, Some(1), "客服组"), (3, Some(1), "推广组"), (4, Some(2), "售前"), (5, Some(3), "售前")]
        .map(|(n, parent, name): (u128, Option<u128>, &str)| Department {
            id: DepartmentId::new(Uuid::from_u128(n)),
            name: name.parse().unwrap(),
            parent_id: parent.map(|n| DepartmentId::new(Uuid::from_u128(n))),
            sort: 0,
            version: 1,
        })
        .to_vec()
}

fn positions() -> Vec<Position> {
    vec![Position {
        id: PositionId::new(Uuid::from_u128(9)), name: "=售前+客服".parse().unwrap(), sort: 0, version: 1
    }]
}

/// A person as they can stand in the database, who works here.
fn anybody() -> impl Strategy<Value = PersonFields> {
    let name = "[王=+@'<&-][\\PC]{0,10}[a芳]";
    let text = ("[A-Z0-9-]{1,12}", name, proptest::option::of("1[0-9]{10}"));
    let days = (7_400_i64..9_000, proptest::option::of(0_i64..4_000));
    (text, 1_u128..=5, any::<bool>(), days).prop_map(
        |((number, name, phone), department, has_position, (hired, began))| {
            let hired_on = dianwu_domain::Day::from_epoch_days(11_000 + hired);
            PersonFields {
                number: number.parse().unwrap(),
                name: name.parse().unwrap_or_else(|_| "王".parse().unwrap()),
                phone: phone.map(|phone| phone.parse().unwrap()),
                department_id: DepartmentId::new(Uuid::from_u128(department)),
                position_id: has_position.then(|| positions()[0].id),
                hired_on,
                work_began_on: began.map(|days| hired_on.plus(-days)),
                status: Status::Active,
                left_on: None,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn people_who_were_exported_are_read_back_the_same(people in proptest::collection::vec(anybody(), 0..6)) {
        let (departments, positions) = (departments(), positions());
        let bytes = workbook::people(&people, &departments, &positions).unwrap();
        let sheet = lay_out(&read(&bytes).unwrap(), false);
        prop_assert_eq!(&sheet.unknown_columns, &Vec::<String>::new());
        let reachable: Vec<_> = departments.iter().map(|department| department.id).collect();
        let known = Known { departments: &departments, reachable: &reachable, positions: &positions, people: &[], administers: false };
        let rows = judge(&sheet.rows, &known);
        prop_assert_eq!(rows.len(), people.len());
        for (row, person) in rows.iter().zip(&people) {
            let is_repeated = row.errors.iter().all(|error| matches!(error.what, Trouble::Repeated(_)));
            prop_assert!(is_repeated, "{:?}", row);
            prop_assert!(row.fields.is_none() || row.fields.as_ref() == Some(person), "{:?} {:?}", row, person);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut xml).unwrap();
        prop_assert!(!xml.contains("<f"), "no cell is a formula");
    }

    #[test]
    fn a_damaged_workbook_never_brings_the_reader_down(cut in 0_usize..6_000, place in 0_usize..6_000, byte: u8) {
        let mut bytes = workbook::template(&departments(), &positions()).unwrap();
        let length = bytes.len();
        bytes[place % length] = byte;
        let _ = read(&bytes);
        bytes.truncate(cut % length);
        let _ = read(&bytes);
    }

    /// Archives carry checksums, so that a flipped byte rarely gets past them: here the XML itself is odd.
    #[test]
    fn odd_xml_never_brings_the_reader_down(
        strings in "(<sst( uniqueCount=\"[0-9]{1,9}\")?>)?(<si>|</si>|<t>|</t>|<r>|[a&;<]|_x000D_|&#[0-9]{1,7};){0,12}(</sst>)?",
        data in "(<row( r=\"[0-9]{0,10}\")?>|</row>|<c( r=\"[A-Z]{0,5}[0-9]{0,10}\")?( s=\"[0-9]{0,20}\")?( t=\"(s|b|d|e|n|str|inlineStr)\")?>|</c>|<v>|</v>|<f>|</f>|<is>|[0-9.eE+-]{0,12}|</sheetData>|&[a-z#0-9]{0,6};){0,20}",
    ) {
        let _ = read(&workbook_of(&strings, &data));
    }

    #[test]
    fn garbage_never_brings_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}

#[test]
fn the_template_names_every_column_and_holds_nobody() {
    let sheet = lay_out(&read(&workbook::template(&departments(), &positions()).unwrap()).unwrap(), false);
    assert_eq!((sheet.missing_columns, sheet.unknown_columns, sheet.rows), (vec![], vec![], vec![]));
    assert!(workbook::template(&[], &[]).is_ok());
}
