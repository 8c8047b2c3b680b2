//! `marsad convert`: the incidents of a file in another format.

use std::path::Path;

use super::args::{ConvertArgs, FormatArg};
use super::inputs::{Failure, open_one};
use super::{check, exit};
use crate::export::{ExportError, ExportFormat, Exported, export};
use crate::saved::stream_atomically;

pub fn run(args: &ConvertArgs) -> u8 {
    match convert(args) {
        Ok(code) => code,
        Err(failure) => failure.say(),
    }
}

fn convert(args: &ConvertArgs) -> Result<u8, Failure> {
    let format = format_of(args)?;
    let path = Path::new(&args.output);
    let is_stdout = args.output == "-";
    if !is_stdout && !args.force && path.exists() {
        return Err(Failure { code: exit::CANNOT_READ, message: format!("{}: is there already; --force replaces it.", args.output) });
    }
    let layer = open_one(&args.input)?;
    let written = if is_stdout {
        export(&layer, format, &mut std::io::BufWriter::new(std::io::stdout().lock()))
    } else {
        stream_atomically(path, |out| export(&layer, format, out))
    };
    let exported = match written {
        // A reader that has gone away (`marsad convert … - | head`) has seen enough.
        Err(ExportError::Write(error)) if is_stdout && error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(exit::DONE),
        written => written.map_err(|error| Failure { code: exit::CANNOT_READ, message: format!("{}: {error}", args.output) })?,
    };
    let mut lines = check::lines(&layer.report);
    lines.push(format!("Written: {} ({} features)", args.output, exported.features));
    lines.extend(formula_note(exported, format));
    for line in lines {
        if is_stdout {
            eprintln!("{line}");
        } else {
            say!("{line}");
        }
    }
    Ok(if layer.report.seen == layer.report.quarantined { exit::NOTHING_USABLE } else { exit::DONE })
}

fn format_of(args: &ConvertArgs) -> Result<ExportFormat, Failure> {
    let ending = Path::new(&args.output).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let csv = ExportFormat::Csv { guards_formulas: args.guard_formulas };
    match (args.to, ending.as_str()) {
        (Some(FormatArg::Geojson), _) | (None, "geojson" | "json") => Ok(ExportFormat::GeoJson),
        (Some(FormatArg::Ndjson), _) | (None, "geojsonl" | "ndjson" | "jsonl") => Ok(ExportFormat::Lines),
        (Some(FormatArg::Csv), _) | (None, "csv") => Ok(csv),
        (None, _) => Err(Failure {
            code: exit::CANNOT_READ,
            message: format!("{}: the ending names no format; say --to geojson, --to ndjson or --to csv.", args.output),
        }),
    }
}

fn formula_note(exported: Exported, format: ExportFormat) -> Option<String> {
    let count = exported.formulas;
    match format {
        ExportFormat::Csv { guards_formulas: true } if count > 0 => {
            Some(format!("  note: {count} cells that a spreadsheet would take for a formula begin with an apostrophe."))
        }
        ExportFormat::Csv { guards_formulas: false } if count > 0 => {
            Some(format!("  note: {count} cells begin as a formula does; --guard-formulas puts an apostrophe before them."))
        }
        _ => None,
    }
}
