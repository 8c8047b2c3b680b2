//! Arguments, then the command line or the window.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    marsad::cli::main()
}
