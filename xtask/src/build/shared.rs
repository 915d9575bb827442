//! Which module holds what several chunks of the app need.
//!
//! However many chunks there are, a page asks for its own one and at most two others, at the same time:
//!
//! - what a chunk of everybody's needs, and any other chunk too, is on the shelf [`EVERYBODY`], which every page has;
//! - what only chunks of the office need (planning, people, the shop) is on the shelf [`OFFICE`], which a phone of staff
//!   never asks for.
//!
//! A chunk that follows another one, and is never needed without it, has no need of a shelf for what the two share: that
//! is part of the one that comes first.
//!
//! More shelves would save a page some code of other pages at the price of more round trips. What is worth having apart
//! is a chunk of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What everybody's chunks share with each other and with those of the office.
pub const EVERYBODY: &str = "shared_everybody";
/// What the office's chunks share with each other alone.
pub const OFFICE: &str = "shared_office";

/// The most modules that a page asks for besides the main one: its own and both shelves.
pub const MOST_PARTS: usize = 3;

/// Modules that were split off, by the shelf that takes them; also that of a chunk which others follow.
pub type Shelves = BTreeMap<String, BTreeSet<String>>;

/// What is known of chunks besides what they need.
pub trait Known {
    /// Whether one of its pages is everybody's.
    fn is_for_everybody(&self, chunk: &str) -> bool;

    /// The chunk that it follows.
    fn follows(&self, chunk: &str) -> Option<&str>;
}

/// Tells for each module that several chunks share on which shelf it goes. `needs` are the modules of each chunk, its own
/// one among them.
pub fn shelves(needs: &HashMap<String, Vec<String>>, known: &impl Known) -> Shelves {
    let mut users = BTreeMap::<&str, Vec<&str>>::new();
    for (chunk, modules) in needs {
        for module in modules.iter().filter(|module| **module != own(chunk)) {
            users.entry(module).or_default().push(chunk);
        }
    }
    let mut shelves = Shelves::new();
    for (module, chunks) in users {
        let is_led = |chunk: &&&str| known.follows(chunk).is_some_and(|first| chunks.contains(&first));
        let leading: Vec<_> = chunks.iter().filter(|chunk| !is_led(chunk)).collect();
        let shelf = match leading.as_slice() {
            [only] => own(only),
            _ if leading.iter().any(|chunk| known.is_for_everybody(chunk)) => EVERYBODY.to_owned(),
            _ => OFFICE.to_owned(),
        };
        shelves.entry(shelf).or_default().insert(module.to_owned());
    }
    shelves
}

/// The modules that each chunk needs once the shelves are filled, and what it follows is there.
pub fn parts_of(needs: &HashMap<String, Vec<String>>, shelves: &Shelves) -> BTreeMap<String, Vec<String>> {
    let place = |module: &String| {
        let shelf = shelves.iter().find(|(_, modules)| modules.contains(module));
        shelf.map_or_else(|| module.clone(), |(shelf, _)| shelf.clone())
    };
    let is_others = |part: &String, chunk: &str| is_own(part) && *part != own(chunk);
    let parts = |chunk: &str, modules: &[String]| {
        let parts: BTreeSet<_> = modules.iter().map(place).filter(|part| !is_others(part, chunk)).collect();
        parts.into_iter().collect()
    };
    needs.iter().map(|(chunk, modules)| (chunk.clone(), parts(chunk, modules))).collect()
}

/// The module that is a chunk's own.
fn own(chunk: &str) -> String {
    format!("split_{chunk}")
}

/// Whether a module is some chunk's own.
pub fn is_own(module: &str) -> bool {
    module.starts_with("split_")
}

/// The script that loads the chunks, when the modules of each shelf have become one: the loader of the first is that of the
/// shelf, the others are gone, and a chunk waits for its shelves, and not for what is part of a chunk. None where the script
/// is not as it was known.
pub fn with_shelves(script: &str, shelves: &Shelves) -> Option<String> {
    const END: &str = ", []);\n";
    let mut script = script.to_owned();
    for (shelf, modules) in shelves {
        for (index, module) in modules.iter().enumerate() {
            let start = script.find(&format!("const __{module} = makeLoad("))?;
            let end = start + script[start..].find(END)? + END.len();
            let loader = &script[start..end];
            loader.find(&format!("\"./{module}.wasm\""))?;
            let instead =
                if index == 0 && !is_own(shelf) { loader.replace(module.as_str(), shelf) } else { String::new() };
            script.replace_range(start..end, &instead);
        }
    }
    let mut result = String::new();
    let mut rest = script.as_str();
    while let Some((before, after)) = rest.split_once(", [__") {
        let (names, after) = after.split_once(']')?;
        let shelf_of = |name: &str| {
            let module = name.trim_start_matches("__");
            shelves.iter().find(|(_, modules)| modules.contains(module)).map(|(shelf, _)| format!("__{shelf}"))
        };
        let shelves = names.split(", ").map(shelf_of).collect::<Option<BTreeSet<_>>>()?;
        let shelves: Vec<_> = shelves.into_iter().filter(|shelf| !is_own(shelf.trim_start_matches("__"))).collect();
        result.push_str(&format!("{before}, [{}]", shelves.join(", ")));
        rest = after;
    }
    Some(result + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many chunks as there can be, of which any two, any three and so on share a module.
    fn many(everybodys: usize, offices: usize) -> HashMap<String, Vec<String>> {
        let names: Vec<_> =
            (0..everybodys).map(|of| format!("e{of}")).chain((0..offices).map(|of| format!("o{of}"))).collect();
        let mut needs: HashMap<_, _> = names.iter().map(|name| (name.clone(), vec![own(name)])).collect();
        for set in 1_u32..1 << names.len() {
            let of: Vec<_> = (0..names.len()).filter(|bit| set >> bit & 1 == 1).collect();
            if of.len() > 1 {
                for chunk in of {
                    needs.entry(names[chunk].clone()).or_default().push(format!("chunk_{set}"));
                }
            }
        }
        needs
    }

    /// Chunks of everybody's begin with `e`; `oz` follows `o0`.
    struct Letters;

    impl Known for Letters {
        fn is_for_everybody(&self, chunk: &str) -> bool {
            chunk.starts_with('e')
        }

        fn follows(&self, chunk: &str) -> Option<&str> {
            (chunk == "oz").then_some("o0")
        }
    }

    #[test]
    fn a_page_needs_three_modules_at_most_however_many_chunks_share_something() {
        for (everybodys, offices) in [(1, 2), (2, 1), (5, 6), (0, 9), (9, 0)] {
            let needs = many(everybodys, offices);
            let parts = parts_of(&needs, &shelves(&needs, &Letters));
            assert_eq!(parts.len(), everybodys + offices);
            for (chunk, parts) in &parts {
                assert!(parts.len() <= MOST_PARTS && parts.contains(&own(chunk)), "{chunk}: {parts:?}");
                assert!(chunk.starts_with('o') || !parts.iter().any(|part| part == OFFICE), "{chunk}: {parts:?}");
            }
        }
    }

    #[test]
    fn what_a_chunk_shares_with_one_that_follows_it_is_its_own() {
        let needs = |of: &[(&str, &[&str])]| {
            let needs = of.iter().map(|(chunk, more)| {
                let more = more.iter().map(|module| (*module).to_owned());
                ((*chunk).to_owned(), more.chain([own(chunk)]).collect())
            });
            needs.collect::<HashMap<_, _>>()
        };
        let needs = needs(&[("o0", &["two", "all"]), ("oz", &["two", "all", "far"]), ("o1", &["all", "far"])]);
        let shelves = shelves(&needs, &Letters);
        let on = |modules: &[&str]| modules.iter().map(|module| (*module).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(shelves, Shelves::from([(own("o0"), on(&["two"])), (OFFICE.to_owned(), on(&["all", "far"]))]));
        let parts = parts_of(&needs, &shelves);
        assert_eq!(parts["o0"], ["shared_office", "split_o0"]);
        assert_eq!(parts["oz"], ["shared_office", "split_oz"]);
    }

    #[test]
    fn the_script_fetches_a_shelf_once_for_all_that_is_on_it() {
        let loader = |name: &str| {
            format!("/* a, b */\nconst __{name} = makeLoad(() => {{ get(new URL(\"./{name}.wasm\", x)) }}\n, []);\n")
        };
        let chunk = "export const a = wrap(makeLoad(f, [__chunk_1, __chunk_2, __chunk_3, __chunk_5]));\n";
        let lone = "export const b = wrap(makeLoad(f, []));\n";
        let loaders = ["chunk_1", "chunk_2", "chunk_3", "chunk_5"].map(loader).concat();
        let on = |modules: &[&str]| modules.iter().map(|module| (*module).to_owned()).collect();
        let shelves = Shelves::from([
            (EVERYBODY.to_owned(), on(&["chunk_1", "chunk_3"])),
            (OFFICE.to_owned(), on(&["chunk_2"])),
            (own("a"), on(&["chunk_5"])),
        ]);
        let script = with_shelves(&format!("{loaders}{chunk}{lone}"), &shelves).expect("all are there");
        assert!(script.contains(
            "const __shared_everybody = makeLoad(() => { get(new URL(\"./shared_everybody.wasm\", x)) }\n, []);"
        ));
        assert!(script.contains("makeLoad(f, [__shared_everybody, __shared_office]));") && script.contains(lone));
        assert!(!script.contains("chunk_"));
        assert!(with_shelves(chunk, &shelves).is_none());
        assert!(with_shelves(&loaders, &Shelves::from([(EVERYBODY.to_owned(), on(&["chunk_4"]))])).is_none());
    }
}
