//! `marsad check`: what is in a file, and what could not be read.

use serde_json::json;

use super::args::CheckArgs;
use super::exit;
use super::inputs::{Failure, open_one};
use super::json::report_json;
use crate::domain::{LoadReport, Note, NoteCode};

pub fn run(args: &CheckArgs) -> u8 {
    let mut reports = Vec::new();
    let mut code = exit::DONE;
    for path in &args.files {
        match open_one(path) {
            Ok(layer) => {
                if layer.report.seen == layer.report.quarantined {
                    code = code.max(exit::NOTHING_USABLE);
                }
                reports.push(layer.report);
            }
            Err(error) => {
                let failure = Failure::from(error);
                code = code.max(failure.code);
                reports.push(refused(path, &failure));
                if !args.json {
                    failure.say();
                }
            }
        }
    }
    if args.json {
        say!("{}", json!({ "files": reports.iter().map(report_json).collect::<Vec<_>>() }));
    } else {
        reports.iter().filter(|report| !report.format.is_empty()).for_each(print);
    }
    code
}

/// A file that did not become a layer still has its line in the report.
fn refused(path: &str, failure: &Failure) -> LoadReport {
    let note = Note { code: NoteCode("refused"), count: 1, message: failure.message.clone(), first: None, choices: Vec::new() };
    LoadReport { path: path.to_owned(), notes: vec![note], ..LoadReport::default() }
}

/// The report as a person reads it.
pub fn print(report: &LoadReport) {
    lines(report).iter().for_each(|line| say!("{line}"));
}

/// Where the first record of a note stands.
fn first(note: &Note) -> String {
    match note.first {
        Some(first) if first.line > 0 => format!(" First in line {}.", first.line),
        Some(first) => format!(" First in record {}.", first.number),
        None => String::new(),
    }
}

/// The same, line by line.
pub fn lines(report: &LoadReport) -> Vec<String> {
    let mut lines = vec![
        format!("{} ({}, {})", report.path, report.format, report.profile),
        format!(
            "  {} seen = {} on map + {} without place + {} quarantined; {} undated",
            report.seen, report.on_map, report.without_place, report.quarantined, report.undated
        ),
    ];
    lines.extend(report.notes.iter().map(|note| format!("  note: {} x {}{}", note.count, note.message, first(note))));
    for fault in report.quarantine.iter().take(20) {
        // Binary formats have records and no lines.
        lines.push(if fault.line == 0 {
            format!("  quarantined: record {}", fault.index + 1)
        } else {
            format!("  quarantined: feature {}, line {}, column {}, byte {}", fault.index + 1, fault.line, fault.column, fault.offset)
        });
        lines.push(format!("    {} {}", fault.reason, fault.remedy));
    }
    let more = report.quarantined.saturating_sub(20);
    if more > 0 {
        lines.push(format!("  … and {more} more; `marsad check --json` lists them"));
    }
    lines
}
