//! The app's module is taken apart: what every phone needs, and chunks with the pages that are not the first
//! (app/src/place.rs). What several chunks need is put together again on two shelves (`shared`, `merge`).
//!
//! That has to be done between cargo and wasm-bindgen, and Trunk calls one right after the other. So it finds this very
//! program first on its PATH, under the name `wasm-bindgen`: [`stand_in`] splits what cargo built, and the real
//! wasm-bindgen gets the main module alone. The chunks do not go through Trunk: they wait in [`Workshop::parts`] until
//! the app's files are finished.

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use wasm_split_cli_support::Options;

use crate::{
    build::{merge, pages::Pages, shared},
    failure::{Context, Failure, Result},
    process::Call,
    tools::Tools,
};

/// The name that Trunk looks for.
const NAME: &str = "wasm-bindgen";
/// Tells the stand-in where the real one is.
const REAL: &str = "DIANWU_WASM_BINDGEN";
/// Tells the stand-in where the chunks go.
const PARTS: &str = "DIANWU_PARTS";

/// The script that loads the chunks, as the main script imports it.
pub const LINK: &str = "./link.js";
/// The main script, as the script that loads the chunks imports it.
pub const MAIN: &str = "./main.js";

/// The table of pages, which goes into the page (`pages`).
pub const PAGES: &str = "pages.json";

/// Where one profile's module is taken apart.
pub struct Workshop(PathBuf);

impl Workshop {
    /// A place of its own for each profile: both may be built at the same time.
    pub fn new(place: PathBuf) -> Self {
        Self(place)
    }

    /// The chunks, and the script that loads them.
    pub fn parts(&self) -> PathBuf {
        self.0.join("parts")
    }

    /// Trunk, with the stand-in in front of wasm-bindgen.
    pub fn trunk(&self, tools: &Tools) -> Result<Call> {
        let what = "putting a program in front of wasm-bindgen";
        let (bin, parts) = (self.0.join("bin"), self.parts());
        // What an earlier build left behind belongs to another main module.
        let _ = fs::remove_dir_all(&parts);
        fs::create_dir_all(&parts).and_then(|()| fs::create_dir_all(&bin)).context(what)?;
        let itself = env::current_exe().context(what)?;
        let place = bin.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
        let _ = fs::remove_file(&place);
        // A copy where the disk has no links.
        fs::hard_link(&itself, &place).or_else(|_| fs::copy(&itself, &place).map(drop)).context(what)?;
        Ok(tools.trunk(&bin).env(REAL, tools.wasm_bindgen()).env(PARTS, parts))
    }
}

/// Whether this process was started as wasm-bindgen.
pub fn is_stand_in() -> bool {
    env::args_os().next().is_some_and(|name| Path::new(&name).file_stem().is_some_and(|stem| stem == NAME))
}

/// Splits the module among the arguments, if there is one, and goes on as the real wasm-bindgen.
pub fn stand_in() -> Result<ExitCode> {
    let what = "standing in for wasm-bindgen";
    let real = env::var_os(REAL).context(what)?;
    let mut args: Vec<_> = env::args_os().skip(1).collect();
    if let Some(module) = args.iter_mut().find(|arg| is_module(arg)) {
        let parts = PathBuf::from(env::var_os(PARTS).context(what)?);
        *module = split(Path::new(module), &parts)?.into();
        // The chunks import what the main module exports, by the linker's names.
        args.extend(["--keep-lld-exports", "--no-demangle"].map(OsString::from));
    }
    let status = Command::new(real).args(args).status().context(what)?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_module(arg: &OsString) -> bool {
    Path::new(arg).extension().is_some_and(|kind| kind == "wasm")
}

/// Writes the chunks and the script that loads them into `parts`. The main module, whose path comes back, is put
/// beside that directory: it is no part of what is served.
fn split(module: &Path, parts: &Path) -> Result<PathBuf> {
    let what = format!("splitting {}", module.display());
    let bytes = fs::read(module).context(&what)?;
    let main = parts.with_extension("main.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = parts;
    options.main_out_path = &main;
    options.link_name = LINK;
    options.main_module = MAIN;
    let done = wasm_split_cli_support::transform(options).map_err(|error| Failure::new(&what, format!("{error:#}")))?;
    if done.split_modules.is_empty() {
        return Err(Failure::new(what, "it has no part that could be split off"));
    }
    let pages = Pages::of_module(&bytes).map_err(|why| Failure::new(&what, why))?;
    let shelves = shared::shelves(&done.prefetch_map, &pages);
    let script = parts.join(LINK);
    let text = fs::read_to_string(&script).context(&what)?;
    for (shelf, chunks) in &shelves {
        let file = |name: &str| parts.join(format!("{name}.wasm"));
        let own = Some(shelf).filter(|shelf| shared::is_own(shelf));
        let modules = own.into_iter().chain(chunks).map(|module| fs::read(file(module)));
        let modules = modules.collect::<io::Result<Vec<_>>>().context(&what)?;
        fs::write(file(shelf), merge::merge(&modules)?).context(&what)?;
        for chunk in chunks {
            fs::remove_file(file(chunk)).context(&what)?;
        }
    }
    let text = shared::with_shelves(&text, &shelves)
        .ok_or_else(|| Failure::new(&what, "its script names what is shared in a new way"))?;
    let quiet =
        without_stray_rejections(&text).ok_or_else(|| Failure::new(&what, "its script fetches in a new way"))?;
    fs::write(&script, quiet).context(&what)?;
    let parts_of = shared::parts_of(&done.prefetch_map, &shelves);
    let table = pages.with_parts(&parts_of).map_err(|why| Failure::new(&what, why))?;
    fs::write(parts.join(PAGES), table).context(what)?;
    Ok(main)
}

/// The script that loads the chunks, in which a fetch that fails beside another one is no unhandled rejection: whoever
/// asked for the chunk is told of the first. None when it has no fetch of the known form.
fn without_stray_rejections(script: &str) -> Option<String> {
    const END: &str = ".wasm\", import.meta.url));\n";
    let handled = format!("{END}    src.catch(() => {{}});\n");
    script.contains(END).then(|| script.replace(END, &handled))
}
