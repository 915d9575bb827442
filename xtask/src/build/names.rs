//! The names under which the parts of the app's module are served: `dianwu-app-<hash>.js`, `…_bg.wasm`, `…_link.js`,
//! `…_planning.wasm`.
//!
//! The parts of one build fit each other alone: a chunk reaches into the main module's memory by address. So they share
//! one hash, made of them all, and whoever has the main module of one build cannot come by the chunk of another, from
//! whatever cache or server. Trunk's own hash knows cargo's result only, not what was made of it since.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::{
    build::{
        finish::Files,
        pages,
        split::{LINK, MAIN, PAGES},
    },
    failure::{Context, Failure, Result},
    stamp::hex,
};

/// Renames the main module's files and adds the `parts`, with every reference among them. Returns the page, which also
/// asks for the script that loads the chunks, since the main script waits for it, and holds the table of pages.
pub fn name(files: &mut Files, mut parts: Files, page: &str) -> Result<String> {
    let what = "naming the parts of the app";
    let old = files.keys().find_map(|path| main_of(path)).context(what)?;
    let (script, module) = (format!("{old}.js"), format!("{old}_bg.wasm"));
    let mut script = files.remove(Path::new(&script)).context(what)?;
    let module = files.remove(Path::new(&module)).context(what)?;
    let mut link = parts.remove(Path::new(LINK.trim_start_matches("./"))).context(what)?;
    let table = parts.remove(Path::new(PAGES)).context(what)?;

    let mut hash = Sha256::new();
    for content in [&script, &module, &link].into_iter().chain(parts.values()) {
        hash.update(Sha256::digest(content));
    }
    let crate_name = old.rsplit_once('-').map_or(old.as_str(), |(name, _)| name);
    let new = format!("{crate_name}-{}", hex(&hash.finalize()[..8]));

    redirect(&mut script, LINK, &format!("./{new}_link.js"))?;
    redirect(&mut link, MAIN, &format!("./{new}.js"))?;
    for (path, content) in parts {
        let path = path.to_string_lossy();
        let served = format!("{new}_{}", path.trim_start_matches("split_"));
        redirect(&mut link, &format!("./{path}"), &format!("./{served}"))?;
        files.insert(served.into(), content);
    }
    let link_name = format!("{new}_link.js");
    let page = page.replace(&old, &new);
    let early = format!("<link rel=\"modulepreload\" href=\"/{link_name}\">");
    let page = page.replacen("</head>", &format!("{early}</head>"), 1);
    let page = pages::tell(&page, &new, &String::from_utf8_lossy(&table))
        .ok_or_else(|| Failure::new(what, "index.html has no place for the table of pages"))?;
    files.insert(link_name.into(), link);
    files.insert(format!("{new}.js").into(), script);
    files.insert(format!("{new}_bg.wasm").into(), module);
    Ok(page)
}

/// What the names of the main script and the main module have in common.
fn main_of(path: &Path) -> Option<String> {
    path.to_str()?.strip_suffix("_bg.wasm").map(str::to_owned)
}

/// Replaces what a script imports or fetches. The same text as a key of an object stays: by that key the module, which
/// is not rewritten, finds what it imports.
fn redirect(script: &mut Vec<u8>, from: &str, to: &str) -> Result<()> {
    let text = String::from_utf8_lossy(script);
    let mut result = text.to_string();
    for before in ["from ", "from", "URL("] {
        result = result.replace(&format!("{before}\"{from}\""), &format!("{before}\"{to}\""));
    }
    if result == text {
        return Err(Failure::new("naming the parts of the app", format!("no script refers to {from}")));
    }
    *script = result.into_bytes();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn files(of: &[(&str, &str)]) -> Files {
        of.iter().map(|(path, content)| (PathBuf::from(path), content.as_bytes().to_vec())).collect()
    }

    const OLD: &str = "app-7d01382e037daa74";

    fn named(chunk: &str) -> (Files, String, String) {
        let mut all = files(&[
            (&format!("{OLD}.js"), "import * as a from \"./link.js\";let i={\"./link.js\":a};"),
            (&format!("{OLD}_bg.wasm"), "main"),
            ("icon.svg", "icon"),
        ]);
        let parts = files(&[
            ("link.js", "import{initSync}from\"./main.js\";load(new URL(\"./split_planning.wasm\",import.meta.url))"),
            ("split_planning.wasm", chunk),
            ("pages.json", "[]"),
        ]);
        let page = format!(
            "<head><script type=\"application/json\" id=\"pages\"></script></head><script>import init from '/{OLD}.js';init('/{OLD}_bg.wasm')</script>"
        );
        let page = name(&mut all, parts, &page).expect("every part is there");
        let script = all.keys().find_map(|path| path.to_str()?.strip_suffix("_link.js")).expect("named").to_owned();
        (all, page, script)
    }

    #[test]
    fn the_parts_of_one_build_share_one_hash_and_know_each_other() {
        let (files, page, new) = named("chunk");
        let text = |name: String| String::from_utf8(files[Path::new(&name)].clone()).expect("text");
        assert_ne!(new, OLD);
        assert_eq!(files.len(), 5);
        assert_eq!(
            text(format!("{new}.js")),
            format!("import * as a from \"./{new}_link.js\";let i={{\"./link.js\":a}};")
        );
        assert_eq!(
            text(format!("{new}_link.js")),
            format!("import{{initSync}}from\"./{new}.js\";load(new URL(\"./{new}_planning.wasm\",import.meta.url))")
        );
        assert_eq!(text(format!("{new}_planning.wasm")), "chunk");
        assert_eq!(
            page,
            format!(
                "<head><script type=\"application/json\" id=\"pages\">{{\"name\":\"{new}\",\"pages\":[]}}</script>\
                <link rel=\"modulepreload\" href=\"/{new}_link.js\"></head><script>import init from \
                '/{new}.js';init('/{new}_bg.wasm')</script>"
            )
        );
    }

    #[test]
    fn a_change_of_any_part_changes_every_name() {
        assert_eq!(named("chunk").2, named("chunk").2);
        assert_ne!(named("chunk").2, named("other").2);
    }

    #[test]
    fn a_part_that_no_script_loads_is_refused() {
        let mut all = files(&[(&format!("{OLD}.js"), "from \"./link.js\""), (&format!("{OLD}_bg.wasm"), "main")]);
        let parts = files(&[("link.js", "from \"./main.js\""), ("pages.json", "[]"), ("split_planning.wasm", "chunk")]);
        assert!(name(&mut all, parts, "").is_err());
    }
}
