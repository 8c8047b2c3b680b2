//! The commands without a window, on the same layers; and what starts the window.

/// As `println!`, but a reader that has gone away (`marsad query … | head`) ends the program quietly, as it should.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::say_line(format_args!($($words)*)) };
}

mod args;
mod asking;
mod check;
mod convert;
mod inputs;
mod json;
mod places;
mod query;
mod render;
mod start;

use std::process::ExitCode;

use clap::Parser;

/// Exit codes of every command: done; nothing usable, or a condition that cannot be used; a file that cannot be read.
pub mod exit {
    pub const DONE: u8 = 0;
    pub const NOTHING_USABLE: u8 = 1;
    pub const CANNOT_READ: u8 = 2;
    /// The data is of another version than was asked for.
    pub const STALE: u8 = 3;
    /// No answer in the time that was given.
    pub const GIVEN_UP: u8 = 4;
}

fn say_line(words: std::fmt::Arguments) {
    use std::io::Write;
    if writeln!(std::io::stdout().lock(), "{words}").is_err() {
        std::process::exit(exit::DONE.into());
    }
}

/// A fault inside of a reader that is not ours is told as one of the file: its own words would only confuse.
fn hush_guarded_faults() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if !crate::import::is_guarded() {
            usual(fault);
        }
    }));
}

/// Reads the arguments and does what they ask.
pub fn main() -> ExitCode {
    hush_guarded_faults();
    let args = args::Args::parse();
    let code = match args.command {
        Some(args::Action::Check(check)) => check::run(&check),
        Some(args::Action::Render(render)) => render::run(&render),
        Some(args::Action::Query(query)) => query::run(&query),
        Some(args::Action::Places(places)) => places::run(&places),
        Some(args::Action::Convert(convert)) => convert::run(&convert),
        None => start::run(args.files, &args.window),
    };
    ExitCode::from(code)
}
