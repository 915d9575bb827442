//! The command line of the chores: `cargo xtask help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match xtask::cli::run(std::env::args().skip(1)) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
