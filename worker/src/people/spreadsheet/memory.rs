//! How much memory reading takes, with each part of a workbook blown up. A worker has 128 MB for all its requests.

use super::{
    Unreadable, read,
    tests::{archive, book_of, workbook_of},
};
use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// Most bytes that reading may hold at once, beyond the file itself.
const MOST: usize = 64 * 1024 * 1024;

/// Counts what a thread holds, so that tests which run beside each other do not count each other's.
struct Counting;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

fn hold(bytes: usize) {
    // A thread that is ending counts nothing.
    let _ = HELD.try_with(|held| {
        held.set(held.get().wrapping_add(bytes));
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(held.get())));
    });
}

fn release(bytes: usize) {
    // What another thread set aside may be given back here.
    let _ = HELD.try_with(|held| held.set(held.get().saturating_sub(bytes)));
}

#[expect(unsafe_code, reason = "an allocator is unsafe by its nature; this one counts and hands on")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        hold(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        release(layout.size());
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both pieces are there while one is copied to the other.
        hold(size);
        let moved = unsafe { System.realloc(pointer, layout, size) };
        release(layout.size());
        moved
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What reading comes to, and how many bytes it held at most.
fn measured(bytes: &[u8]) -> (Result<usize, Unreadable>, usize) {
    HELD.set(0);
    PEAK.set(0);
    let read = read(bytes).map(|lines| lines.len());
    (read, PEAK.get())
}

/// A piece so often that its part unpacks to about `mebibytes`.
fn repeated(piece: &str, mebibytes: usize) -> String {
    piece.repeat(mebibytes * 1024 * 1024 / piece.len())
}

#[test]
fn no_part_of_a_workbook_takes_much_memory_however_large_it_is_made() {
    let row = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let styles = |middle: &str| format!("<styleSheet><cellXfs>{middle}</cellXfs></styleSheet>");
    let formats: String = (0..200_000).map(|n| format!(r#"<numFmt numFmtId="{n}" formatCode="0{n}"/>"#)).collect();
    let rows = |cells: &dyn Fn(usize, usize) -> String| -> String {
        let row = |n| format!("<row r=\"{n}\">{}</row>", (0..100).map(|column| cells(n, column)).collect::<String>());
        (1..=500).map(row).collect()
    };
    let strings: String = (0..300_000).map(|n| format!("<si><t>{n}</t></si>")).collect();
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(400));
    let merges: String = (1..=500).map(|n| format!(r#"<mergeCell ref="A{n}:XFD1048576"/>"#)).collect();
    let merges = repeated(&merges, 12);
    let sheets = |piece: &str| format!("<sheets>{}</sheets>", repeated(piece, 12));
    let deep = "<a>".repeat(4_000_000);
    let wide = format!("<c {}>", repeated("a=\"b\" ", 14));
    let named: Vec<(String, &str)> = (0..20_000).map(|n| (format!("x{n}"), "")).collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let twice = [archive(&[("_rels/.rels", "<a/>")]), archive(&[("_rels/.rels", "<a/>")])].concat();

    let in_sheet = |data: &str| workbook_of("<sst/>", data);
    for (name, book) in [
        ("styles", book_of("<sst/>", &styles(&repeated("<xf/>", 4)), row, "")),
        ("number formats", book_of("<sst/>", &format!("<styleSheet>{formats}</styleSheet>"), row, "")),
        (
            "one format code",
            book_of(
                "<sst/>",
                &format!(r#"<styleSheet><numFmt formatCode="{}"/></styleSheet>"#, "0".repeat(14_000_000)),
                row,
                "",
            ),
        ),
        ("shared strings", workbook_of(&format!("<sst>{strings}</sst>"), row)),
        (
            "one shared string",
            workbook_of(
                &format!("<sst><si><t>{}</t></si></sst>", repeated("长", 14)),
                r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
            ),
        ),
        (
            "pieces of one string",
            workbook_of(
                &format!("<sst><si>{}</si></sst>", repeated("<r><t>a</t></r>", 14)),
                r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
            ),
        ),
        ("one string everywhere", workbook_of(&long, &rows(&|_, _| "<c t=\"s\"><v>0</v></c>".to_owned()))),
        ("cells", in_sheet(&rows(&|n, column| format!("<c><v>{n}{column}</v></c>")))),
        (
            "long cells",
            in_sheet(&rows(&|n, _| format!("<c t=\"inlineStr\"><is><t>{n}{}</t></is></c>", "x".repeat(300)))),
        ),
        ("one cell", in_sheet(&format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", repeated("长", 14)))),
        ("empty rows", in_sheet(&repeated("<row/>", 15))),
        ("empty cells", in_sheet(&format!("<row>{}</row>", repeated("<c s=\"1\"/>", 15)))),
        (
            "merged blocks",
            book_of(
                "<sst/>",
                "<styleSheet/>",
                &format!(
                    "<sheetData>{}</sheetData>{merges}",
                    rows(&|_, column| if column == 0 { "<c><v>1</v></c>".to_owned() } else { String::new() })
                ),
                "",
            ),
        ),
        (
            "defined names",
            book_of(
                "<sst/>",
                "<styleSheet/>",
                row,
                &format!(
                    "<definedNames>{}</definedNames>",
                    repeated("<definedName name=\"a\">S!$A$1</definedName>", 12)
                ),
            ),
        ),
        (
            "sheets",
            archive(&[
                ("_rels/.rels", r#"<R><Relationship Id="1" Type="x/officeDocument" Target="b.xml"/></R>"#),
                ("b.xml", &format!("<workbook>{}</workbook>", sheets("<sheet name=\"S\" id=\"r\"/>"))),
            ]),
        ),
        (
            "relationships",
            archive(&[(
                "_rels/.rels",
                &format!("<R>{}</R>", repeated(r#"<Relationship Id="1" Type="x/worksheet" Target="b.xml"/>"#, 14)),
            )]),
        ),
        ("nesting", in_sheet(&deep)),
        ("attributes", in_sheet(&wide)),
        ("a comment", in_sheet(&format!("<!--{}-->", " ".repeat(15_000_000)))),
        ("zip entries", archive(&named)),
        ("twice the same entry", twice),
        ("zip bomb", in_sheet(&" ".repeat(100 * 1024 * 1024))),
    ] {
        let (read, peak) = measured(&book);
        println!("{name}: a file of {} kB, {peak} bytes at most, {read:?}", book.len() / 1024);
        assert!(peak < MOST, "{name}: {peak} bytes");
    }
}

#[test]
fn text_files_take_little_memory_however_large_they_are() {
    let size = 2 * 1024 * 1024;
    for (name, bytes) in [
        ("letters of GB18030", b"\xd6\xd0".repeat(size / 2)),
        ("empty cells", b",".repeat(size)),
        ("empty lines", b"\n".repeat(size)),
        ("one quoted cell", [b"\"".to_vec(), b"a".repeat(size)].concat()),
    ] {
        let (read, peak) = measured(&bytes);
        println!("{name}: {peak} bytes at most, {read:?}");
        assert!(peak < MOST, "{name}: {peak} bytes");
    }
}
