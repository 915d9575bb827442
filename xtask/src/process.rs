//! Running other programs, with failures that say which program, why, and what it printed.

use std::{
    ffi::{OsStr, OsString},
    io::{BufRead, BufReader, IsTerminal},
    path::Path,
    process::{Command, ExitStatus, Stdio},
};

use crate::failure::{Context, Failure, Result};

/// A program about to be run.
#[derive(Debug)]
pub struct Call {
    command: Command,
}

impl Call {
    /// A program by name (found on PATH) or by path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        // A tool's backtrace tells the reader nothing about this project.
        command.env("RUST_BACKTRACE", "0");
        Self { command }
    }

    /// The same cargo that runs this chore.
    pub fn cargo() -> Self {
        let mut call = Self { command: Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())) };
        // Cargo describes this package to the chore; the packages it builds must not inherit that.
        for (key, _) in std::env::vars_os() {
            let name = key.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                call.command.env_remove(&key);
            }
        }
        if std::io::stdout().is_terminal() {
            call.command.env("CARGO_TERM_COLOR", "always");
        }
        call
    }

    /// Adds one argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds several arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Runs in this directory.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Puts directories in front of PATH.
    pub fn path_first(self, dirs: &[&Path]) -> Self {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = dirs.iter().map(|dir| dir.to_path_buf()).chain(std::env::split_paths(&old));
        let joined: OsString = std::env::join_paths(all).unwrap_or(old.clone());
        self.env("PATH", joined)
    }

    /// Runs it and shows what it prints.
    pub fn run(mut self, what: &str) -> Result<()> {
        let status = self.command.stdin(Stdio::null()).status();
        self.judge(what, status, "")
    }

    /// Runs it silently; what it printed is shown only when it fails.
    pub fn quiet(mut self, what: &str) -> Result<()> {
        let output = self.command.stdin(Stdio::null()).output();
        let printed =
            output.as_ref().map(|output| tail(&[&output.stdout[..], &output.stderr[..]].concat())).unwrap_or_default();
        self.judge(what, output.map(|output| output.status), &printed)
    }

    /// Runs it silently and returns what it printed on its standard output.
    pub fn read(mut self, what: &str) -> Result<String> {
        let output = self.command.stdin(Stdio::null()).output();
        let (status, stdout, stderr) = match output {
            Ok(output) => {
                (Ok(output.status), String::from_utf8_lossy(&output.stdout).into_owned(), tail(&output.stderr))
            }
            Err(error) => (Err(error), String::new(), String::new()),
        };
        self.judge(what, status, &stderr)?;
        Ok(stdout)
    }

    /// Runs it, shows what it prints, and hands every line of its standard output to `see`.
    /// A bad exit status is returned, not a failure: test runners end so when a test fails.
    pub fn watch(self, what: &str, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
        self.follow(what, |line| {
            println!("{line}");
            see(line);
        })
    }

    /// The same for what is written for programs alone: nothing of its standard output is shown.
    pub fn follow(mut self, what: &str, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| self.not_started(what, &error))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n') {
                let line = line.context(what)?;
                see(&String::from_utf8_lossy(&line));
            }
        }
        child.wait().context(what)
    }

    /// The bare command, for callers that need more than the above.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn judge(&self, what: &str, status: std::io::Result<ExitStatus>, printed: &str) -> Result<()> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(what, format!("`{}` ended with {status}\n{printed}", self.shown()))),
            Err(error) => Err(self.not_started(what, &error)),
        }
    }

    fn not_started(&self, what: &str, error: &std::io::Error) -> Failure {
        Failure::new(what, format!("`{}` did not start: {error}", self.shown()))
    }

    fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let mut shown = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
        for arg in self.command.get_args() {
            shown.push(' ');
            shown.push_str(&arg.to_string_lossy());
        }
        shown
    }
}

/// The last lines of what a program printed: the cause stands at the end.
fn tail(bytes: &[u8]) -> String {
    const LINES: usize = 40;
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<_> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

/// Whether a program of this name is on PATH.
pub fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|candidate| candidate.is_file())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_last_words() {
        let failure =
            Call::new("sh").args(["-c", "echo no sugar >&2; exit 3"]).quiet("making tea").expect_err("it exits with 3");
        let text = failure.to_string();
        assert!(text.starts_with("failed:  making tea"), "{text}");
        assert!(text.contains("no sugar"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = Call::new("no-such-program-here").run("making tea").expect_err("there is none");
        assert!(failure.to_string().contains("no-such-program-here"));
    }

    #[test]
    fn watching_sees_every_line_and_the_exit_status() {
        let mut seen = Vec::new();
        let status = Call::new("sh")
            .args(["-c", "echo a; echo b; exit 1"])
            .watch("counting", |line| seen.push(line.to_owned()))
            .expect("sh runs");
        assert_eq!(seen, ["a", "b"]);
        assert!(!status.success());
    }
}
