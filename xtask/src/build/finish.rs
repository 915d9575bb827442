//! What is done to Trunk's result before it is served.
//!
//! - The chunks of the app's module are put beside it, and all its parts named (`names`).
//! - Inline scripts become files, so that the content security policy needs neither hashes nor `unsafe-inline`.
//! - A release's scripts and styles are minified, its modules optimised.
//! - Files with a hash in their name may be kept by browsers for ever: `_headers` says so.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    build::{Profile, names, wasm},
    failure::{Context, Failure, Result},
    stamp::hex,
    tools::Tools,
};

/// Smallest after Brotli, which `-Oz` is not; functions of one name stand together, so that Brotli finds what they have in
/// common; and the features of WebAssembly that rustc uses.
const WASM_OPT: [&str; 13] = [
    "--flatten",
    "--rereloop",
    "-Os",
    "--flatten",
    "--rereloop",
    "-Os",
    "--reorder-functions-by-name",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Contents by path.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Finishes what is in `raw`, together with the `parts` that were split off, and brings `out` up to date with it.
pub fn finish(tools: &Tools, profile: Profile, raw: &Path, parts: &Path, out: &Path) -> Result<()> {
    let what = "finishing the app's files";
    let (mut files, mut split_off) = (Files::new(), Files::new());
    collect(raw, Path::new(""), &mut files).context(what)?;
    collect(parts, Path::new(""), &mut split_off).context(what)?;
    let page = files.remove(Path::new("index.html")).ok_or_else(|| Failure::new(what, "Trunk wrote no index.html"))?;
    for files in [&mut files, &mut split_off] {
        match profile {
            Profile::Release => make_small(tools, &raw.with_extension("small"), files)?,
            Profile::Light => leave_names_out(files),
        }
    }
    let page = names::name(&mut files, split_off, &String::from_utf8_lossy(&page))?;
    let (page, scripts) = take_inline_scripts(&page);
    for (name, script) in scripts {
        files.insert(name.into(), script.into_bytes());
    }
    let headers = files.entry("_headers".into()).or_default();
    let rules = String::from_utf8_lossy(headers).into_owned();
    let paths: Vec<_> = files.keys().cloned().collect();
    files.insert("_headers".into(), with_cache_rules(rules, &paths).into_bytes());
    write(out, &files, &page).context(what)
}

fn collect(root: &Path, below: &Path, files: &mut Files) -> std::io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Moves each inline script into a file named after its content. Data blocks (`application/json` and the like) are
/// not code and stay.
fn take_inline_scripts(page: &str) -> (String, Vec<(String, String)>) {
    let mut result = String::with_capacity(page.len());
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let (before, tag_on) = rest.split_at(start);
        result.push_str(before);
        let Some((tag, body, after)) = split_script(tag_on) else {
            result.push_str(tag_on);
            return (result, scripts);
        };
        let is_code = !tag.contains("type=") || tag.contains("module") || tag.contains("javascript");
        if tag.contains("src=") || body.trim().is_empty() || !is_code {
            result.push_str(&tag_on[..tag_on.len() - after.len()]);
        } else {
            let hash = hex(&Sha256::digest(body)[..8]);
            let name = format!("boot-{hash}.js");
            let attributes = tag.trim_start_matches("<script").trim_end_matches('>');
            result.push_str(&format!("<script{attributes} src=\"/{name}\"></script>"));
            scripts.push((name, body.trim().to_owned()));
        }
        rest = after;
    }
    result.push_str(rest);
    (result, scripts)
}

/// The opening tag, the content, and what follows the closing tag.
fn split_script(text: &str) -> Option<(&str, &str, &str)> {
    let (tag, rest) = text.split_at(text.find('>')? + 1);
    let (body, after) = rest.split_once("</script>")?;
    Some((tag, body, after))
}

/// Whether Trunk or this module put a hash into the name: sixteen digits, of which Trunk leaves out zeros at the front.
fn is_hashed(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.split(['-', '_', '.', '/'])
        .any(|part| matches!(part.len(), 14..=16) && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

fn with_cache_rules(mut rules: String, paths: &[PathBuf]) -> String {
    for path in paths.iter().filter(|path| is_hashed(path)) {
        let path = path.to_string_lossy().replace('\\', "/");
        rules.truncate(rules.trim_end().len());
        rules.push_str(&format!("\n\n/{path}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    rules
}

fn leave_names_out(files: &mut Files) {
    for (_, module) in files.iter_mut().filter(|(path, _)| is_kind(path, "wasm")) {
        *module = wasm::without_names(module);
    }
}

fn is_kind(path: &Path, kind: &str) -> bool {
    path.extension().is_some_and(|extension| extension == kind)
}

/// Minifies scripts and styles, optimises modules.
fn make_small(tools: &Tools, work: &Path, files: &mut Files) -> Result<()> {
    let what = "making the app's files small";
    for (path, content) in files {
        let is_module = is_kind(path, "wasm");
        if !is_module && !is_kind(path, "js") && !is_kind(path, "css") {
            continue;
        }
        let file = work.join(path);
        fs::create_dir_all(file.parent().unwrap_or(work)).context(what)?;
        fs::write(&file, &content).context(what)?;
        *content = if is_module { optimise(tools, &file)? } else { minify(tools, &file)? };
    }
    Ok(())
}

fn minify(tools: &Tools, file: &Path) -> Result<Vec<u8>> {
    // Not bundled, and no older than what can run the wasm at all.
    let call = tools.esbuild().arg(file).args(["--minify", "--target=es2022", "--charset=utf8"]);
    let text = call.args(["--legal-comments=none", "--log-level=error"]).read("minifying the app's scripts and styles");
    text.map(String::into_bytes)
}

fn optimise(tools: &Tools, file: &Path) -> Result<Vec<u8>> {
    let what = "optimising the app's modules";
    tools.wasm_opt().args(WASM_OPT).arg(file).arg("-o").arg(file).quiet(what)?;
    fs::read(file).context(what)
}

/// Writes what changed, the page last, and then removes what the page no longer refers to: a server that is running
/// on this directory never hands out a page whose scripts are missing.
fn write(out: &Path, files: &Files, page: &str) -> std::io::Result<()> {
    fs::create_dir_all(out)?;
    let mut old = Files::new();
    collect(out, Path::new(""), &mut old)?;
    for (path, content) in files {
        if old.get(path) != Some(content) {
            let place = out.join(path);
            fs::create_dir_all(place.parent().unwrap_or(out))?;
            fs::write(place, content)?;
        }
    }
    fs::write(out.join("index.html"), page)?;
    old.remove(Path::new("index.html"));
    for path in old.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(out.join(path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_become_files_and_others_stay() {
        let page = "<head><script>let a = 1;</script><script type=\"application/json\">{}</script>\
            <script src=\"/x.js\"></script>\n<script type=\"module\">\nimport init from '/a.js';\n</script></head>";
        let (page, scripts) = take_inline_scripts(page);
        assert_eq!(scripts.len(), 2);
        assert_eq!(scripts[0].1, "let a = 1;");
        let (classic, module) = (&scripts[0].0, &scripts[1].0);
        assert_eq!(
            page,
            format!(
                "<head><script src=\"/{classic}\"></script><script type=\"application/json\">{{}}</script>\
                <script src=\"/x.js\"></script>\n<script type=\"module\" src=\"/{module}\"></script></head>"
            )
        );
    }

    #[test]
    fn hashed_files_are_kept_for_ever_and_others_are_not() {
        let paths = ["app-7d01382e037daa74_bg.wasm", "boot-0011223344556677.js", "icon.svg", "manifest.webmanifest"]
            .map(PathBuf::from);
        let rules = with_cache_rules("/*\n  X-A: b\n".into(), &paths);
        assert_eq!(rules.matches("immutable").count(), 2);
        assert!(rules.starts_with("/*\n  X-A: b\n\n/app-7d01382e037daa74_bg.wasm\n  Cache-Control"));
        assert!(!rules.contains("icon.svg"));
    }
}
