//! The command line of the chores: `cargo xtask help`.

use std::process::ExitCode;

use xtask::{build::split, cli};

fn main() -> ExitCode {
    let ended = if split::is_stand_in() { split::stand_in() } else { cli::run(std::env::args().skip(1)) };
    match ended {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
