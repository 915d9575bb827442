//! Which feature may know of which: those of its own floor and of the floors below, as the domain's index lists them.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// Rooms of the app that every feature stands on, and those that know all features.
const APP_BELOW: &[&str] = &["text", "task", "ui", "client", "shop", "place", "beside", "last"];
const APP_ABOVE: &[&str] = &["shell"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The floor of each feature, the lowest first.
fn floors() -> HashMap<String, usize> {
    let index = fs::read_to_string(root().join("domain/src/lib.rs")).unwrap();
    let (_, list) = index.split_once("\nfeatures! {\n").unwrap();
    let lines = list.split_once('}').unwrap().0.lines();
    lines
        .enumerate()
        .flat_map(|(floor, line)| line.split_whitespace().map(move |name| (name.to_owned(), floor + 1)))
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, found);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && !name.ends_with("shop.rs") {
            found.push(path);
        }
    }
}

/// The rooms of its own crate that a source names: what follows `crate::`, alone or in braces.
fn rooms(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut rooms = Vec::new();
    for part in code.split("crate::").skip(1) {
        let Some(list) = part.strip_prefix('{') else {
            rooms.push(word(part));
            continue;
        };
        let mut depth = 0_i32;
        let mut starts = true;
        for (place, sign) in list.char_indices() {
            match sign {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                _ if sign.is_alphanumeric() && starts => {
                    rooms.push(word(&list[place..]));
                    starts = false;
                }
                _ => {}
            }
        }
    }
    rooms
}

fn word(text: &str) -> String {
    text.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()
}

/// What of `krate` looks up: "file → room".
fn looks_up(krate: &str, floors: &HashMap<String, usize>) -> Vec<String> {
    let source = root().join(krate).join("src");
    let mut found = Vec::new();
    let mut all = Vec::new();
    sources(&source, &mut all);
    for path in all {
        let place = path.strip_prefix(&source).unwrap();
        let Some(room) = place.iter().next().map(|room| room.to_string_lossy().replace(".rs", "")) else { continue };
        let Some(own) = floors.get(&room) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        if place.iter().count() == 2 && place.ends_with("mod.rs") {
            assert!(
                !text.contains("\nuse super::"),
                "{krate}/{}: a door names other rooms by `crate::`",
                place.display()
            );
        }
        for named in rooms(&text) {
            if floors.get(&named).is_some_and(|floor| floor > own) {
                found.push(format!("{krate}/{} → {named}", place.display()));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn no_room_knows_of_those_above_it() {
    let mut floors = floors();
    assert!(floors.len() > 10 && floors["session"] < floors["roster"] && floors["roster"] < floors["today"]);
    floors.insert("kernel".to_owned(), 0);
    let mut wrong = looks_up("domain", &floors);
    wrong.extend(looks_up("worker", &floors));
    floors.extend(APP_BELOW.iter().map(|room| ((*room).to_owned(), 0)));
    floors.extend(APP_ABOVE.iter().map(|room| ((*room).to_owned(), 99)));
    wrong.extend(looks_up("app", &floors));
    assert_eq!(wrong, Vec::<String>::new());
}
