//! The command line: which chore, with which flags.

use std::process::ExitCode;

use crate::{
    bench,
    build::{self, Profile},
    check,
    clock::Moment,
    deploy, dev,
    failure::{Failure, Result},
    test::{self, Ring},
    tools,
};

const HELP: &str = "\
The chores of Dianwu 店务.

Usage: cargo xtask <command> [flags]

Every day:
  dev       Set up, build, and serve app and API on http://127.0.0.1:8787 with data that stays
            --fresh     throw the local data away first
            --empty     no demo shop: the first-run page, with a one-time code
            --port N    listen elsewhere
            --release   serve the release build
  build     Build app and worker (a running `dev` takes the result by itself)
            --release   what is deployed: app in dist, worker in worker/build
            --app       the app alone

  test      Check everything and run all three rings of tests; the last line counts them
            test unit|api|browser [FILTER] runs one ring, or what of it is named so
            --at 2028-02-29T23:50   as of another moment than the usual one
  check     Formatting, lints, OpenAPI document, size of the release

Seldom:
  openapi   Write worker/openapi.json from the contract
  bench     Measure: all, or one of: size, editor, lighthouse, rules
            --aims      with lighthouse: fail where a page misses its aims
  deploy    Build the release and deploy it (`cargo xtask deploy --help` says what that needs)
            --dry-run   pack everything and send nothing
  budget    Accept the present size of the release as the new budget
  setup     Install the pinned tools, Chromium and fonts, and nothing else
  help      This text

Tools are installed once, into $DIANWU_CACHE, else $XDG_CACHE_HOME/dianwu, else ~/.cache/dianwu.";

/// Runs the chore that the arguments ask for.
pub fn run(args: impl IntoIterator<Item = String>) -> Result<ExitCode> {
    let mut args = Args::new(args);
    let command = args.word().unwrap_or_else(|| "help".to_owned());
    if args.flag("--help") || args.flag("-h") {
        println!("{}", if command == "deploy" { deploy::HELP } else { HELP });
        return Ok(ExitCode::SUCCESS);
    }
    match command.as_str() {
        "help" | "--help" | "-h" => println!("{HELP}"),
        "dev" => {
            let options = dev::Options {
                fresh: args.flag("--fresh"),
                empty: args.flag("--empty"),
                port: args.number("--port")?.unwrap_or(dev::Options::default().port),
                profile: profile(&mut args),
            };
            args.end()?;
            dev::dev(options)?;
        }
        "build" => {
            let (profile, is_app_alone) = (profile(&mut args), args.flag("--app"));
            args.end()?;
            if is_app_alone { build::build_app(profile)? } else { build::build(profile)? }
        }
        "test" => {
            let at = args.value("--at");
            let ring = args.word();
            let filter = args.word();
            args.end()?;
            let at = at.map(|moment| moment.parse::<Moment>()).transpose()?;
            let ring = ring.map(|name| {
                Ring::named(&name).ok_or_else(|| misuse(format!("there is no ring of tests called `{name}`")))
            });
            return Ok(test::test(ring.transpose()?, filter.as_deref(), at));
        }
        "check" => {
            args.end()?;
            return Ok(check::check());
        }
        "openapi" => {
            args.end()?;
            check::write_openapi()?;
        }
        "bench" => {
            let aims = args.flag("--aims");
            let name = args.word();
            args.end()?;
            match name.as_deref() {
                Some("lighthouse") if aims => bench::lighthouse::aims()?,
                _ if aims => return Err(misuse("--aims belongs to `bench lighthouse`".to_owned())),
                name => bench::bench(name)?,
            }
        }
        "deploy" => {
            let dry_run = args.flag("--dry-run");
            args.end()?;
            deploy::deploy(dry_run)?;
        }
        "budget" => {
            args.end()?;
            bench::size::accept()?;
        }
        "setup" => {
            args.end()?;
            tools::setup()?;
        }
        unknown => return Err(misuse(format!("there is no command `{unknown}`"))),
    }
    Ok(ExitCode::SUCCESS)
}

fn profile(args: &mut Args) -> Profile {
    if args.flag("--release") { Profile::Release } else { Profile::Light }
}

fn misuse(why: String) -> Failure {
    Failure::new("reading the command line", why).advice("`cargo xtask help` lists what there is")
}

/// What is left of the arguments.
struct Args {
    left: Vec<String>,
}

impl Args {
    fn new(args: impl IntoIterator<Item = String>) -> Self {
        Self { left: args.into_iter().collect() }
    }

    /// Takes the first argument, flag or not.
    fn word(&mut self) -> Option<String> {
        (!self.left.is_empty()).then(|| self.left.remove(0))
    }

    /// Takes a flag, and says whether it was there.
    fn flag(&mut self, name: &str) -> bool {
        let before = self.left.len();
        self.left.retain(|arg| arg != name);
        self.left.len() < before
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    fn value(&mut self, name: &str) -> Option<String> {
        let prefix = format!("{name}=");
        let index = self.left.iter().position(|arg| arg == name || arg.starts_with(&prefix))?;
        Some(match self.left.remove(index).strip_prefix(&prefix) {
            Some(value) => value.to_owned(),
            None if index < self.left.len() => self.left.remove(index),
            None => String::new(),
        })
    }

    /// Takes `--name N` or `--name=N`.
    fn number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>> {
        let Some(value) = self.value(name) else { return Ok(None) };
        value.parse().map(Some).map_err(|_| misuse(format!("{name} wants a number, not `{value}`")))
    }

    /// Nothing may be left.
    fn end(self) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(extra) => Err(misuse(format!("`{extra}` means nothing here"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_and_numbers_are_taken_in_any_order() {
        let mut given = args("dev --port 9000 --fresh");
        assert_eq!(given.word().as_deref(), Some("dev"));
        assert!(given.flag("--fresh"));
        assert!(!given.flag("--empty"));
        assert_eq!(given.number::<u16>("--port").expect("a number"), Some(9000));
        assert!(given.end().is_ok());
        assert_eq!(args("--port=80").number::<u16>("--port").expect("a number"), Some(80));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in [
            ("dev --prot 9", "--prot"),
            ("dev --port x", "`x`"),
            ("dev --port", "--port"),
            ("dve", "dve"),
            ("test unti", "unti"),
            ("test api --at 2026-02-29T10:00", "2026-02-29T10:00"),
        ] {
            let failure = run(line.split_whitespace().map(str::to_owned)).expect_err("it makes no sense");
            assert!(failure.to_string().contains(word), "{failure}");
        }
    }
}
